package dev.obstat.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileTest {
  @Test
  void pathsAreThoseOfTheSpecification() {
    assertThat(new Tile(0, 1234067, 256).path()).isEqualTo("tile/0/x001/x234/067");
    assertThat(new Tile(2, 0, 1).path()).isEqualTo("tile/2/000.p/1");
    assertThat(new Tile(1, 999, 255).path()).isEqualTo("tile/1/999.p/255");
    assertThat(new Tile(1, 1000, 256).path()).isEqualTo("tile/1/x001/000");
    assertThat(new EntryBundle(1234067, 8).path()).isEqualTo("tile/entries/x001/x234/067.p/8");
  }

  @Test
  void aLogOfSeventyThousandEntriesHasTheTilesThatTheArithmeticSays() {
    assertThat(Tile.at(0, 272, 70_000)).contains(new Tile(0, 272, 256));
    assertThat(Tile.at(0, 273, 70_000)).contains(new Tile(0, 273, 112));
    assertThat(Tile.at(0, 274, 70_000)).isEmpty();
    assertThat(Tile.at(1, 0, 70_000)).contains(new Tile(1, 0, 256));
    assertThat(Tile.at(1, 1, 70_000)).contains(new Tile(1, 1, 17));
    assertThat(Tile.at(2, 0, 70_000)).contains(new Tile(2, 0, 1));
    assertThat(Tile.at(3, 0, 70_000)).isEmpty();
    assertThat(EntryBundle.at(273, 70_000)).contains(new EntryBundle(273, 112));
  }

  @Test
  void everyPathIsReadBackAsItself() {
    for (long index : List.of(0L, 1L, 999L, 1000L, 1_000_000L, 987_654_321_012L, 1L << 54)) {
      for (int width : List.of(1, 17, 255, 256)) {
        Tile tile = new Tile(3, index, width);
        assertThat(Tile.parse(tile.path()).orThrow()).isEqualTo(tile);
        EntryBundle bundle = new EntryBundle(index, width);
        assertThat(EntryBundle.parse(bundle.path()).orThrow()).isEqualTo(bundle);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tile",
        "tile/",
        "tile/0",
        "tile/0/",
        "tile/8/000",
        "tile/00/000",
        "tile/-1/000",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/0/x000/001",
        "tile/0/001/002",
        "tile/0/x001",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/0/000.p/+1",
        "tile/0/000.p/1/2",
        "tile/0/../../etc/passwd",
        "tile/0/٠٠٠",
        "/tile/0/000",
        "tile/0/x999/x999/x999/x999/x999/x999/999",
        "tile/0/x100/x000/x000/x000/x000/x000/000",
        "tile/0/x001/x000/x000/x000/x000/x000/x000/000",
      })
  void otherPathsAreRefused(String path) {
    assertThat(TestLog.reason(Tile.parse(path))).startsWith("`" + path);
    String ofBundle = path.replace("tile/0/", "tile/entries/");
    assertThat(TestLog.reason(EntryBundle.parse(ofBundle))).startsWith("`" + ofBundle);
  }

  @Test
  void aBundleHoldsEntriesUpToItsLimit() {
    EntryBundle bundle = new EntryBundle(0, 3);
    List<Entry> entries =
        List.of(
            new Entry(0, new byte[0]),
            new Entry(1, new byte[Entry.BYTE_LIMIT]),
            new Entry(2, new byte[] {1, 2}));
    byte[] bytes = bundle.encode(entries);
    assertThat(bytes).hasSize(3 * 2 + Entry.BYTE_LIMIT + 2);
    assertThat(Arrays.copyOf(bytes, 4)).containsExactly(0, 0, 0xff, 0xff);
    assertThat(bundle.decode(bytes).orThrow()).isEqualTo(entries);
    assertThatThrownBy(() -> new Entry(7, new byte[Entry.BYTE_LIMIT + 1]))
        .isInstanceOf(LedgerException.class)
        .hasMessage(
            "entry 7 has 65536 bytes; at most 65535 fit: store the rest elsewhere and record its hash");
  }

  @Test
  void malformedBundlesAndTilesSayWhatIsWrong() {
    EntryBundle bundle = new EntryBundle(1, 2);
    byte[] good = bundle.encode(List.of(new Entry(256, new byte[3]), new Entry(257, new byte[2])));
    assertThat(TestLog.reason(bundle.decode(Arrays.copyOf(good, good.length - 1))))
        .isEqualTo(
            "`tile/entries/001.p/2` is cut off: entry 257 has 2 bytes, but only 1 are there");
    assertThat(TestLog.reason(bundle.decode(Arrays.copyOf(good, 5))))
        .isEqualTo("`tile/entries/001.p/2` ends after 1 entries, not 2");
    assertThat(TestLog.reason(bundle.decode(Arrays.copyOf(good, good.length + 4))))
        .isEqualTo("`tile/entries/001.p/2` has 4 bytes after its 2 entries");
    assertThat(TestLog.reason(new Tile(0, 1, 2).decode(new byte[63])))
        .isEqualTo("`tile/0/001.p/2` must have 64 bytes, not 63");
    assertThatThrownBy(() -> new Tile(0, 0, 0))
        .hasMessage("no tile 0 of width 0: a width is 1 to 256");
    assertThatThrownBy(() -> new Tile(8, 0, 1)).hasMessage("no tile at level 8: levels are 0 to 7");
    assertThatThrownBy(() -> bundle.encode(List.of()))
        .hasMessage("`tile/entries/001.p/2` has 2 entries, not 0");
    assertThatThrownBy(() -> new Tile(0, 0, 1).encode(List.of()))
        .hasMessage("`tile/0/000.p/1` has 1 hashes, not 0");
  }

  @Test
  void proofsComeOutOfTilesAsOutOfMemory() {
    TestLog log = TestLog.of(956);
    int size = log.entries.size();
    Map<String, byte[]> files = new HashMap<>();
    TileBuilder builder =
        new TileBuilder((tile, hashes) -> files.put(tile.path(), tile.encode(hashes)));
    Tree tree = new Tree(Frontier.EMPTY, builder);
    log.entries.forEach(tree::append);
    builder.partialTiles();
    assertThat(files.keySet())
        .containsExactlyInAnyOrder(
            "tile/0/000", "tile/0/001", "tile/0/002", "tile/0/003.p/188", "tile/1/000.p/3");
    TileHashes tiles = new TileHashes(path -> Optional.ofNullable(files.get(path)), size);
    for (int index = 0; index < size; index += 13) {
      assertThat(InclusionProof.of(index, size, tiles))
          .isEqualTo(InclusionProof.of(index, size, log.hashes));
      assertThat(ConsistencyProof.of(index + 1, size, tiles))
          .isEqualTo(ConsistencyProof.of(index + 1, size, log.hashes));
    }
    files.remove("tile/0/001");
    assertThatThrownBy(() -> InclusionProof.of(300, size, tiles))
        .isInstanceOf(LedgerException.class)
        .hasMessage("`tile/0/001` is missing");
    files.put("tile/0/001", new byte[1]);
    assertThatThrownBy(() -> InclusionProof.of(300, size, tiles))
        .hasMessage("`tile/0/001` must have 8192 bytes, not 1");
    assertThatThrownBy(() -> tiles.node(0, size))
        .hasMessage("a log of 956 entries has no complete subtree 956 at level 0");
    assertThatThrownBy(() -> tiles.node(2, 300))
        .hasMessage("a log of 956 entries has no subtree 300 at level 2");
  }
}
