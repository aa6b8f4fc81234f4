package dev.obstat.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class CheckpointTest {
  private static final Hash ROOT = Hash.ofLeaf(new byte[0]);
  private static final String GOOD = "log.example/a\n1\n" + ROOT.base64() + "\n";

  private final SignerKey signer = SignerKey.generate("log.example/a", new SecureRandom());

  @Test
  void aCheckpointIsOriginSizeAndRoot() {
    Checkpoint checkpoint = new Checkpoint("log.example/a", 1, ROOT);
    assertThat(checkpoint.text()).isEqualTo(GOOD);
    assertThat(Checkpoint.parse(GOOD).orThrow()).isEqualTo(checkpoint);
  }

  @Test
  void aSignedCheckpointOpensWithTheLogsKeyAlsoWhenWitnessesSigned() {
    Checkpoint checkpoint = new Checkpoint("log.example/a", 1, ROOT);
    Note note = checkpoint.sign(signer);
    assertThat(Checkpoint.open(note.bytes(), signer.verifier()).orThrow()).isEqualTo(checkpoint);
    Note witnessed = note.signedAlsoBy(SignerKey.generate("witness", new SecureRandom()));
    assertThat(Checkpoint.open(witnessed.bytes(), signer.verifier()).orThrow())
        .isEqualTo(checkpoint);
  }

  @Test
  void aCheckpointOfAnotherLogOrKeyIsRefused() {
    SignerKey other = SignerKey.generate("log.example/b", new SecureRandom());
    Checkpoint checkpoint = new Checkpoint("log.example/a", 1, ROOT);
    assertThat(TestLog.reason(Checkpoint.open(Note.sign(GOOD, other).bytes(), other.verifier())))
        .isEqualTo(
            "the checkpoint is of the log `log.example/a`, signed by the key of `log.example/b`");
    assertThat(TestLog.reason(Checkpoint.open(checkpoint.sign(signer).bytes(), other.verifier())))
        .isEqualTo("none of its 1 signatures is by a known key");
    assertThatThrownBy(() -> checkpoint.sign(other))
        .hasMessage("the key of `log.example/b` cannot sign for the log `log.example/a`");
    byte[] edited = checkpoint.sign(signer).bytes();
    edited["log.example/a\n".length()] = '2';
    assertThat(TestLog.reason(Checkpoint.open(edited, signer.verifier())))
        .isEqualTo("the signature of `log.example/a` is wrong");
    assertThat(TestLog.reason(Checkpoint.open(TestLog.utf8(GOOD), signer.verifier())))
        .isEqualTo("note: no empty line divides text and signatures");
  }

  @Test
  void malformedCheckpointsSayWhatIsWrong() {
    String root = ROOT.base64();
    String lines =
        "a checkpoint is exactly three lines: origin, size and root, each ending with a newline";
    assertRefused("", lines);
    assertRefused("a\n1\n", lines);
    assertRefused("a\n1\n" + root, lines);
    assertRefused("a\n1\n" + root + "\nextension\n", lines);
    assertRefused("a\n1\n" + root + "\n\n", lines);
    assertRefused("a\n01\n" + root + "\n", notDecimal("01"));
    assertRefused("a\n00\n" + root + "\n", notDecimal("00"));
    assertRefused("a\n-1\n" + root + "\n", notDecimal("-1"));
    assertRefused("a\n+1\n" + root + "\n", notDecimal("+1"));
    assertRefused("a\n1 \n" + root + "\n", notDecimal("1 "));
    assertRefused("a\n\n" + root + "\n", notDecimal(""));
    assertRefused("a\n٣\n" + root + "\n", notDecimal("٣"));
    assertRefused("a\n1\u202e\n" + root + "\n", notDecimal("1\\u{202e}"));
    assertRefused("a\n12345678901234567890\n" + root + "\n", notDecimal("12345678901234567890"));
    assertRefused(
        "a\n9223372036854775808\n" + root + "\n",
        "the size `9223372036854775808` is more than 2^63-1");
    assertRefused("a\n1\nAAAA\n", "root: a hash has 32 bytes, not 3");
    assertRefused(
        "a\n1\n" + root.replace("=", "") + "\n",
        "root: hash: `"
            + root.replace("=", "")
            + "` is not canonical base64; padding and unused bits must be as RFC 4648 writes them");
    assertRefused("a\n1\n?\n", "root: hash: `?` is not base64");
    assertRefused(
        "\n1\n" + root + "\n", "the origin of a log is the name of its key: a key needs a name");
    assertRefused(
        "a b\n1\n" + root + "\n",
        "the origin of a log is the name of its key: the key name `a b` has a space, a plus or a control character");
    assertRefused(
        "a\n0\n" + root + "\n", "the root of a log without entries is the hash of nothing");
    assertThatThrownBy(() -> new Checkpoint("a", -1, ROOT))
        .hasMessage("a log cannot have -1 entries");
  }

  private static String notDecimal(String size) {
    return "the size `" + size + "` is not a decimal number without leading zeros";
  }

  private static void assertRefused(String text, String reason) {
    assertThat(TestLog.reason(Checkpoint.parse(text))).isEqualTo(reason);
  }
}
