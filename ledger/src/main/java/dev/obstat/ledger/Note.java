package dev.obstat.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A text with signatures under it (C2SP signed-note 1.0.0). Parsing shows nothing about who
/// signed: only [#open] does.
///
/// @param text ends with a newline, which is signed too
/// @param signatures between 1 and [#SIGNATURE_LIMIT]
public record Note(String text, List<NoteSignature> signatures) {
  /// Larger notes are refused.
  public static final int BYTE_LIMIT = 1 << 20;

  /// More signatures are refused; the specification asks for at least 16.
  public static final int SIGNATURE_LIMIT = 100;

  public Note {
    signatures = List.copyOf(signatures);
    refusal(text)
        .ifPresent(
            reason -> {
              throw new LedgerException(reason);
            });
    if (signatures.isEmpty() || signatures.size() > SIGNATURE_LIMIT) {
      throw new LedgerException(
          "a note has between 1 and %d signatures, not %d"
              .formatted(SIGNATURE_LIMIT, signatures.size()));
    }
  }

  /// Signs a text, which must end with a newline and hold no other control characters.
  public static Note sign(String text, SignerKey signer) {
    return new Note(text, List.of(signer.sign(text)));
  }

  /// The same note with one more signature, as a witness or a second key adds it.
  public Note signedAlsoBy(SignerKey signer) {
    List<NoteSignature> more = new ArrayList<>(signatures);
    more.add(signer.sign(text));
    return new Note(text, more);
  }

  /// Reads a note: its text, one empty line (the last one there is), signature lines.
  public static Parsed<Note> parse(byte[] bytes) {
    if (bytes.length > BYTE_LIMIT) {
      return refused("it has more than %d bytes".formatted(BYTE_LIMIT));
    }
    String whole;
    try {
      whole = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      return refused("it is not UTF-8");
    }
    int split = whole.lastIndexOf("\n\n");
    if (split < 0) {
      return refused("no empty line divides text and signatures");
    }
    String text = whole.substring(0, split + 1);
    Optional<String> badText = refusal(text);
    if (badText.isPresent()) {
      return refused(badText.get());
    }
    return parse(text, whole.substring(split + 2));
  }

  private static Parsed<Note> parse(String text, String lines) {
    if (lines.isEmpty()) {
      return refused("it has no signature");
    }
    if (!lines.endsWith("\n")) {
      return refused("its last line does not end with a newline");
    }
    if (lines.chars().filter(character -> character == '\n').count() > SIGNATURE_LIMIT) {
      return refused("it has more than %d signatures".formatted(SIGNATURE_LIMIT));
    }
    List<NoteSignature> signatures = new ArrayList<>();
    for (String line : lines.substring(0, lines.length() - 1).split("\n", -1)) {
      switch (NoteSignature.parse(line)) {
        case Parsed.Refused<NoteSignature>(String reason) -> {
          return refused(reason);
        }
        case Parsed.Read<NoteSignature>(NoteSignature signature) -> signatures.add(signature);
      }
    }
    return new Parsed.Read<>(new Note(text, signatures));
  }

  private static Parsed<Note> refused(String reason) {
    return new Parsed.Refused<>("note: " + reason);
  }

  private static Optional<String> refusal(String text) {
    if (!text.endsWith("\n")) {
      return Optional.of("the text of a note ends with a newline");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      return Optional.of("the text of a note must be Unicode without lone surrogates");
    }
    return text.chars()
        .filter(character -> character < 0x20 && character != '\n')
        .mapToObj("the text has the control character U+%04X; only newlines are allowed"::formatted)
        .findFirst();
  }

  /// Which of these keys signed.
  ///
  /// Signatures of other keys are ignored. If any signature of a known key is wrong, the whole note
  /// is refused, even when another one is right; so it is when no known key signed.
  public Opened open(List<VerifierKey> known) {
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    List<VerifierKey> signers = new ArrayList<>();
    for (NoteSignature signature : signatures) {
      for (VerifierKey key : known) {
        if (!key.owns(signature)) {
          continue;
        }
        if (!key.verifies(message, signature)) {
          return new Opened.Refused(
              "the signature of `%s` is wrong".formatted(Shown.of(key.name())));
        }
        if (!signers.contains(key)) {
          signers.add(key);
        }
      }
    }
    if (signers.isEmpty()) {
      return new Opened.Refused(
          "none of its %d signatures is by a known key".formatted(signatures.size()));
    }
    return new Opened.By(signers);
  }

  /// The note as it goes over the wire.
  public byte[] bytes() {
    StringBuilder whole = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> whole.append(signature.line()));
    return whole.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// What opening a note gave.
  public sealed interface Opened {
    /// At least one known key signed, and no signature of a known key is wrong.
    record By(List<VerifierKey> keys) implements Opened {
      public By {
        keys = List.copyOf(keys);
      }
    }

    record Refused(String reason) implements Opened {}
  }
}
