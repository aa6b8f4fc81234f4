package dev.obstat.console.oidc;

import dev.obstat.core.catalog.People;
import dev.obstat.core.credential.SignIn;
import dev.obstat.core.fact.Journal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// People with the groups that their provider said at their latest sign-in, beside those of the
/// catalog. They are believed for twelve hours, and only where the configuration still maps them.
public final class ClaimedGroups {
  static final Duration BELIEVED = Duration.ofHours(12);
  private static final int MOST = 10_000;

  private final Map<String, Set<String>> mapped = new HashMap<>();
  private final Map<String, SignIn> latest = new HashMap<>();
  private final Clock clock;

  /// With what the record has of earlier sign-ins.
  public ClaimedGroups(List<Provider> providers, Journal journal, Clock clock) {
    this.clock = clock;
    for (Provider provider : providers) {
      Set<String> groups = mapped.computeIfAbsent(provider.issuer(), _ -> new HashSet<>());
      provider.groups().values().forEach(groups::addAll);
    }
    if (!providers.isEmpty()) {
      journal.read(books -> books.credentials().latest(MOST)).reversed().forEach(this::noted);
    }
  }

  /// A person came in.
  public synchronized void noted(SignIn signIn) {
    Instant now = clock.instant();
    latest.values().removeIf(old -> !isBelieved(old, now));
    if (mapped.containsKey(signIn.issuer()) && isBelieved(signIn, now)) {
      latest.put(signIn.person() + "\n" + signIn.issuer(), signIn);
    }
  }

  private static boolean isBelieved(SignIn signIn, Instant now) {
    return now.isBefore(signIn.at().plus(BELIEVED));
  }

  private synchronized Set<String> of(String person) {
    Instant now = clock.instant();
    Set<String> groups = new HashSet<>();
    mapped.forEach(
        (issuer, allowed) -> {
          SignIn signIn = latest.get(person + "\n" + issuer);
          if (signIn != null && isBelieved(signIn, now)) {
            signIn.groups().stream().filter(allowed::contains).forEach(groups::add);
          }
        });
    return groups;
  }

  private synchronized Set<String> claiming(String group) {
    Set<String> members = new HashSet<>();
    for (SignIn signIn : latest.values()) {
      if (of(signIn.person()).contains(group)) {
        members.add(signIn.person());
      }
    }
    return members;
  }

  /// The people of the catalog, with these groups besides.
  public People over(People catalog) {
    return mapped.isEmpty() ? catalog : new Over(catalog);
  }

  private final class Over implements People {
    private final People catalog;

    Over(People catalog) {
      this.catalog = catalog;
    }

    @Override
    public boolean knows(String person) {
      return catalog.knows(person);
    }

    @Override
    public Set<String> groupsOf(String person) {
      Set<String> groups = of(person);
      groups.addAll(catalog.groupsOf(person));
      return groups;
    }

    @Override
    public Set<String> membersOf(String group) {
      Set<String> members = claiming(group);
      members.addAll(catalog.membersOf(group));
      return members;
    }

    @Override
    public Optional<String> ownersOf(String service) {
      return catalog.ownersOf(service);
    }
  }
}
