package dev.obstat.gateways.aws;

import dev.obstat.core.action.Content;
import dev.obstat.gateways.aws.sign.Header;
import dev.obstat.gateways.aws.sign.OutgoingBody;
import dev.obstat.http.Body;
import java.util.List;

/// The body on its way to the other side: what the digest binds of it, what the new signature says
/// of it, and where its bytes come from.
sealed interface Parcel {

  /// There is none.
  record Empty() implements Parcel {}

  /// All of it is in memory, verified.
  ///
  /// @param sha256 of the bytes
  /// @param isContent whether it is content beside the parameters, to be bound by its hash
  /// @param trailers verified trailers of the client's chunked body, to be sent as headers
  record InMemory(
      dev.obstat.http.Content bytes, String sha256, boolean isContent, List<Header> trailers)
      implements Parcel {
    public InMemory {
      trailers = List.copyOf(trailers);
    }
  }

  /// It streams through, and the client's signature covers its hash.
  record Streaming(String sha256, long length, WatchedBody body) implements Parcel {}

  /// It streams through, and no hash of the whole is known before its end.
  record Unhashed(long length, WatchedBody body) implements Parcel {}

  /// Whether all of it has been read.
  default boolean isHere() {
    return switch (this) {
      case Empty _, InMemory _ -> true;
      case Streaming _, Unhashed _ -> false;
    };
  }

  /// What the digest binds of it.
  default Content content() {
    return switch (this) {
      case Empty _ -> new Content.None();
      case InMemory memory ->
          memory.isContent() ? new Content.Bound(memory.sha256()) : new Content.None();
      case Streaming streaming -> new Content.Bound(streaming.sha256());
      case Unhashed _ -> new Content.Unread();
    };
  }

  /// What the new signature says of it.
  default OutgoingBody outgoing() {
    return switch (this) {
      case Empty _ -> OutgoingBody.none();
      case InMemory memory -> new OutgoingBody.Hashed(memory.sha256());
      case Streaming streaming -> new OutgoingBody.Hashed(streaming.sha256());
      case Unhashed _ -> new OutgoingBody.Unsigned();
    };
  }

  /// Its bytes as they are sent, framed by their number.
  default Body sent() {
    return switch (this) {
      case Empty _ -> new Body.None();
      case InMemory memory -> new Body.Whole(memory.bytes());
      case Streaming streaming -> new Body.Sized(streaming.body(), streaming.length());
      case Unhashed unhashed -> new Body.Sized(unhashed.body(), unhashed.length());
    };
  }
}
