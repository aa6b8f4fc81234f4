package dev.obstat.catalogs.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.source.Position;
import dev.obstat.core.source.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class YamlFileTest {

  @Test
  void everythingKnowsWhereItStands() {
    List<Yaml> documents = read("a: 1\nb:\n  - x\n  - {c: 'q'}\n---\n# only a comment\n---\n- z\n");
    assertThat(documents).hasSize(2);
    Yaml.Mapping first = (Yaml.Mapping) documents.getFirst();
    assertThat(first.members().get(1).at()).isEqualTo(at(2, 1));
    Yaml.Sequence list = (Yaml.Sequence) first.find("b").orElseThrow();
    assertThat(list.items().getFirst()).isEqualTo(new Yaml.Scalar(at(3, 5), "x", Yaml.Style.PLAIN));
    Yaml.Mapping inner = (Yaml.Mapping) list.items().getLast();
    assertThat(inner.find("c")).contains(new Yaml.Scalar(at(4, 9), "q", Yaml.Style.QUOTED));
    assertThat(documents.getLast().at()).isEqualTo(at(8, 1));
  }

  @Test
  void theLinesOfABlockAreLinesOfTheFile() {
    Yaml.Mapping document = (Yaml.Mapping) read("a: |\n  one\n  two\nb: plain\n").getFirst();
    Yaml.Scalar block = (Yaml.Scalar) document.find("a").orElseThrow();
    assertThat(block.text()).isEqualTo("one\ntwo\n");
    assertThat(block.line(1)).isEqualTo(at(3, 0));
  }

  @Test
  void badYamlIsRejectedWithItsPlace() {
    assertThat(problem("a: b: c\n"))
        .isEqualTo("f.yaml:1:5: not YAML: mapping values are not allowed here");
    assertThat(problem("a: [1,\n"))
        .isEqualTo(
            "f.yaml:2:1: not YAML: while parsing a flow node: expected the node content, but found"
                + " '<stream end>'");
    assertThat(problem("a: 1\na: 2\n")).isEqualTo("f.yaml:2:1: `a` already stands in line 1");
    assertThat(problem("? [x]\n: 1\n"))
        .isEqualTo("f.yaml:1:3: a key is a text, not a list or a mapping");
    assertThat(problem("ok: 1\nb: \u0007\n"))
        .isEqualTo("f.yaml:2:4: the character U+0007 cannot stand in YAML");
    assertThat(problem("a: *nowhere\n")).startsWith("f.yaml:1:4: not YAML: found undefined alias");
  }

  @Test
  void aBombOfAliasesIsRefusedQuickly() {
    StringBuilder bomb = new StringBuilder("l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int level = 1; level < 9; level++) {
      String below = "*l" + (level - 1);
      bomb.append("l%d: &l%d [%s]\n".formatted(level, level, String.join(", ", nine(below))));
    }
    assertThat(problem(bomb.toString()))
        .isEqualTo("f.yaml:7:5: more than 2000000 values once its aliases are written out");
  }

  @Test
  void anchorsAndAliasesWithinReasonAreRead() {
    Yaml.Mapping document = (Yaml.Mapping) read("a: &x [1, 2]\nb: *x\n").getFirst();
    assertThat(document.find("b")).isEqualTo(document.find("a"));
  }

  @Test
  void whatContainsItselfIsRefused() {
    assertThat(problem("a: &x\n  - *x\n"))
        .isEqualTo("f.yaml:1:4: this contains itself through an alias: write it out");
  }

  @Test
  void nestingAndSizeAreBounded() {
    assertThat(problem("[".repeat(5_000))).startsWith("f.yaml").contains("not YAML");
    assertThat(problem("#" + "x".repeat(YamlFile.LARGEST)))
        .isEqualTo("f.yaml: larger than 10000000 characters: split it");
  }

  @Test
  void tagsThatWouldConstructSomethingAreRefused() {
    assertThat(problem("a: !!javax.script.ScriptEngineManager [x]\n"))
        .isEqualTo(
            "f.yaml:1:4: not YAML: Global tag is not allowed:"
                + " tag:yaml.org,2002:javax.script.ScriptEngineManager");
  }

  @Test
  void fieldsTellWhatIsMissingWrongOrUnknown() {
    List<Problem> problems = new ArrayList<>();
    Fields fields =
        new Fields(
            (Yaml.Mapping) read("port: [1]\nhots: x\nlist: y\n").getFirst(), "", problems::add);
    assertThat(fields.text("port")).isEmpty();
    assertThat(fields.requiredText("name")).isEmpty();
    assertThat(fields.texts("list")).isEmpty();
    fields.refuseUnknown(List.of("port", "host", "name", "list"));
    assertThat(problems.stream().map(Object::toString))
        .containsExactly(
            "f.yaml:1:7: `port` is a list, not a text",
            "f.yaml:1:1: `name` is missing",
            "f.yaml:3:7: `list` is a text, not a list",
            "f.yaml:2:1: nothing is named `hots`; did you mean `host`?");
  }

  private static List<String> nine(String item) {
    return java.util.Collections.nCopies(9, item);
  }

  private static Position at(int line, int column) {
    return new Position("f.yaml", line, column);
  }

  private static List<Yaml> read(String text) {
    return switch (YamlFile.read("f.yaml", text)) {
      case YamlFile.Result.Read read -> read.documents();
      case YamlFile.Result.Rejected rejected -> throw new AssertionError(rejected.problems());
    };
  }

  private static String problem(String text) {
    return switch (YamlFile.read("f.yaml", text)) {
      case YamlFile.Result.Read read -> throw new AssertionError("accepted: " + read.documents());
      case YamlFile.Result.Rejected rejected -> rejected.problems().getFirst().toString();
    };
  }
}
