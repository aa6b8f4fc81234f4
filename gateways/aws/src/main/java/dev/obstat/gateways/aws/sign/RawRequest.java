package dev.obstat.gateways.aws.sign;

import java.util.List;

/// The head of a request as received, or as it is to be sent.
///
/// @param target path and query, undecoded: a signature covers this spelling and no other
/// @param headers in order, `host` among them
public record RawRequest(String method, String target, List<Header> headers) {

  public RawRequest {
    headers = List.copyOf(headers);
  }
}
