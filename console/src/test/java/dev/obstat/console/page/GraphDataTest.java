package dev.obstat.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.obstat.console.Shop;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.questions.Without;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GraphDataTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void everyEntityIsDrawnWithWhatBecomesOfIt() throws Exception {
    Catalog catalog = Shop.catalog();
    Without without = Without.of(catalog, List.of("resource:orders"));

    JsonNode drawn = drawn(catalog, without);

    assertThat(state(drawn, "resource:orders")).isEqualTo("removed");
    assertThat(state(drawn, "checkout")).isEqualTo("down");
    assertThat(state(drawn, "front")).isEqualTo("down");
    assertThat(state(drawn, "carts")).isEqualTo("fine");
    assertThat(drawn.path("edges")).hasSize(4);
  }

  @Test
  void aLargeCatalogIsDrawnWithWhatIsAffectedAloneAndTheRestInGroups() throws Exception {
    Catalog catalog = Shop.chain(3_000);
    Without without = Without.of(catalog, List.of("s-2990"));

    JsonNode drawn = drawn(catalog, without);

    assertThat(drawn.path("entities").asInt()).isEqualTo(3_000);
    assertThat(drawn.path("nodes").size()).isLessThanOrEqualTo(GraphData.MOST_VISIBLE);
    assertThat(state(drawn, "s-2990")).isEqualTo("removed");
    assertThat(state(drawn, "s-2999")).isEqualTo("down");
    assertThat(drawn.path("nodes").findValuesAsText("note")).contains("2,990 entities");
  }

  @Test
  void howeverMuchIsAffectedNoMoreIsDrawnThanFits() throws Exception {
    Catalog catalog = Shop.chain(3_000);
    JsonNode drawn = drawn(catalog, Without.of(catalog, List.of("s-0")));

    assertThat(drawn.path("nodes").size()).isLessThanOrEqualTo(GraphData.MOST_VISIBLE);
    assertThat(state(drawn, "s-0")).isEqualTo("removed");
  }

  @Test
  void everyEdgeJoinsTwoThatAreDrawn() throws Exception {
    JsonNode drawn = drawn(Shop.chain(1_200), Impact.NONE, Set.of());
    Set<String> nodes = new HashSet<>(drawn.path("nodes").findValuesAsText("id"));

    drawn
        .path("edges")
        .forEach(
            edge ->
                assertThat(nodes).contains(edge.path("from").asText(), edge.path("to").asText()));
  }

  private static JsonNode drawn(Catalog catalog, Without without) throws Exception {
    return drawn(catalog, without.impact(), Set.copyOf(without.entities()));
  }

  private static JsonNode drawn(Catalog catalog, Impact impact, Set<String> taken)
      throws Exception {
    return JSON.readTree(GraphData.of(catalog, taken, impact).json());
  }

  private static String state(JsonNode drawn, String id) {
    for (JsonNode node : drawn.path("nodes")) {
      if (node.path("id").asText().equals(id)) {
        return node.path("state").asText();
      }
    }
    return "not drawn";
  }
}
