package dev.obstat.console.oidc;

import dev.obstat.core.catalog.People;
import dev.obstat.core.fact.Journal;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Where people can sign in besides with a one-time code.
public final class Providers {
  /// Where a provider sends people back to, with its name behind: each has its own, so that the
  /// answer of one is never taken for another's.
  public static final String BACK = "/signin/from/";

  private final Map<String, ProviderSignIn> byName = new LinkedHashMap<>();

  /// What the configuration says of them.
  ///
  /// @param links persons by provider and subject, as `provider:subject`
  public record Settings(List<Provider> providers, Map<String, String> links) {
    public static final Settings NONE = new Settings(List.of(), Map.of());

    public Settings {
      providers = List.copyOf(providers);
      links = Map.copyOf(links);
    }
  }

  /// @param address the console's own
  public Providers(
      Settings settings,
      String address,
      Journal journal,
      Supplier<? extends People> people,
      SecureRandom random,
      Clock clock) {
    Map<Persons.Link, String> links = new LinkedHashMap<>();
    settings
        .links()
        .forEach(
            (text, person) -> {
              int colon = text.indexOf(':');
              links.put(
                  new Persons.Link(text.substring(0, colon), text.substring(colon + 1)), person);
            });
    Persons persons = new Persons(links, journal, people);
    Pending pending = new Pending(clock);
    ProviderWire wire = new ProviderWire();
    for (Provider provider : settings.providers()) {
      String back = address + BACK + provider.name();
      byName.put(
          provider.name(),
          new ProviderSignIn(provider, back, persons, pending, wire, random, clock));
    }
  }

  public List<Provider> all() {
    return byName.values().stream().map(ProviderSignIn::provider).toList();
  }

  /// Sends a browser to a provider; nothing when there is none of that name.
  ///
  /// @param secret what the browser keeps from a sign-in that it began before; may be empty
  /// @param to where the person wants to go
  public Optional<Began> begin(String provider, String secret, String to) {
    return Optional.ofNullable(byName.get(provider)).map(found -> found.begin(secret, to));
  }

  /// Takes a browser back.
  ///
  /// @param back what the provider sent it back with
  /// @param secret what the browser kept
  public Optional<Answered> end(String provider, Map<String, String> back, String secret) {
    return Optional.ofNullable(byName.get(provider)).map(found -> found.end(back, secret));
  }
}
