package dev.obstat.core.credential;

import java.util.List;
import java.util.Optional;

/// Sign-ins, passkeys and tokens as the facts so far say.
public interface Credentials {

  /// The latest sign-in of that subject of that provider.
  Optional<SignIn> latest(String issuer, String subject);

  /// The latest sign-in of every subject of every provider, newest first.
  ///
  /// @param most how many at most
  List<SignIn> latest(int most);

  Optional<Passkey> passkey(String id);

  /// @param credential the passkey's own id, in base64url
  Optional<Passkey> passkeyOf(String credential);

  /// In the order in which they were enrolled.
  List<Passkey> passkeysOf(String person);

  /// A token that was not revoked; it may have expired.
  Optional<AccessToken> token(String id);

  /// Tokens that were not revoked, newest first; they may have expired.
  ///
  /// @param most how many at most
  List<AccessToken> tokens(int most);
}
