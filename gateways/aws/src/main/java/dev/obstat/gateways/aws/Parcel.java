package dev.obstat.gateways.aws;

import dev.obstat.core.action.Content;
import dev.obstat.gateways.aws.sign.Header;
import dev.obstat.gateways.aws.sign.OutgoingBody;
import java.util.List;

/// The body on its way to the other side: what the digest binds of it, what the new signature says
/// of it, and where its bytes come from.
sealed interface Parcel {

  /// There is none.
  record Empty() implements Parcel {}

  /// All of it is in memory, verified.
  ///
  /// @param isContent whether it is content beside the parameters, to be bound by its hash
  /// @param trailers verified trailers of the client's chunked body, to be sent as headers
  record InMemory(dev.obstat.http.Content bytes, boolean isContent, List<Header> trailers)
      implements Parcel {
    public InMemory {
      trailers = List.copyOf(trailers);
    }
  }

  /// It streams through, and the client's signature covers its hash.
  record Streaming(String sha256, long length) implements Parcel {}

  /// It streams through, and no hash of the whole is known before its end.
  record Unhashed(long length) implements Parcel {}

  /// What the digest binds of it.
  default Content content(String sha256OfMemory) {
    return switch (this) {
      case Empty _ -> new Content.None();
      case InMemory memory ->
          memory.isContent() ? new Content.Bound(sha256OfMemory) : new Content.None();
      case Streaming streaming -> new Content.Bound(streaming.sha256());
      case Unhashed _ -> new Content.Unread();
    };
  }

  /// What the new signature says of it.
  default OutgoingBody outgoing() {
    return switch (this) {
      case Empty _ -> OutgoingBody.none();
      case InMemory memory -> OutgoingBody.inMemory(memory.bytes().bytes());
      case Streaming streaming -> new OutgoingBody.Hashed(streaming.sha256());
      case Unhashed _ -> new OutgoingBody.Unsigned();
    };
  }
}
