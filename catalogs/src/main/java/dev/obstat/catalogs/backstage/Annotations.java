package dev.obstat.catalogs.backstage;

import dev.obstat.catalogs.yaml.Fields;
import dev.obstat.catalogs.yaml.Yaml;
import dev.obstat.core.catalog.Figure;
import dev.obstat.core.catalog.Match;
import dev.obstat.core.catalog.Ref;
import dev.obstat.core.catalog.Stages;
import dev.obstat.core.catalog.Weight;
import dev.obstat.core.source.Nearest;
import dev.obstat.core.source.Position;
import dev.obstat.core.source.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The annotations under `obstat.dev/` of one entity.
final class Annotations {
  private static final String PREFIX = "obstat.dev";

  private static final List<String> KNOWN =
      List.of(
          "stage",
          "accounts",
          "tier",
          "customers",
          "revenue-per-hour",
          "recovery",
          "provider",
          "match",
          "needs");

  /// Words that people use for production and policies do not.
  private static final Set<String> MEANS_PRODUCTION = Set.of("live", "prd");

  private static final Pattern STAGE = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern PROVIDER = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+){0,2}");

  /// A pattern with fewer literal characters would bind what nobody thought of.
  private static final int FEWEST_LITERALS = 3;

  private final List<Yaml.Member> ours = new ArrayList<>();
  private final Consumer<Problem> problems;

  Annotations(Optional<Fields> annotations, Consumer<Problem> problems) {
    this.problems = problems;
    annotations.ifPresent(fields -> fields.members().forEach(this::add));
  }

  private void add(Yaml.Member annotation) {
    String key = annotation.key();
    int slash = key.indexOf('/');
    if (slash < 0) {
      return;
    }
    String prefix = key.substring(0, slash);
    String name = key.substring(slash + 1);
    if (!prefix.equals(PREFIX)) {
      if (Nearest.distance(prefix, PREFIX) <= 2) {
        problem(
            annotation.at(),
            "`" + key + "` is nobody's; did you mean `" + PREFIX + "/" + name + "`?");
      }
      return;
    }
    if (!KNOWN.contains(name)) {
      String hint =
          Nearest.to(name, KNOWN)
              .map(near -> "; did you mean `" + PREFIX + "/" + near + "`?")
              .orElse("; known are " + String.join(", ", KNOWN));
      problem(annotation.at(), "there is no annotation `" + key + "`" + hint);
      return;
    }
    ours.add(annotation);
  }

  /// They are about what runs, not about people.
  void refuseOn(String kind) {
    ours.forEach(
        annotation ->
            problem(annotation.at(), "`" + annotation.key() + "` means nothing on a " + kind));
  }

  /// Empty when none is stated.
  String stage() {
    return text("stage").map(this::stage).orElse("");
  }

  private String stage(Yaml.Scalar text) {
    String stage = text.text();
    if (!stage.equals(Stages.PRODUCTION) && readsLikeProduction(stage)) {
      problem(
          text.at(),
          "the stage `"
              + stage
              + "` reads like production and policies would not take it for that: write `"
              + Stages.PRODUCTION
              + "`");
    } else if (!STAGE.matcher(stage).matches()) {
      problem(
          text.at(), "`" + stage + "` is not a stage: write a word such as `staging`, lower case");
    }
    return stage;
  }

  /// The accounts in which this entity's stage is the least; none when it says nothing of that.
  List<String> accounts() {
    Optional<Yaml.Scalar> text = text("accounts");
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> accounts = List.of(text.get().text().trim().split("\\s*,\\s*", -1));
    for (String account : accounts) {
      if (!ACCOUNT.matcher(account).matches()) {
        problem(
            text.get().at(),
            "`"
                + account
                + "` is not an account: write its 12 digits in quotes, several with commas");
      }
    }
    if (text("stage").isEmpty()) {
      problem(
          text.get().at(),
          "accounts get the stage of what names them: state `obstat.dev/stage` too");
    }
    return accounts;
  }

  private static boolean readsLikeProduction(String stage) {
    String word = stage.toLowerCase(Locale.ROOT);
    return word.startsWith("prod")
        || MEANS_PRODUCTION.contains(word)
        || Nearest.distance(word, Stages.PRODUCTION) <= 3;
  }

  String provider() {
    return text("provider")
        .map(
            text -> {
              if (!PROVIDER.matcher(text.text()).matches()) {
                problem(
                    text.at(),
                    "`"
                        + text.text()
                        + "` is not a provider: write cloud, region and zone as in `aws/eu-west-1`");
              }
              return text.text();
            })
        .orElse("");
  }

  Weight weight() {
    Optional<Yaml.Scalar> revenue = text("revenue-per-hour");
    Optional<Quantities.Money> money =
        revenue.flatMap(text -> answer(text, Quantities.money(text.text())));
    Optional<Customers> customers =
        text("customers").flatMap(text -> answer(text, Customers.read(text.text())));
    return new Weight(
        figure("tier", Quantities::tier),
        customers.map(Customers::others).orElse(NOT_STATED),
        customers.map(Customers::segments).orElse(List.of()),
        money.<Figure>map(found -> new Figure.Stated(found.amount())).orElse(NOT_STATED),
        money.map(Quantities.Money::currency).orElse(""),
        revenue.map(Yaml.Scalar::at).orElse(Position.whole("")),
        figure("recovery", Quantities::recovery));
  }

  private static final Figure NOT_STATED = new Figure.NotStated();

  private Figure figure(String name, Function<String, Quantities.Answer<Figure>> read) {
    return text(name).flatMap(text -> answer(text, read.apply(text.text()))).orElse(NOT_STATED);
  }

  private <T> Optional<T> answer(Yaml.Scalar text, Quantities.Answer<T> answer) {
    return switch (answer) {
      case Quantities.Answer.Is<T> is -> Optional.of(is.value());
      case Quantities.Answer.IsNot<T> not -> {
        problem(text.at(), "`" + text.text() + "` " + not.why());
        yield Optional.empty();
      }
    };
  }

  List<Match> matches() {
    List<Match> matches = new ArrayList<>();
    eachLine("match", (text, at) -> pattern(text, at, matches));
    return matches;
  }

  /// What an entity needs of others, by lines such as `2 of resource:a, resource:b, resource:c`.
  NeedLines needs(Ref from) {
    NeedLines needs = new NeedLines(from, problems);
    eachLine("needs", needs::read);
    return needs;
  }

  /// One thing per line, as a list in the text or a list in the file.
  private void eachLine(String name, BiConsumer<String, Position> line) {
    find(name)
        .ifPresent(
            value -> {
              switch (value) {
                case Yaml.Scalar text -> lines(text, line);
                case Yaml.Sequence sequence ->
                    sequence
                        .items()
                        .forEach(item -> scalar(name, item).ifPresent(text -> lines(text, line)));
                case Yaml.Mapping mapping ->
                    problem(mapping.at(), "`" + PREFIX + "/" + name + "` is a mapping, not a list");
              }
            });
  }

  private static void lines(Yaml.Scalar text, BiConsumer<String, Position> each) {
    List<String> lines = text.text().lines().toList();
    for (int number = 0; number < lines.size(); number++) {
      String line = lines.get(number).strip();
      String item = line.startsWith("- ") ? line.substring(2).strip() : line;
      if (!item.isEmpty()) {
        each.accept(item, text.line(number));
      }
    }
  }

  private void pattern(String pattern, Position at, List<Match> matches) {
    if (pattern.length() > Match.LONGEST) {
      problem(at, "a pattern has at most " + Match.LONGEST + " characters");
    } else if (pattern.chars().anyMatch(letter -> letter <= ' ' || letter == ',')) {
      problem(
          at, "`" + pattern + "` is not one pattern: write one per line, without spaces or commas");
    } else if (pattern.replace("*", "").length() < FEWEST_LITERALS) {
      problem(at, "`" + pattern + "` matches nearly everything: name the resources more closely");
    } else {
      matches.add(new Match(pattern, at));
    }
  }

  private Optional<Yaml> find(String name) {
    return ours.stream()
        .filter(annotation -> annotation.key().equals(PREFIX + "/" + name))
        .map(Yaml.Member::value)
        .findFirst();
  }

  private Optional<Yaml.Scalar> text(String name) {
    return find(name).flatMap(value -> scalar(name, value));
  }

  private Optional<Yaml.Scalar> scalar(String name, Yaml value) {
    if (value instanceof Yaml.Scalar scalar && !scalar.isNothing()) {
      return Optional.of(scalar);
    }
    problem(value.at(), "`" + PREFIX + "/" + name + "` is " + value.kind() + ", not a text");
    return Optional.empty();
  }

  private void problem(Position at, String message) {
    problems.accept(new Problem(at, message));
  }
}
