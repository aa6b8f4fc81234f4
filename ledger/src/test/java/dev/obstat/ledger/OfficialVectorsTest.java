package dev.obstat.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The 518 vectors of transparency-dev/merkle.
///
/// They may hold hashes that do not have 32 bytes, which [Hash] refuses. Such a vector counts as
/// refused, and is checked again with every malformed value replaced by a hash made from it, so
/// that equal stays equal and the proof's own rules decide too.
class OfficialVectorsTest {
  private static final Path VECTORS =
      Path.of(System.getProperty("obstat.shared", "absent"), "data", "merkle");

  /// Accepted by the reference, which does not look at the length of roots it only compares.
  private static final Set<String> ROOTS_OF_ANY_LENGTH =
      Set.of(
          "consistency/additional/sizes-are-equal-one-and-proof-is-empty.json",
          "subtreeconsistency/additional/sizes-are-equal-one-and-proof-is-empty.json",
          "subtreeconsistency/additional/"
              + "subtree-is-empty-sizes-are-equal-one-subtree-root-valid-tree-root-random-proof-is-empty.json",
          "subtreeconsistency/additional/"
              + "subtree-is-empty-sizes-are-equal-zero-subtree-root-valid-tree-root-random-proof-is-empty.json");

  /// Wrong in nothing but the length of their hashes.
  private static final Set<String> ONLY_LENGTH_IS_WRONG =
      Set.of(
          "inclusion/single-entry/empty-root-and-leaf.json",
          "subtreeinclusion/single-entry/empty-root-and-leaf.json",
          "subtreeinclusion/single-entry/empty-root-and-leaf-subtree.json");

  @BeforeEach
  void vectorsAreThere() {
    assumeTrue(
        Files.isDirectory(VECTORS),
        "the folder `%s` is missing: proof verification is untested against the official vectors"
            .formatted(VECTORS));
  }

  @Test
  void inclusionVectorsAreDecidedAsTheReferenceDoes() throws IOException {
    decide(
        "inclusion",
        98,
        (vector, hashes) ->
            new InclusionProof(number(vector, "leafIdx"), number(vector, "treeSize"), hashes.path())
                .check(hashes.first(), hashes.second()));
  }

  @Test
  void consistencyVectorsAreDecidedAsTheReferenceDoes() throws IOException {
    decide(
        "consistency",
        98,
        (vector, hashes) ->
            new ConsistencyProof(number(vector, "size1"), number(vector, "size2"), hashes.path())
                .check(hashes.first(), hashes.second()));
  }

  @Test
  void subtreeInclusionVectorsAreDecidedAsTheReferenceDoes() throws IOException {
    decide(
        "subtreeinclusion",
        204,
        (vector, hashes) ->
            new SubtreeInclusionProof(
                    number(vector, "leafIdx"),
                    number(vector, "start"),
                    number(vector, "end"),
                    hashes.path())
                .check(hashes.first(), hashes.second()));
  }

  @Test
  void subtreeConsistencyVectorsAreDecidedAsTheReferenceDoes() throws IOException {
    decide(
        "subtreeconsistency",
        118,
        (vector, hashes) ->
            new SubtreeConsistencyProof(
                    number(vector, "start"),
                    number(vector, "end"),
                    number(vector, "size"),
                    hashes.path())
                .check(hashes.first(), hashes.second()));
  }

  private static void decide(String folder, int expected, Checker checker) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(VECTORS.resolve(folder))) {
      files = walk.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    assertThat(files).hasSize(expected);
    Set<String> wrong = new TreeSet<>();
    for (Path file : files) {
      String name = VECTORS.relativize(file).toString();
      JsonNode vector = new ObjectMapper().readTree(file.toFile());
      boolean mustRefuse = vector.get("wantErr").asBoolean();
      boolean wellFormed = values(vector).stream().allMatch(value -> value.length == Hash.LENGTH);
      boolean holds = checker.check(vector, hashes(vector)).holds();
      boolean right = holds != mustRefuse;
      if (!wellFormed && ONLY_LENGTH_IS_WRONG.contains(name)) {
        right = mustRefuse;
      }
      if (!wellFormed && !mustRefuse) {
        right &= ROOTS_OF_ANY_LENGTH.contains(name);
      }
      if (!right) {
        wrong.add(name);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<byte[]> values(JsonNode vector) {
    List<byte[]> values = new ArrayList<>();
    for (String field : List.of("leafHash", "root", "root1", "root2")) {
      if (vector.has(field)) {
        values.add(Base64.getDecoder().decode(vector.get(field).asText()));
      }
    }
    vector.get("proof").forEach(step -> values.add(Base64.getDecoder().decode(step.asText())));
    return values;
  }

  private static Hashed hashes(JsonNode vector) {
    List<Hash> hashes =
        values(vector).stream()
            .map(
                value ->
                    switch (Hash.parse(value)) {
                      case Parsed.Read<Hash>(Hash hash) -> hash;
                      case Parsed.Refused<Hash>(String _) ->
                          Hash.ofLeaf(TestLog.utf8("malformed " + Arrays.toString(value)));
                    })
            .toList();
    return new Hashed(hashes.get(0), hashes.get(1), hashes.subList(2, hashes.size()));
  }

  /// Vectors hold unsigned numbers; those beyond 2^63 turn negative, which every proof refuses.
  private static long number(JsonNode vector, String field) {
    return vector.get(field).bigIntegerValue().longValue();
  }

  private record Hashed(Hash first, Hash second, List<Hash> path) {}

  @FunctionalInterface
  private interface Checker {
    ProofCheck check(JsonNode vector, Hashed hashes);
  }
}
