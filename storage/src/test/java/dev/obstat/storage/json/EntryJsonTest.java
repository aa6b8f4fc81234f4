package dev.obstat.storage.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.RandomHistory;
import dev.obstat.core.fact.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EntryJsonTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:01Z");

  /// Rewrites the golden files: `./mvnw -pl storage -am test -Dtest=EntryJsonTest
  /// -Dsurefire.failIfNoSpecifiedTests=false -Dobstat.golden=write`.
  private static final boolean REWRITE = "write".equals(System.getProperty("obstat.golden"));

  private static Path golden() {
    return Path.of(
        System.getProperty("obstat.root", ".."), "storage", "src", "test", "resources", "golden");
  }

  private static EntryJson.Written written(Fact fact) {
    return EntryJson.write(new Entry(42, AT, fact));
  }

  private static Fact read(EntryJson.Written written) {
    return read(written.text(), written.payloads());
  }

  private static Fact read(String text, Map<String, String> payloads) {
    return EntryJson.read(42, text, hash -> Shapes.known(payloads, hash)).fact();
  }

  @TestFactory
  Stream<DynamicTest> everyFactHasTheBytesOfItsGoldenFile() {
    return GoldenFacts.all().entrySet().stream()
        .map(
            named ->
                DynamicTest.dynamicTest(
                    named.getKey(), () -> isGolden(named.getKey(), named.getValue())));
  }

  private static void isGolden(String name, Fact fact) throws IOException {
    Path file = golden().resolve(name + ".json");
    EntryJson.Written written = written(fact);
    if (REWRITE) {
      Files.createDirectories(golden());
      Files.writeString(file, written.text());
    }
    assertThat(written.text()).isEqualTo(Files.readString(file));
    assertThat(written.payloads()).isEmpty();
    assertThat(read(written)).isEqualTo(fact);
  }

  @Test
  void everyTypeOfFactHasAGoldenFileAndNoFileIsLeftOver() throws IOException {
    Set<Class<?>> types = new HashSet<>();
    GoldenFacts.all().values().forEach(fact -> types.add(fact.getClass()));
    assertThat(types).isEqualTo(Set.of(Fact.class.getPermittedSubclasses()));
    try (Stream<Path> files = Files.list(golden())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              GoldenFacts.all().keySet().stream().map(name -> name + ".json").toList());
    }
  }

  @Test
  void randomFactsComeBackEqualAndWriteTheSameBytesAgain() {
    RandomHistory history = new RandomHistory(5);
    for (int i = 0; i < 3_000; i++) {
      Fact fact = history.next();
      EntryJson.Written written = written(fact);
      Fact back = read(written);
      assertThat(back).isEqualTo(fact);
      assertThat(written(back).text()).isEqualTo(written.text());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "type":"dev.obstat.halt-lifted.v1" | "type":"dev.obstat.halt-eaten.v1" | unknown type
          "by":"rosa"                        | "by":"rosa","extra":1             | too many
          "by":"rosa",                       | ''                                | has no member `by`
          "by":"rosa"                        | "by":7                            | is not a string
          "by":"rosa"                        | "by":"rosa","by":"ana"            | is not JSON
          "specversion":"1.0"                | "specversion":"2.0"               | `2.0`
          "id":"42"                          | "id":"41"                         | `41`
          "subject":"h-1"                    | "subject":"h-2"                   | `h-2`
          "source":"obstat"                  | "source":"elsewhere"              | `elsewhere`
          "source":"obstat"                  | "source":"obstat","more":""       | unknown members
          "source":"obstat",                 | ''                                | no member `source`
          "at":"2026                         | "at":"20x6                        | not understood
          """)
  void whatIsNotKnownIsRefusedWithItsPlace(String part, String instead, String message) {
    String text = written(new Fact.HaltLifted("h-1", "rosa", AT)).text();
    assertThat(text).contains(part);
    assertThatThrownBy(() -> read(text.replace(part, instead), Map.of()))
        .isInstanceOf(UnreadableEntry.class)
        .hasMessageContaining(message);
  }

  @Test
  void anUnknownKindIsRefused() {
    String text = written(new Fact.HaltPlaced(Samples.halt("h-1"))).text();
    assertThatThrownBy(
            () -> read(text.replace("\"kind\":\"agent\"", "\"kind\":\"galaxy\""), Map.of()))
        .isInstanceOf(UnreadableEntry.class)
        .hasMessage("data.halt.scope is of the unknown kind `galaxy`");
  }

  @Test
  void whatHasNoPlaceInTheFormatIsRefusedBeforeItIsWritten() {
    assertThatThrownBy(() -> written(new Fact.HaltLifted("h-1", "half \ud83d of it", AT)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("text is not valid Unicode");
    assertThatThrownBy(() -> written(new Fact.HaltLifted("h-1", "rosa", Instant.MAX)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0000 to 9999");
    Value nested = Value.of("x");
    for (int i = 0; i < 400; i++) {
      nested = new Value.Sequence(List.of(nested));
    }
    Fact deep = Samples.dispatched("d-1", withParameter(nested));
    assertThatThrownBy(() -> written(deep))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("levels deep");
    Fact huge = Samples.dispatched("d-1", withParameter(Value.of("x".repeat(17 << 20))));
    assertThatThrownBy(() -> written(huge))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is larger than");
  }

  @Test
  void whatIsTooLargeForAnEntryIsKeptBesideItUnderItsHashAndComesBack() {
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < Action.MOST_TARGETS; i++) {
      targets.add(Target.Known.unharmed("arn:aws:s3:::bucket-with-a-long-name/object-" + i));
    }
    Action action =
        Samples.action("s-1", "DeleteObjects", Effect.DELETE, targets.toArray(Target[]::new));
    Fact fact = Samples.dispatched("d-1", action);

    EntryJson.Written written = written(fact);

    assertThat(written.text().getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(EntryJson.LARGEST_ENTRY);
    assertThat(written.payloads()).hasSize(1);
    String sha256 = written.payloads().keySet().iterator().next();
    assertThat(written.text())
        .contains("\"targets\":{\"$payload\":{\"length\":\"")
        .contains("\"sha256\":\"" + sha256 + "\"")
        .contains("\"name\":\"DeleteObjects\"");
    assertThat(read(written)).isEqualTo(fact);
    assertThat(written(read(written))).isEqualTo(written);

    String changed = written.payloads().get(sha256) + " ";
    assertThatThrownBy(() -> read(written.text(), Map.of(sha256, changed)))
        .isInstanceOf(UnreadableEntry.class)
        .hasMessageContaining("was changed");
  }

  @Test
  void aParameterThatLooksLikeAPayloadsMarkIsNotTakenForOne() {
    Value mark =
        new Value.Structure(
            Map.of("$payload", new Value.Structure(Map.of("sha256", Value.of("00")))));
    Fact fact = Samples.dispatched("d-1", withParameter(mark));
    assertThat(read(written(fact))).isEqualTo(fact);
  }

  @Test
  void severalLargeMembersMoveLargestFirstAndNoMoreThanNeeded() {
    Fact fact = new Fact.NotUnderstood("s-1", "aws", "a".repeat(60_000), "b".repeat(70_000), AT);
    EntryJson.Written written = written(fact);
    assertThat(written.payloads()).hasSize(1);
    assertThat(written.text()).contains("aaaa").doesNotContain("bbbb");
    assertThat(read(written)).isEqualTo(fact);
  }

  private static Action withParameter(Value value) {
    Action plain = Samples.read("s-1", "x");
    return new Action(
        plain.session(),
        plain.principal(),
        plain.place(),
        plain.operation(),
        plain.effect(),
        plain.reversibility(),
        plain.targets(),
        new Value.Structure(Map.of("Nested", value)),
        plain.content(),
        plain.unpinned());
  }
}
