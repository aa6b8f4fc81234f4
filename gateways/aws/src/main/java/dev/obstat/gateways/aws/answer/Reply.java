package dev.obstat.gateways.aws.answer;

import dev.obstat.gateways.aws.sign.Header;
import java.util.Arrays;
import java.util.List;

/// An HTTP answer, ready to be written.
public final class Reply {

  private final int status;
  private final List<Header> headers;
  private final byte[] body;

  Reply(int status, List<Header> headers, byte[] body) {
    this.status = status;
    this.headers = List.copyOf(headers);
    this.body = body;
  }

  public int status() {
    return status;
  }

  /// `content-type` and the error's own headers. The server adds `content-length` and `date`; a
  /// wrong date makes clients believe that their clock is wrong.
  public List<Header> headers() {
    return headers;
  }

  /// Empty for HEAD; a copy.
  public byte[] body() {
    return Arrays.copyOf(body, body.length);
  }
}
