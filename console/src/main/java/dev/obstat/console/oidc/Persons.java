package dev.obstat.console.oidc;

import dev.obstat.core.catalog.People;
import dev.obstat.core.credential.SignIn;
import dev.obstat.core.fact.Journal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Which person of the catalog somebody at a provider is. A person is known by issuer and subject,
/// which last; names and addresses can be given to somebody else.
///
/// 1. Whom the configuration links is who it says: that is how a person with several identities
///    stays one person.
/// 2. Otherwise the claim that the configuration names says it, the first time. From then on that
///    subject is that person and no other, and that person is no other subject of this provider.
/// 3. Otherwise nobody.
final class Persons {
  private static final int MOST = 10_000;

  private final Map<Link, String> links;
  private final Journal journal;
  private final Supplier<? extends People> people;

  /// @param subject as the provider knows the person
  public record Link(String provider, String subject) {}

  Persons(Map<Link, String> links, Journal journal, Supplier<? extends People> people) {
    this.links = Map.copyOf(links);
    this.journal = journal;
    this.people = people;
  }

  /// Who it is.
  sealed interface Answer {

    record Is(String person) implements Answer {}

    /// Nobody, and why, in a sentence for the person and their administrator.
    record Nobody(String why) implements Answer {}
  }

  /// @param claimed what the claim says that the configuration names; empty for nothing
  Answer of(Provider provider, String subject, String claimed) {
    String linked = links.getOrDefault(new Link(provider.name(), subject), "");
    if (!linked.isEmpty()) {
      return known(linked);
    }
    Optional<SignIn> before =
        journal.read(books -> books.credentials().latest(provider.issuer(), subject));
    if (claimed.isEmpty()) {
      return new Answer.Nobody(
          "nobody here is linked to `"
              + provider.name()
              + ":"
              + subject
              + "`: an administrator adds that under `sign-in.people` in obstat.yaml");
    }
    if (before.isPresent() && !before.get().person().equals(claimed)) {
      return new Answer.Nobody(
          "`%s:%s` was `%s` until now and calls itself `%s`: an administrator has to say which, under `sign-in.people`"
              .formatted(provider.name(), subject, before.get().person(), claimed));
    }
    if (isSomebodyElse(provider, subject, claimed)) {
      return new Answer.Nobody(
          "`%s` is somebody else at %s: an administrator links `%s:%s` under `sign-in.people` if it is the same person"
              .formatted(claimed, provider.title(), provider.name(), subject));
    }
    return known(claimed);
  }

  private boolean isSomebodyElse(Provider provider, String subject, String person) {
    boolean linkedToAnother =
        links.entrySet().stream()
            .anyMatch(
                link ->
                    link.getKey().provider().equals(provider.name())
                        && link.getValue().equals(person));
    List<SignIn> known = journal.read(books -> books.credentials().latest(MOST));
    return linkedToAnother
        || known.stream()
            .anyMatch(
                in ->
                    in.issuer().equals(provider.issuer())
                        && in.person().equals(person)
                        && !in.subject().equals(subject));
  }

  private Answer known(String person) {
    return people.get().knows(person)
        ? new Answer.Is(person)
        : new Answer.Nobody("`" + person + "` is nobody the catalog knows");
  }
}
