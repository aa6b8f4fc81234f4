package dev.obstat.gateways.aws.sign;

import java.time.Instant;

/// Who holds an access key, and whether the session still lives. Asked once per request.
public interface Credentials {

  Lookup find(String accessKeyId);

  /// Dead sessions come with their secret too: only who can sign is told what became of one.
  sealed interface Lookup {
    record Live(Holder holder) implements Lookup {}

    record Expired(Holder holder, Instant at) implements Lookup {}

    record Revoked(Holder holder) implements Lookup {}

    record Unknown() implements Lookup {}
  }

  /// @param session the session's id
  /// @param secret what the client signs with
  /// @param sessionToken what `x-amz-security-token` must be, or empty when the session has none
  ///   and the client must not send one
  record Holder(String session, String secret, String sessionToken) {

    public Holder(String session, String secret) {
      this(session, secret, "");
    }

    /// Without the secrets, so that no log or error can carry them.
    @Override
    public String toString() {
      return "Holder[session=" + session + "]";
    }
  }
}
