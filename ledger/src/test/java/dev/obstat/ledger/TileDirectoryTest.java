package dev.obstat.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TileDirectoryTest {
  private static final int SIZE = 70_000;

  @TempDir Path root;

  private final TestLog log = TestLog.of(700);
  private TileDirectory directory = new TileDirectory(Path.of(""));

  @BeforeEach
  void export() {
    directory = new TileDirectory(root.resolve("log"));
    write();
  }

  @Test
  void anExportIsIntactAndHasTheFilesOfTheFormat() throws IOException {
    assertThat(verify()).isInstanceOf(Verdict.Intact.class);
    assertThat(files(root.resolve("log")).keySet())
        .containsExactly(
            "checkpoint",
            "tile/0/000",
            "tile/0/001",
            "tile/0/002.p/188",
            "tile/1/000.p/2",
            "tile/entries/000",
            "tile/entries/001",
            "tile/entries/002.p/188");
    assertThat(directory.verify(log.key(), List.of(log.checkpoint(300), log.checkpoint(256))))
        .isInstanceOfSatisfying(
            Verdict.Intact.class, intact -> assertThat(intact.earlier()).isEqualTo(2));
  }

  @Test
  void aGrownExportHasTheSameBytesAsOneWrittenAtOnceAndDropsReplacedPartialTiles()
      throws IOException {
    for (int more : List.of(0, 1, 67, 1, 255, 256, 300, 4)) {
      log.grow(more);
      write();
      assertThat(verify()).isInstanceOf(Verdict.Intact.class);
    }
    TileDirectory fresh = new TileDirectory(root.resolve("fresh"));
    assertThat(fresh.write(log.checkpoint(), log.key(), log.source()))
        .isInstanceOf(TileDirectory.Written.Done.class);
    Map<String, String> grown = files(root.resolve("log"));
    assertThat(grown).containsAllEntriesOf(files(root.resolve("fresh")));
    assertThat(grown.keySet())
        .filteredOn(path -> path.startsWith("tile/0/002.p") || path.startsWith("tile/0/003.p"))
        .isEmpty();
  }

  @Test
  void growingReadsOnlyFromTheLastPartialBundleOn() {
    log.grow(10);
    List<Long> asked = new ArrayList<>();
    TileDirectory.Written written =
        directory.write(
            log.checkpoint(),
            log.key(),
            (from, limit) -> {
              asked.add(from);
              return log.source().read(from, limit);
            });
    assertThat(written)
        .isEqualTo(
            new TileDirectory.Written.Done(
                new Checkpoint(TestLog.ORIGIN, 710, log.hashes.root()), 700));
    assertThat(asked).containsExactly(512L, 512L);
  }

  @Test
  void threeLevelsOfTilesAreWrittenAndVerified() throws IOException {
    TestLog large = TestLog.of(SIZE);
    TileDirectory export = new TileDirectory(root.resolve("large"));
    export.write(large.checkpoint(), large.key(), large.source());
    assertThat(export.verify(large.key(), List.of())).isInstanceOf(Verdict.Intact.class);
    assertThat(files(root.resolve("large")).keySet())
        .hasSize(1 + 274 + 2 + 1 + 274)
        .contains("tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1");
    InclusionProof proof = InclusionProof.of(65_537, SIZE, new TileHashes(export, SIZE));
    assertThat(proof.check(large.leaves.get(65_537), large.hashes.root()).holds()).isTrue();
    flip("large/tile/2/000.p/1", 5);
    assertThat(export.verify(large.key(), List.of()).text())
        .isEqualTo(
            "the entries are as signed, but the tile `tile/2/000.p/1` has another hash at position 0");
  }

  @Test
  void changedRemovedAddedAndReorderedEntriesAreNamed() throws IOException {
    EntryBundle bundle = new EntryBundle(1, 256);
    Path file = root.resolve("log/tile/entries/001");
    List<Entry> good = bundle.decode(Files.readAllBytes(file)).orThrow();

    List<Entry> changed = new ArrayList<>(good);
    changed.set(4, new Entry(260, new byte[] {9}));
    Files.write(file, bundle.encode(changed));
    assertThat(verify())
        .isEqualTo(new Verdict.Changed(260, log.leaves.get(260), Hash.ofLeaf(new byte[] {9})));

    List<Entry> swapped = new ArrayList<>(good);
    Collections.swap(swapped, 4, 5);
    Files.write(file, bundle.encode(swapped));
    assertThat(verify()).isEqualTo(new Verdict.Reordered(260, 261));

    List<Entry> removed = new ArrayList<>(good);
    removed.remove(4);
    removed.add(new Entry(511, new byte[] {9}));
    Files.write(file, bundle.encode(removed));
    assertThat(verify()).isEqualTo(new Verdict.Removed(260, log.leaves.get(260)));

    List<Entry> added = new ArrayList<>(good);
    added.removeLast();
    added.add(4, new Entry(260, new byte[] {9}));
    Files.write(file, bundle.encode(added));
    assertThat(verify()).isEqualTo(new Verdict.Added(260, Hash.ofLeaf(new byte[] {9})));

    Files.write(file, bundle.encode(good));
    assertThat(verify()).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void damagedAndMissingFilesAreNamed() throws IOException {
    Path bundle = root.resolve("log/tile/entries/001");
    byte[] good = Files.readAllBytes(bundle);
    Files.write(bundle, Arrays.copyOf(good, good.length - 1));
    assertThat(verify().text())
        .startsWith("entry 256 cannot be read: `tile/entries/001` is cut off: entry 511 has ");
    Files.write(bundle, Arrays.copyOf(good, good.length + 1));
    assertThat(verify().text())
        .isEqualTo(
            "entry 256 cannot be read: `tile/entries/001` has 1 bytes after its 256 entries");
    Files.delete(bundle);
    assertThat(verify().text())
        .isEqualTo("entry 256 cannot be read: `tile/entries/001` is missing");
    Files.createDirectory(bundle);
    assertThat(verify().text())
        .isEqualTo("entry 256 cannot be read: `tile/entries/001` is missing");
    Files.delete(bundle);
    Files.write(bundle, good);

    Path tile = root.resolve("log/tile/0/001");
    byte[] hashes = Files.readAllBytes(tile);
    flip("log/tile/0/001", 32 * 7);
    assertThat(verify()).isInstanceOf(Verdict.LeafHashDiffers.class);
    assertThat(verify().text()).startsWith("the stored leaf hash of entry 263 is ");
    Files.write(tile, Arrays.copyOf(hashes, 100));
    assertThat(verify().text())
        .isEqualTo(
            "the entries are as signed, but the tile `tile/0/001` is malformed: `tile/0/001` must have 8192 bytes, not 100");
    Files.delete(tile);
    assertThat(verify().text())
        .isEqualTo("the entries are as signed, but the tile `tile/0/001` is missing");
    Files.write(tile, hashes);
    flip("log/tile/1/000.p/2", 40);
    assertThat(verify().text())
        .isEqualTo(
            "the entries are as signed, but the tile `tile/1/000.p/2` has another hash at position 1");
  }

  @Test
  void aChangeIsFoundAlsoWhenTheTilesAreGone() throws IOException {
    flip("log/tile/entries/001", 100);
    Files.delete(root.resolve("log/tile/0/000"));
    assertThat(verify()).isInstanceOf(Verdict.RootDiffers.class);
  }

  @Test
  void anEditedOrMissingCheckpointIsNamed() throws IOException {
    Path file = root.resolve("log/checkpoint");
    byte[] good = Files.readAllBytes(file);
    flip("log/checkpoint", TestLog.ORIGIN.length() + 1);
    assertThat(verify().text())
        .isEqualTo("the checkpoint: the signature of `ledger.example/test` is wrong");
    Files.write(file, log.checkpoint(699));
    assertThat(verify().text())
        .isEqualTo("entry 512 cannot be read: `tile/entries/002.p/187` is missing");
    Files.write(file, Arrays.copyOf(good, Note.BYTE_LIMIT + 5));
    assertThat(verify().text()).isEqualTo("the checkpoint: note: it has more than 1048576 bytes");
    Files.delete(file);
    assertThat(verify().text()).startsWith("the checkpoint: there is no file `checkpoint` in `");
  }

  @Test
  void anExportIsNotOverwrittenByAnotherOlderOrForkedLog() {
    TestLog other = TestLog.of(800);
    assertThat(refusal(other.checkpoint(), other.key(), other.source()))
        .contains("holds something else (none of its 1 signatures is by a known key)");
    assertThat(refusal(log.checkpoint(600), log.key(), log.source()))
        .isEqualTo("the directory already has 700 entries, the checkpoint only 600");
    assertThat(refusal(log.signed(700, other.hashes.root()), log.key(), log.source()))
        .contains("is no extension of the one of size 700");
    assertThat(verify()).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void entriesThatAreNotThoseOfTheCheckpointAreNotWritten() throws IOException {
    Map<String, String> before = files(root.resolve("log"));
    log.grow(400);
    List<byte[]> tampered = new ArrayList<>(log.entries);
    tampered.set(650, new byte[0]);
    assertThat(refusal(log.checkpoint(), log.key(), TestLog.source(tampered)))
        .startsWith("entry 650 was changed: ");
    tampered.set(650, log.entries.get(650));
    tampered.set(1000, new byte[0]);
    assertThat(refusal(log.checkpoint(), log.key(), TestLog.source(tampered)))
        .startsWith("something among entries 700 to 1099 was changed");
    assertThat(refusal(log.checkpoint(), log.key(), TestLog.source(tampered.subList(0, 900))))
        .isEqualTo("the log is signed with 1100 entries, but only 900 are there");
    assertThat(
            refusal(
                log.checkpoint(), log.key(), (from, _) -> new Parsed.Refused<>("broken " + from)))
        .isEqualTo("entry 512 cannot be read: broken 512");
    assertThat(
            refusal(
                log.checkpoint(),
                log.key(),
                (_, _) -> new Parsed.Read<>(List.of(new Entry(3, new byte[0])))))
        .isEqualTo("entry 3 is stored where entry 512 belongs");
    assertThat(refusal(TestLog.utf8("nonsense"), log.key(), log.source()))
        .isEqualTo("note: no empty line divides text and signatures");
    assertThat(files(root.resolve("log"))).isEqualTo(before);
  }

  @Test
  void anExportWithADamagedEdgeIsWrittenAnew() throws IOException {
    Files.delete(root.resolve("log/tile/1/000.p/2"));
    flip("log/tile/0/002.p/188", 3);
    log.grow(5);
    assertThat(directory.write(log.checkpoint(), log.key(), log.source()))
        .isInstanceOfSatisfying(
            TileDirectory.Written.Done.class, done -> assertThat(done.from()).isZero());
    assertThat(verify()).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void onlyPathsOfTheFormatAreRead() throws IOException {
    Files.writeString(root.resolve("log/secret"), "secret");
    Files.writeString(root.resolve("outside"), "secret");
    assertThat(directory.read("checkpoint")).isPresent();
    assertThat(directory.read("secret")).isEmpty();
    assertThat(directory.read("../outside")).isEmpty();
    assertThat(directory.read("tile/../../outside")).isEmpty();
    assertThat(directory.read("tile/0/000")).isPresent();
    assertThat(directory.read("tile/0/007")).isEmpty();
  }

  @Test
  void leftoversOfACrashDoNotDisturb() throws IOException {
    log.grow(100);
    Files.writeString(root.resolve("log/.checkpoint.new"), "half a check");
    Files.writeString(root.resolve("log/tile/0/.003.new"), "half a tile");
    Files.writeString(root.resolve("log/tile/0/003"), "a tile beyond the checkpoint");
    write();
    assertThat(verify()).isInstanceOf(Verdict.Intact.class);
  }

  private void write() {
    assertThat(directory.write(log.checkpoint(), log.key(), log.source()))
        .isInstanceOf(TileDirectory.Written.Done.class);
  }

  private Verdict verify() {
    return directory.verify(log.key(), List.of());
  }

  private String refusal(byte[] checkpoint, VerifierKey key, EntrySource entries) {
    return switch (directory.write(checkpoint, key, entries)) {
      case TileDirectory.Written.Done done -> throw new AssertionError("was written: " + done);
      case TileDirectory.Written.Refused(String reason) -> reason;
    };
  }

  private void flip(String path, int at) throws IOException {
    Path file = root.resolve(path);
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }

  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Hash.ofLeaf(Files.readAllBytes(file)).base64());
      }
    }
    return files;
  }
}
