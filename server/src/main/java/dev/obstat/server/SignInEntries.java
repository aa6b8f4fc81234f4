package dev.obstat.server;

import dev.obstat.catalogs.yaml.Fields;
import dev.obstat.catalogs.yaml.Yaml;
import dev.obstat.console.oidc.Provider;
import dev.obstat.console.oidc.Providers;
import dev.obstat.core.source.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// Reads `sign-in` of `obstat.yaml`: the providers, and who is who at them.
final class SignInEntries {
  private static final List<String> PROVIDER =
      List.of(
          "title",
          "issuer",
          "client-id",
          "client-secret-from",
          "client-secret-file",
          "scopes",
          "groups-claim",
          "groups",
          "person-claim",
          "clock-skew");

  private final Function<Yaml.Scalar, Path> path;
  private final Consumer<Problem> problems;

  /// @param path makes a path of a value, relative to the file
  SignInEntries(Function<Yaml.Scalar, Path> path, Consumer<Problem> problems) {
    this.path = path;
    this.problems = problems;
  }

  Providers.Settings read(Optional<Fields> given) {
    if (given.isEmpty()) {
      return Providers.Settings.NONE;
    }
    Fields signIn = given.get();
    signIn.refuseUnknown(List.of("providers", "people"));
    List<Provider> providers = new ArrayList<>();
    signIn
        .mapping("providers")
        .ifPresent(
            all -> {
              for (Yaml.Member member : all.members()) {
                all.mapping(member.key())
                    .ifPresent(fields -> providers.add(provider(member, fields)));
              }
            });
    Set<String> issuers = new HashSet<>();
    for (Provider provider : providers) {
      if (!issuers.add(provider.issuer())) {
        problems.accept(
            new Problem(signIn.at(), "two providers are `" + provider.issuer() + "`: keep one"));
      }
    }
    return new Providers.Settings(providers, links(signIn, providers));
  }

  private Provider provider(Yaml.Member member, Fields fields) {
    fields.refuseUnknown(PROVIDER);
    String name = member.key();
    if (!name.matches("[a-z][a-z0-9-]{0,30}")) {
      problems.accept(
          new Problem(
              member.at(),
              "a provider's name is lower-case letters, digits and -, not `" + name + "`"));
    }
    String issuer = fields.requiredText("issuer").map(this::issuer).orElse("");
    return new Provider(
        name,
        fields.text("title").map(Yaml.Scalar::text).orElse(name),
        issuer,
        fields.requiredText("client-id").map(Yaml.Scalar::text).orElse(""),
        secret(fields),
        ConfigValues.texts(fields, "scopes"),
        fields.text("groups-claim").map(Yaml.Scalar::text).orElse(Provider.GROUPS_CLAIM),
        groups(fields.mapping("groups")),
        fields.text("person-claim").map(Yaml.Scalar::text).orElse(""),
        fields.text("clock-skew").map(this::skew).orElse(Provider.SKEW));
  }

  private String issuer(Yaml.Scalar value) {
    Provider.whyNotAnIssuer(value.text())
        .ifPresent(why -> problems.accept(new Problem(value.at(), why)));
    return value.text();
  }

  private Provider.Secret secret(Fields fields) {
    Optional<Yaml.Scalar> variable = fields.text("client-secret-from");
    Optional<Yaml.Scalar> file = fields.text("client-secret-file");
    if (variable.isPresent() && file.isPresent()) {
      problem(file.get(), "`client-secret-from` and `client-secret-file` are two ways: name one");
    }
    return variable
        .map(this::fromEnvironment)
        .or(() -> file.map(this::fromFile))
        .orElse(Provider.Secret.NONE);
  }

  private Provider.Secret fromEnvironment(Yaml.Scalar value) {
    String secret = System.getenv().getOrDefault(value.text(), "");
    if (secret.isEmpty()) {
      problem(value, "the environment variable `" + value.text() + "` is not set");
    }
    return new Provider.Secret(secret);
  }

  private Provider.Secret fromFile(Yaml.Scalar value) {
    try {
      String secret = Files.readString(path.apply(value)).strip();
      if (!secret.isEmpty()) {
        return new Provider.Secret(secret);
      }
      problem(value, "`" + value.text() + "` is empty: it holds the client's secret");
    } catch (IOException e) {
      problem(value, "`" + value.text() + "` cannot be read: " + Reading.reason(e));
    }
    return Provider.Secret.NONE;
  }

  private static Map<String, Set<String>> groups(Optional<Fields> given) {
    Map<String, Set<String>> groups = new HashMap<>();
    given.ifPresent(
        fields ->
            fields
                .members()
                .forEach(
                    member ->
                        groups.put(
                            member.key(), Set.copyOf(ConfigValues.texts(fields, member.key())))));
    return groups;
  }

  private Duration skew(Yaml.Scalar value) {
    try {
      Duration skew = Duration.parse(value.text());
      if (!skew.isNegative() && skew.compareTo(Provider.MOST_SKEW) <= 0) {
        return skew;
      }
    } catch (DateTimeParseException _) {
      // Said below.
    }
    problem(value, "`clock-skew` is at most 5 minutes, like `PT60S`, not `" + value.text() + "`");
    return Provider.SKEW;
  }

  /// One person's identities, each `provider:subject`.
  private Map<String, String> links(Fields signIn, List<Provider> providers) {
    Map<String, String> links = new HashMap<>();
    Optional<Fields> people = signIn.mapping("people");
    if (people.isEmpty()) {
      return links;
    }
    for (Yaml.Member member : people.get().members()) {
      for (Yaml.Scalar identity : people.get().texts(member.key())) {
        int colon = identity.text().indexOf(':');
        String provider = colon < 0 ? "" : identity.text().substring(0, colon);
        if (providers.stream().noneMatch(each -> each.name().equals(provider))
            || colon == identity.text().length() - 1) {
          problem(
              identity,
              "an identity is `provider:subject` with a provider named above, not `"
                  + identity.text()
                  + "`");
        } else if (links.putIfAbsent(identity.text(), member.key()) != null) {
          problem(identity, "`" + identity.text() + "` is another person already");
        }
      }
    }
    return links;
  }

  private void problem(Yaml.Scalar value, String why) {
    problems.accept(new Problem(value.at(), why));
  }
}
