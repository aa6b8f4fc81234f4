package dev.obstat.server;

import dev.obstat.catalogs.yaml.Fields;
import dev.obstat.catalogs.yaml.Yaml;
import dev.obstat.core.gather.Windows;
import dev.obstat.core.source.Problem;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The values of `obstat.yaml` that more than one section takes: what is wrong with one is told to
/// a listener, with its line, and something harmless is gone on with, so that all problems are
/// found at once.
final class ConfigValues {
  private final Consumer<Problem> problems;

  ConfigValues(Consumer<Problem> problems) {
    this.problems = problems;
  }

  int port(Yaml.Scalar value) {
    if (value.text().matches("\\d{1,5}") && Integer.parseInt(value.text()) <= 65_535) {
      return Integer.parseInt(value.text());
    }
    return problem(value, "a port is a number from 0 to 65535, not `" + value.text() + "`", 0);
  }

  String region(Yaml.Scalar value) {
    if (value.text().matches("[a-z0-9-]{1,40}")) {
      return value.text();
    }
    return problem(
        value, "a region looks like `eu-west-1`, not `" + value.text() + "`", "us-east-1");
  }

  String account(Yaml.Scalar value) {
    if (value.text().matches("\\d{12}")) {
      return value.text();
    }
    return problem(
        value, "an account is twelve digits in quotes, not `" + value.text() + "`", "000000000000");
  }

  Duration duration(Yaml.Scalar value) {
    return duration(value, Duration.ofHours(24));
  }

  Duration duration(Yaml.Scalar value, Duration meanwhile) {
    try {
      Duration duration = Duration.parse(value.text());
      if (duration.compareTo(Windows.LONGEST) > 0) {
        return problem(
            value,
            "`" + value.text() + "` is longer than a year: use `PT8784H` or less",
            Windows.LONGEST);
      }
      if (!duration.isNegative() && !duration.isZero()) {
        return duration;
      }
    } catch (DateTimeParseException _) {
      // Said below.
    }
    return problem(value, "a duration looks like `PT24H`, not `" + value.text() + "`", meanwhile);
  }

  boolean flag(Fields fields, String key) {
    return fields
        .text(key)
        .map(
            value ->
                switch (value.text()) {
                  case "true" -> true;
                  case "false" -> false;
                  case String other ->
                      problem(
                          value, "`" + key + "` is `true` or `false`, not `" + other + "`", false);
                })
        .orElse(false);
  }

  Config.Listen listen(Optional<Fields> given, Config.Listen otherwise) {
    if (given.isEmpty()) {
      return otherwise;
    }
    String host = given.get().text("host").map(Yaml.Scalar::text).orElse(otherwise.host());
    int port = given.get().text("port").map(this::port).orElse(otherwise.port());
    return new Config.Listen(host, port);
  }

  void problem(Yaml.Scalar value, String message) {
    problems.accept(new Problem(value.at(), message));
  }

  /// @return what to go on with, so that all problems are found at once
  <T> T problem(Yaml.Scalar value, String message, T meanwhile) {
    problem(value, message);
    return meanwhile;
  }

  static List<String> texts(Fields fields, String key) {
    return fields.texts(key).stream().map(Yaml.Scalar::text).toList();
  }
}
