package dev.obstat.gateways.aws.describe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Target;
import dev.obstat.gateways.aws.decode.Decoder;
import dev.obstat.gateways.aws.decode.Decoding.Decoded;
import dev.obstat.gateways.aws.decode.Written;
import dev.obstat.gateways.aws.identify.Identification;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.identify.Identifier;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.request.AwsRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// Holds `docs/aws-operations.md` to what Obstat makes of the requests in it: each line is written
/// as a request in its service's protocol, identified, decoded and described.
///
/// `-Dobstat.golden=write` writes what comes out into the table. Whoever does that reads every line
/// that changed: the table says what is right, and not what happens to be.
class OperationsTableTest {
  private static final Path TABLE = Path.of("../../docs/aws-operations.md");
  private static final Pattern LINE =
      Pattern.compile("\\| `([\\w-]+:\\w+)` \\| `(\\{.*?\\})` \\|(.*)");
  private static final AwsModels MODELS = AwsModels.load();
  private static final Identifier IDENTIFIER = new Identifier(MODELS, Set.of("gateway.example"));
  private static final Decoder DECODER = new Decoder();
  private static final Describer DESCRIBER = new Describer();
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyLineOfTheTableIsWhatARequestIsTakenFor(TestReporter reporter) throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> written = new ArrayList<>();
    Set<String> operations = new TreeSet<>();
    int lines = 0;
    for (String line : Files.readAllLines(TABLE)) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        assertThat(line)
            .as("a line of the table that the test cannot read")
            .doesNotStartWith("| `");
        written.add(line);
        continue;
      }
      lines++;
      operations.add(matcher.group(1));
      String found =
          "| `%s` | `%s` | %s"
              .formatted(
                  matcher.group(1), matcher.group(2), outcome(matcher.group(1), matcher.group(2)));
      written.add(found);
      if (!found.equals(line)) {
        wrong.add("says    " + line + "\n        it is   " + found);
      }
    }
    if ("write".equals(System.getProperty("obstat.golden"))) {
      Files.write(TABLE, written);
      return;
    }
    reporter.publishEntry("operations", operations.size() + " in " + lines + " lines");
    assertThat(wrong).isEmpty();
    assertThat(operations).hasSizeGreaterThanOrEqualTo(100);
  }

  private static String outcome(String operation, String parameters) throws IOException {
    AwsRequest request = Written.request(MODELS, operation, JSON.readTree(parameters));
    Identification identification = IDENTIFIER.identify(request);
    if (!(identification instanceof Identified found)
        || !(DECODER.decode(found, request, secret -> "f") instanceof Decoded decoded)) {
      throw new AssertionError(operation + " is not understood: " + identification);
    }
    assertThat(found.named().toString()).isEqualTo("aws:" + operation);
    Description said = DESCRIBER.describe(found, decoded.parameters(), "123456789012", "eu-west-1");
    return "%s | %s | %s | %s |"
        .formatted(effect(said), undone(said.reversibility()), targets(said), unpinned(said));
  }

  private static String effect(Description said) {
    Set<Harm> harms = new TreeSet<>();
    said.targets().forEach(target -> harms.addAll(target.harms()));
    return harms.isEmpty()
        ? said.effect().word()
        : said.effect().word()
            + ": "
            + harms.stream().map(Harm::word).collect(Collectors.joining(", "));
  }

  private static String undone(Reversibility reversibility) {
    return switch (reversibility) {
      case Reversibility.Reversible _ -> "reversible";
      case Reversibility.Recoverable(String with, var within) ->
          "with "
              + with
              + ", "
              + within.toString().substring(1).replace("T", "").toLowerCase(Locale.ROOT);
      case Reversibility.Irreversible _ -> "irreversible";
      case Reversibility.Unknown _ -> "unknown";
    };
  }

  private static String targets(Description said) {
    return said.targets().stream()
        .map(OperationsTableTest::target)
        .collect(Collectors.joining(" "));
  }

  private static String target(Target target) {
    return switch (target) {
      case Target.Known known ->
          switch (known.part()) {
            case OBJECT -> "`" + known.name() + "`";
            case SOURCE -> "source `" + known.name() + "`";
            case PASSED_ROLE -> "role `" + known.name() + "`";
            case LATER_CODE -> "later `" + known.name() + "`";
          };
      case Target.Unresolved unresolved ->
          "unresolved `" + unresolved.written() + "` (" + unresolved.why() + ")";
    };
  }

  private static String unpinned(Description said) {
    return String.join("; ", said.unpinned());
  }
}
