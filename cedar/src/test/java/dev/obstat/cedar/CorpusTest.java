package dev.obstat.cedar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The tests of cedar-policy/cedar-integration-tests.
final class CorpusTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  @DisplayName("every request of the official corpus gets its decision, reasons and errors")
  void corpus() throws IOException {
    Path archive =
        SharedData.path("data/cedar/corpus-tests.tar.gz", "conformance to the Cedar corpus");
    Map<String, String> texts = TarArchive.texts(archive);
    List<String> differences = new ArrayList<>();
    int requests = 0;
    for (Map.Entry<String, String> file : texts.entrySet()) {
      String name = file.getKey();
      if (!name.endsWith(".json") || name.endsWith(".entities.json")) {
        continue;
      }
      JsonNode test = JSON.readTree(file.getValue());
      ConformanceCase tested =
          new ConformanceCase(
              name,
              file.getValue(),
              text(texts, test, "policies"),
              JSON.readTree(text(texts, test, "entities")));
      requests += tested.size();
      differences.addAll(tested.differences());
    }
    assertThat(differences).isEmpty();
    assertThat(requests).isEqualTo(62_472);
  }

  @Test
  @DisplayName("every request of the handwritten upstream tests gets its answer")
  void handwritten() throws IOException {
    Path root = SharedData.path("data/cedar", "conformance to the handwritten Cedar tests");
    List<Path> tests;
    try (var files = Files.walk(root.resolve("tests"))) {
      tests = files.filter(path -> path.toString().endsWith(".json")).sorted().toList();
    }
    List<String> differences = new ArrayList<>();
    int requests = 0;
    for (Path path : tests) {
      String test = Files.readString(path);
      JsonNode json = JSON.readTree(test);
      ConformanceCase tested =
          new ConformanceCase(
              root.relativize(path).toString(),
              test,
              Files.readString(root.resolve(json.get("policies").asText())),
              withMarkedEntities(
                  JSON.readTree(Files.readString(root.resolve(json.get("entities").asText())))));
      requests += tested.size();
      differences.addAll(tested.differences());
    }
    assertThat(differences).isEmpty();
    assertThat(tests).hasSize(22);
    assertThat(requests).isPositive();
  }

  private static String text(Map<String, String> texts, JsonNode test, String field) {
    return Objects.requireNonNull(texts.get(test.get(field).asText()), field);
  }

  /// These files leave it to a schema that `{"type", "id"}` in an attribute is an entity.
  private static JsonNode withMarkedEntities(JsonNode entities) {
    entities.forEach(entity -> entity.get("attrs").properties().forEach(CorpusTest::mark));
    return entities;
  }

  private static void mark(Map.Entry<String, JsonNode> attribute) {
    attribute.setValue(marked(attribute.getValue()));
  }

  private static JsonNode marked(JsonNode value) {
    if (value.isArray()) {
      ArrayNode marked = JSON.createArrayNode();
      value.forEach(element -> marked.add(marked(element)));
      return marked;
    }
    boolean entity = value.size() == 2 && value.has("type") && value.has("id");
    return entity ? JSON.createObjectNode().set("__entity", value) : value;
  }
}
