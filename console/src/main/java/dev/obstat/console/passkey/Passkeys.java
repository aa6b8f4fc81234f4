package dev.obstat.console.passkey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionsAuthenticatorOutputs;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import dev.obstat.core.credential.Passkey;
import dev.obstat.core.credential.Touch;
import dev.obstat.core.fact.Journal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Verifies what browsers bring back from an authenticator (WebAuthn level 3): for this console's
/// name and origin, for a challenge that this browser was given, by a person who was verified (a
/// touch together with a fingerprint, a face or a code).
///
/// Which make the authenticator is of is not asked (`none` attestation): people bring their own.
public final class Passkeys {
  private static final int LONGEST = 16 * 1024;
  private static final List<PublicKeyCredentialParameters> KEYS =
      List.of(
          new PublicKeyCredentialParameters(
              PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.ES256),
          new PublicKeyCredentialParameters(
              PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.RS256));

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Place place;
  private final Journal journal;
  private final Asked asked;
  private final Clock clock;
  private final ObjectConverter converter = new ObjectConverter();
  private final WebAuthnManager web = WebAuthnManager.createNonStrictWebAuthnManager(converter);
  private final AttestedCredentialDataConverter keys =
      new AttestedCredentialDataConverter(converter);

  public Passkeys(Place place, Journal journal, SecureRandom random, Clock clock) {
    this.place = place;
    this.journal = journal;
    this.asked = new Asked(random, clock);
    this.clock = clock;
  }

  /// What a browser brings back when a passkey was made, all in base64url.
  public record Made(String clientData, String attestation) {}

  /// What a browser brings back when a passkey was touched, all in base64url.
  ///
  /// @param credential the passkey's own id
  public record Signed(
      String credential, String clientData, String authenticatorData, String signature) {

    /// As pages send it in a form: JSON with these members.
    public static Optional<Signed> parse(String json) {
      try {
        JsonNode node = JSON.readTree(json.length() > LONGEST ? "" : json);
        return Optional.of(
            new Signed(
                node.path("credential").asText(),
                node.path("clientData").asText(),
                node.path("authenticatorData").asText(),
                node.path("signature").asText()));
      } catch (JsonProcessingException _) {
        return Optional.empty();
      }
    }
  }

  /// What became of it.
  public sealed interface Answer<T> {

    record Good<T>(T value) implements Answer<T> {}

    /// @param why a sentence for the person
    record Bad<T>(String why) implements Answer<T> {}
  }

  public Place place() {
    return place;
  }

  /// A challenge for this browser, in base64url.
  ///
  /// @param about the statement that is confirmed by it, lines that end in a line feed
  public String ask(String person, String browser, String about) {
    return Touch.challengeText(asked.ask(person, browser, about).statement());
  }

  /// A new passkey, without an id yet.
  ///
  /// @param about what the browser was asked to have confirmed
  public Answer<Passkey> made(Made made, String person, String browser, String about, String name) {
    try {
      byte[] clientData = bytes(made.clientData());
      RegistrationData data =
          web.parse(new RegistrationRequest(bytes(made.attestation()), clientData));
      Optional<String> wrong = wrongQuestion(challenge(data), person, browser, about);
      if (wrong.isPresent()) {
        return new Answer.Bad<>(wrong.get());
      }
      web.verify(data, new RegistrationParameters(server(challenge(data)), KEYS, true, true));
      var attestation = data.getAttestationObject();
      var authenticator = attestation == null ? null : attestation.getAuthenticatorData();
      var credential = authenticator == null ? null : authenticator.getAttestedCredentialData();
      if (authenticator == null || credential == null) {
        return new Answer.Bad<>("the authenticator made no passkey");
      }
      return new Answer.Good<>(
          new Passkey(
              "",
              person,
              name,
              text(credential.getCredentialId()),
              text(keys.convert(credential)),
              String.valueOf(credential.getAaguid()),
              authenticator.getSignCount(),
              Instant.EPOCH));
    } catch (DataConversionException | IllegalArgumentException _) {
      return new Answer.Bad<>("what the authenticator sent cannot be read");
    } catch (VerificationException e) {
      return new Answer.Bad<>(refused(e));
    }
  }

  /// A touch of one of the person's passkeys.
  ///
  /// @param about what the browser was asked to have confirmed
  public Answer<Touch> signed(Signed signed, String person, String browser, String about) {
    Optional<Passkey> found =
        journal
            .read(books -> books.credentials().passkeyOf(signed.credential()))
            .filter(passkey -> passkey.person().equals(person));
    if (found.isEmpty()) {
      return new Answer.Bad<>("this passkey is not enrolled as yours");
    }
    Passkey passkey = found.get();
    try {
      AuthenticationData data =
          web.parse(
              new AuthenticationRequest(
                  bytes(signed.credential()),
                  bytes(signed.authenticatorData()),
                  bytes(signed.clientData()),
                  bytes(signed.signature())));
      byte[] challenge = challenge(data);
      Optional<Asked.Question> question = asked.answered(text(challenge), person, browser);
      if (question.isEmpty() || !question.get().statement().startsWith(about)) {
        return new Answer.Bad<>(NOT_ASKED);
      }
      web.verify(
          data,
          new AuthenticationParameters(
              server(challenge),
              record(passkey),
              List.of(bytes(passkey.credential())),
              true,
              true));
      var authenticator = data.getAuthenticatorData();
      return new Answer.Good<>(
          new Touch(
              passkey.id(),
              person,
              question.get().statement(),
              signed.clientData(),
              signed.authenticatorData(),
              signed.signature(),
              authenticator == null ? 0 : authenticator.getSignCount(),
              clock.instant()));
    } catch (DataConversionException | IllegalArgumentException _) {
      return new Answer.Bad<>("what the authenticator sent cannot be read");
    } catch (VerificationException e) {
      return new Answer.Bad<>(refused(e));
    }
  }

  private static final String NOT_ASKED =
      "this browser was not asked for that, or five minutes ago: try again";

  private Optional<String> wrongQuestion(
      byte[] challenge, String person, String browser, String about) {
    return asked
            .answered(text(challenge), person, browser)
            .filter(question -> question.statement().startsWith(about))
            .isPresent()
        ? Optional.empty()
        : Optional.of(NOT_ASKED);
  }

  private static byte[] challenge(RegistrationData data) {
    var client = data.getCollectedClientData();
    return client == null ? new byte[0] : client.getChallenge().getValue();
  }

  private static byte[] challenge(AuthenticationData data) {
    var client = data.getCollectedClientData();
    return client == null ? new byte[0] : client.getChallenge().getValue();
  }

  private ServerProperty server(byte[] challenge) {
    return new ServerProperty(
        Set.of(Origin.create(place.origin())), place.id(), new DefaultChallenge(challenge));
  }

  private CredentialRecord record(Passkey passkey) {
    return new CredentialRecordImpl(
        new NoneAttestationStatement(),
        true,
        null,
        null,
        // Counting is decided where the touch is recorded, in its transaction.
        0,
        keys.convert(bytes(passkey.publicKey())),
        new AuthenticationExtensionsAuthenticatorOutputs<>(),
        null,
        null,
        Set.of());
  }

  /// The library's own words name its types; people are told what it comes down to.
  private static String refused(VerificationException e) {
    return "the passkey's answer is not good: "
        + e.getClass()
            .getSimpleName()
            .replaceAll("Exception$", "")
            .replaceAll("([a-z])([A-Z])", "$1 $2")
            .toLowerCase(Locale.ROOT);
  }

  private static byte[] bytes(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("too long");
    }
    return Base64.getUrlDecoder().decode(text);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
