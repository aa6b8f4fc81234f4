package dev.obstat.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTest {
  /// The published example of Go's note package, which the signed-note specification grew out of.
  private static final String SECRET =
      "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

  private static final String VKEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  private static final String TEXT =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.
      """;
  private static final String SIGNATURE =
      "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void thePublishedNoteIsSignedByteForByte() {
    SignerKey signer = SignerKey.parse(SECRET).orThrow();
    assertThat(signer.verifier().toString()).isEqualTo(VKEY);
    assertThat(signer.secretText()).isEqualTo(SECRET);
    assertThat(Note.sign(TEXT, signer).bytes()).isEqualTo(TestLog.utf8(TEXT + "\n" + SIGNATURE));
  }

  @Test
  void thePublishedNoteOpensWithItsPublishedKey() {
    VerifierKey key = VerifierKey.parse(VKEY).orThrow();
    Note note = Note.parse(TestLog.utf8(TEXT + "\n" + SIGNATURE)).orThrow();
    assertThat(note.text()).isEqualTo(TEXT);
    assertThat(note.open(List.of(key))).isEqualTo(new Note.Opened.By(List.of(key)));
    assertThat(note.signatures().getFirst().toString()).isEqualTo(SIGNATURE.strip());
  }

  @Test
  void secretsAreShownOnlyByTheOneMethodForThem() {
    SignerKey signer = SignerKey.parse(SECRET).orThrow();
    assertThat(signer.toString()).isEqualTo("private key of " + VKEY).doesNotContain("AYEKFA");
    assertThat(TestLog.reason(SignerKey.parse(SECRET.replace("c74f20a3", "00000000"))))
        .isEqualTo("private key: the id `00000000` does not belong to this name and key");
    assertThat(TestLog.reason(SignerKey.parse(SECRET + "!")))
        .isEqualTo("private key: its last part is not base64");
    assertThat(TestLog.reason(SignerKey.parse(VKEY)))
        .isEqualTo("private key: it must start with `PRIVATE+KEY+` and be short");
    assertThat(TestLog.reason(SignerKey.parse("PRIVATE+KEY+name")))
        .isEqualTo("private key: it must be `PRIVATE+KEY+name+id+key`");
    assertThat(TestLog.reason(SignerKey.parse("PRIVATE+KEY+PeterNeumann+c74f20a3+Ag==")))
        .isEqualTo("private key: only Ed25519 keys (type 1, 32 bytes) are known here");
  }

  @Test
  void aGeneratedKeySurvivesItsText() {
    SignerKey signer = SignerKey.generate("log.example/ä", RANDOM);
    SignerKey again = SignerKey.parse(signer.secretText()).orThrow();
    assertThat(again.verifier())
        .isEqualTo(signer.verifier())
        .isEqualTo(VerifierKey.parse(signer.verifier().toString()).orThrow())
        .hasSameHashCodeAs(signer.verifier());
    assertThat(Note.sign("a\n", again)).isEqualTo(Note.sign("a\n", signer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a+b", "a\tb", "a\u00a0b", "a\u2028b", "a\u0085b", "\ud800"})
  void namesWithSpacesPlussesOrControlCharactersAreRefused(String name) {
    assertThatThrownBy(() -> SignerKey.generate(name, RANDOM)).isInstanceOf(LedgerException.class);
    assertThat(TestLog.reason(VerifierKey.parse(VKEY.replace("PeterNeumann", name))))
        .startsWith("verifier key: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PeterNeumann                                                        | verifier key: `PeterNeumann` is not `name+id+key`
          PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW | verifier key: the id `c74f20a4` does not belong to this name and key; it would be `c74f20a3`
          PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW | verifier key: the id `C74F20A3` does not belong to this name and key; it would be `c74f20a3`
          PeterNeumann+c74f20a3+Axpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW | verifier key: only Ed25519 keys (type 1) are known here
          PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq_LDE4izWy10TW | verifier key: `ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq_LDE4izWy10TW` is not base64
          a+d56cc4fe+AQ==                                                     | verifier key: an Ed25519 public key has 32 bytes, not 0
          """)
  void badVerifierKeysSayWhy(String vkey, String reason) {
    assertThat(TestLog.reason(VerifierKey.parse(vkey))).isEqualTo(reason);
  }

  @Test
  void aKeyThatIsNoPointOfTheCurveIsRefused() {
    byte[] raw = new byte[32];
    raw[0] = 2;
    assertThat(TestLog.reason(Ed25519.publicKey(raw)))
        .isEqualTo("the public key is not a point of Ed25519");
    assertThat(TestLog.reason(Ed25519.publicKey(new byte[31])))
        .isEqualTo("an Ed25519 public key has 32 bytes, not 31");
  }

  @Test
  void sixteenSignaturesAndManyMoreAreAccepted() {
    SignerKey mine = SignerKey.generate("mine", RANDOM);
    Note note = Note.sign("text\n", SignerKey.generate("other-0", RANDOM));
    for (int i = 1; i < Note.SIGNATURE_LIMIT - 1; i++) {
      note = note.signedAlsoBy(SignerKey.generate("other-" + i, RANDOM));
    }
    note = note.signedAlsoBy(mine);
    Note read = Note.parse(note.bytes()).orThrow();
    assertThat(read).isEqualTo(note);
    assertThat(read.signatures()).hasSize(Note.SIGNATURE_LIMIT);
    assertThat(read.open(List.of(mine.verifier())))
        .isEqualTo(new Note.Opened.By(List.of(mine.verifier())));
    String oneMore = new String(note.bytes(), StandardCharsets.UTF_8) + SIGNATURE;
    assertThat(TestLog.reason(Note.parse(TestLog.utf8(oneMore))))
        .isEqualTo("note: it has more than 100 signatures");
  }

  @Test
  void aWrongSignatureOfAKnownKeyRefusesTheNoteEvenBesideARightOne() {
    SignerKey one = SignerKey.generate("one", RANDOM);
    SignerKey two = SignerKey.generate("two", RANDOM);
    List<VerifierKey> known = List.of(one.verifier(), two.verifier());
    Note good = Note.sign("text\n", one).signedAlsoBy(two);
    assertThat(good.open(known)).isEqualTo(new Note.Opened.By(known));
    Note mixed =
        new Note(
            "text\n",
            List.of(
                good.signatures().getFirst(), Note.sign("else\n", two).signatures().getFirst()));
    assertThat(mixed.open(known))
        .isEqualTo(new Note.Opened.Refused("the signature of `two` is wrong"));
    assertThat(mixed.open(List.of(one.verifier())))
        .isEqualTo(new Note.Opened.By(List.of(one.verifier())));
    Note short63 =
        new Note("text\n", List.of(new NoteSignature("one", one.verifier().id(), new byte[63])));
    assertThat(short63.open(known))
        .isEqualTo(new Note.Opened.Refused("the signature of `one` is wrong"));
  }

  @Test
  void aSecondWrongSignatureOfTheSameKeyRefusesTheNote() {
    SignerKey one = SignerKey.generate("one", RANDOM);
    Note good = Note.sign("text\n", one);
    NoteSignature wrong = Note.sign("else\n", one).signatures().getFirst();
    Note twice = new Note("text\n", List.of(good.signatures().getFirst(), wrong));
    assertThat(twice.open(List.of(one.verifier())))
        .isEqualTo(new Note.Opened.Refused("the signature of `one` is wrong"));
  }

  @Test
  void unknownKeysAloneOpenNothing() {
    SignerKey one = SignerKey.generate("one", RANDOM);
    SignerKey sameName = SignerKey.generate("one", RANDOM);
    assertThat(Note.sign("text\n", one).open(List.of(sameName.verifier())))
        .isEqualTo(new Note.Opened.Refused("none of its 1 signatures is by a known key"));
  }

  @Test
  void everyFlippedBitIsRefused() {
    VerifierKey key = VerifierKey.parse(VKEY).orThrow();
    byte[] good = TestLog.utf8(TEXT + "\n" + SIGNATURE);
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] flipped = good.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      boolean opens =
          switch (Note.parse(flipped)) {
            case Parsed.Refused<Note>(String _) -> false;
            case Parsed.Read<Note>(Note note) -> note.open(List.of(key)) instanceof Note.Opened.By;
          };
      assertThat(opens).as("bit %d", bit).isFalse();
    }
  }

  @Test
  void malformedNotesSayWhatIsWrong() {
    assertRefused(TEXT + SIGNATURE, "note: no empty line divides text and signatures");
    assertRefused(TEXT + "\n", "note: it has no signature");
    assertRefused(
        TEXT + "\n" + SIGNATURE.strip(), "note: its last line does not end with a newline");
    assertRefused(
        TEXT + "\n" + SIGNATURE + "trailing\n",
        "note: the signature line `trailing` is not an em dash, a name and base64, one space between");
    assertRefused(
        TEXT + "\n" + SIGNATURE.replace("—", "-"),
        "note: the signature line `- PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgK…` is not an em dash, a name and base64, one space between");
    assertRefused(
        "a\tb\n\n" + SIGNATURE,
        "note: the text has the control character U+0009; only newlines are allowed");
    assertRefused(
        "a\r\n\n" + SIGNATURE,
        "note: the text has the control character U+000D; only newlines are allowed");
    assertRefused(
        TEXT + "\n" + SIGNATURE.replace("PeterNeumann", "Peter Neumann"),
        "note: signature line: the key name `Peter Neumann` has a space, a plus or a control character");
    assertRefused(
        TEXT + "\n— Peter AAAAAA==\n",
        "note: the signature of `Peter` has 4 bytes; 4 are the key id and some must follow");
    assertRefused(
        TEXT + "\n— Peter AAAAAAB=\n",
        "note: signature of `Peter`: `AAAAAAB=` is not canonical base64; padding and unused bits must be as RFC 4648 writes them");
    assertRefused(
        TEXT + "\n— Peter A\u001b[31mA\n",
        "note: signature of `Peter`: `A\\u{1b}[31mA` is not base64");
    assertRefused("", "note: no empty line divides text and signatures");
    assertThat(TestLog.reason(Note.parse(new byte[] {(byte) 0xc3, 0x28, 10, 10})))
        .isEqualTo("note: it is not UTF-8");
    assertThat(TestLog.reason(Note.parse(new byte[Note.BYTE_LIMIT + 1])))
        .isEqualTo("note: it has more than 1048576 bytes");
  }

  @Test
  void textsThatCannotBeSignedAreRefused() {
    SignerKey signer = SignerKey.generate("one", RANDOM);
    assertThatThrownBy(() -> Note.sign("no newline", signer))
        .hasMessage("the text of a note ends with a newline");
    assertThatThrownBy(() -> Note.sign("\ud800\n", signer))
        .hasMessage("the text of a note must be Unicode without lone surrogates");
    assertThatThrownBy(() -> new Note("a\n", List.of()))
        .hasMessage("a note has between 1 and 100 signatures, not 0");
  }

  @Test
  void aTextMayHoldEmptyLines() {
    SignerKey signer = SignerKey.generate("one", RANDOM);
    Note note = Note.sign("a\n\n— b c\n\n", signer);
    assertThat(Note.parse(note.bytes()).orThrow()).isEqualTo(note);
  }

  private static void assertRefused(String note, String reason) {
    assertThat(TestLog.reason(Note.parse(TestLog.utf8(note)))).isEqualTo(reason);
  }
}
