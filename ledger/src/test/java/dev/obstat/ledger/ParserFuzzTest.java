package dev.obstat.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Whatever the bytes, a parser reads or refuses; it never throws. And what it reads it writes back
/// as the same bytes: nothing has two spellings.
///
/// `JAZZER_FUZZ=1 ./mvnw -pl ledger test -Dtest=ParserFuzzTest#noteParserOnAnyBytes` explores.
class ParserFuzzTest {
  private static final int ROUNDS = 10_000;

  @FuzzTest
  void noteParserOnAnyBytes(byte[] bytes) {
    note(bytes);
  }

  @FuzzTest
  void checkpointParserOnAnyBytes(byte[] bytes) {
    checkpoint(bytes);
  }

  @FuzzTest
  void bundleParserOnAnyBytes(byte[] bytes) {
    bundle(bytes);
  }

  @Test
  void noteParserOnMutatedNotes() {
    SignerKey signer = TestLog.of(0).signer;
    Note one = Note.sign("text\nof two lines\n", signer);
    mutate(List.of(one.bytes(), one.signedAlsoBy(signer).bytes()), ParserFuzzTest::note);
  }

  @Test
  void checkpointParserOnMutatedCheckpoints() {
    List<byte[]> good = new ArrayList<>();
    for (int size : List.of(0, 1, 300)) {
      good.add(TestLog.utf8(Note.parse(TestLog.of(size).checkpoint()).orThrow().text()));
    }
    mutate(good, ParserFuzzTest::checkpoint);
  }

  @Test
  void bundleParserOnMutatedBundles() {
    byte[] bundle =
        new EntryBundle(0, 3)
            .encode(
                List.of(
                    new Entry(0, new byte[5]),
                    new Entry(1, new byte[300]),
                    new Entry(2, new byte[0])));
    mutate(List.of(bundle), ParserFuzzTest::bundle);
  }

  @Test
  void keyPathAndFrontierParsersOnMutatedTexts() {
    TestLog log = TestLog.of(77);
    mutate(
        List.of(TestLog.utf8(log.key().toString())),
        bytes -> {
          if (VerifierKey.parse(text(bytes)) instanceof Parsed.Read<VerifierKey>(VerifierKey key)) {
            assertThat(key.toString()).isEqualTo(text(bytes));
          }
        });
    mutate(
        List.of(TestLog.utf8(log.signer.secretText())),
        bytes -> {
          if (SignerKey.parse(text(bytes)) instanceof Parsed.Read<SignerKey>(SignerKey key)) {
            assertThat(key.secretText()).isEqualTo(text(bytes));
          }
        });
    mutate(
        List.of(
            TestLog.utf8("tile/0/x001/x234/067.p/17"), TestLog.utf8("tile/entries/x001/067.p/17")),
        bytes -> {
          if (Tile.parse(text(bytes)) instanceof Parsed.Read<Tile>(Tile tile)) {
            assertThat(tile.path()).isEqualTo(text(bytes));
          }
          if (EntryBundle.parse(text(bytes))
              instanceof Parsed.Read<EntryBundle>(EntryBundle bundle)) {
            assertThat(bundle.path()).isEqualTo(text(bytes));
          }
        });
    mutate(
        List.of(Frontier.of(77, log.hashes).bytes()),
        bytes -> {
          if (Frontier.parse(bytes) instanceof Parsed.Read<Frontier>(Frontier frontier)) {
            assertThat(frontier.bytes()).isEqualTo(bytes);
          }
        });
  }

  private static void note(byte[] bytes) {
    if (Note.parse(bytes) instanceof Parsed.Read<Note>(Note note)) {
      assertThat(note.bytes()).isEqualTo(bytes);
    }
  }

  private static void checkpoint(byte[] bytes) {
    if (Checkpoint.parse(text(bytes)) instanceof Parsed.Read<Checkpoint>(Checkpoint checkpoint)) {
      assertThat(checkpoint.text()).isEqualTo(text(bytes));
    }
  }

  private static void bundle(byte[] bytes) {
    EntryBundle bundle = new EntryBundle(0, 3);
    if (bundle.decode(bytes) instanceof Parsed.Read<List<Entry>>(List<Entry> entries)) {
      assertThat(bundle.encode(entries)).isEqualTo(bytes);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void mutate(List<byte[]> seeds, Consumer<byte[]> parser) {
    seeds.forEach(parser);
    Random random = new Random(4);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = seeds.get(random.nextInt(seeds.size()));
      for (int times = 1 + random.nextInt(3); times > 0; times--) {
        bytes = mutated(bytes, random);
      }
      parser.accept(bytes);
    }
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(8));
    byte[] copy = bytes.clone();
    switch (random.nextInt(5)) {
      case 0 -> copy[from] ^= (byte) (1 << random.nextInt(8));
      case 1 -> copy[from] = (byte) "\n +—=x0/.\u0000".charAt(random.nextInt(10));
      case 2 ->
          copy = joined(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
      case 3 ->
          copy = joined(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, from, bytes.length));
      default -> copy = Arrays.copyOf(bytes, from);
    }
    return copy;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
