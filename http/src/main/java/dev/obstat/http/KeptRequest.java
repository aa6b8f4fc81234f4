package dev.obstat.http;

import java.io.ByteArrayInputStream;
import java.time.Duration;

/// A request that was kept as bytes instead of arriving over a connection, read by the rules of the
/// server: what a server would refuse is refused here, in the same words.
public sealed interface KeptRequest {

  record Whole(RequestHead head, Content body) implements KeptRequest {}

  record Refused(Refusal refusal) implements KeptRequest {}

  /// Reads exactly one request: bytes behind its end are refused.
  ///
  /// @param mostBody largest body, in bytes
  static KeptRequest read(byte[] bytes, int mostBody) {
    Duration patience = Duration.ofMinutes(1);
    ByteSource source = new ByteSource(new Kept(bytes), Waiting.until(patience));
    return switch (RequestReader.read(source, Bounds.usual())) {
      case RequestReader.Read.Refused(Refusal refusal) -> new Refused(refusal);
      case RequestReader.Read.Gone _ -> throw new IllegalStateException("memory does not go away");
      case RequestReader.Read.Head head -> {
        try (BodyStream body = new BodyStream(source, head.framing(), patience, null)) {
          byte[] read = body.readNBytes(mostBody + 1);
          if (read.length > mostBody) {
            yield refused(413, "the request body is larger than %d bytes".formatted(mostBody));
          }
          if (source.arrives()) {
            yield refused(
                400,
                "there are bytes behind the end of the request: "
                    + "`content-length` says where it ends");
          }
          yield new Whole(head.request(), Content.owning(read));
        } catch (BodyBroken broken) {
          yield new Refused(broken.refusal());
        } catch (java.io.IOException e) {
          yield refused(400, "the request body cannot be read: " + e.getMessage());
        }
      }
    };
  }

  private static Refused refused(int status, String reason) {
    return new Refused(new Refusal(status, reason));
  }

  /// All that will ever come is here.
  final class Kept implements Inflow {
    private final ByteArrayInputStream left;

    private Kept(byte[] bytes) {
      this.left = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read(byte[] target, int offset, int length, int timeoutMillis) {
      return left.read(target, offset, length);
    }

    @Override
    public int readNow(byte[] target, int offset, int length) {
      return left.read(target, offset, length);
    }
  }
}
