package dev.obstat.server;

import dev.obstat.core.catalog.People;
import dev.obstat.core.desk.Placing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Places sessions by `aws.accounts`: in the account that the person names, else in the one that
/// names the agent, else in `aws.account`. An account that names people is for them alone,
/// whichever way it was chosen; one that does not is for its own agents, as `aws.account` is for
/// every agent.
final class AccountPlacing implements Placing {
  private static final String GROUP = "group:";

  private final Config.Aws config;
  private final Supplier<? extends People> people;

  AccountPlacing(Config.Aws config, Supplier<? extends People> people) {
    this.config = config;
    this.people = people;
  }

  @Override
  public Answer place(String agent, String person, String asked) {
    Optional<String> number = asked.isEmpty() ? Optional.of(ofAgent(agent)) : named(asked);
    if (number.isEmpty()) {
      return new Answer.Not(
          "there is no account `" + asked + "`: there are " + String.join(", ", known()));
    }
    Config.AwsAccount account = said(number.get());
    if (!account.people().isEmpty()) {
      return isOneOf(account.people(), person)
          ? new Answer.In(number.get())
          : new Answer.Not(
              "sessions in the account `"
                  + shown(number.get())
                  + "` are opened by "
                  + String.join(", ", account.people())
                  + ": ask one of them");
    }
    boolean open = number.get().equals(config.account()) || account.agents().contains(agent);
    return open
        ? new Answer.In(number.get())
        : new Answer.Not(
            "the account `"
                + shown(number.get())
                + "` is for its own agents ("
                + String.join(", ", account.agents())
                + "), not for `"
                + agent
                + "`: who else may open sessions there is said by `people` under `aws.accounts`");
  }

  private boolean isOneOf(List<String> named, String person) {
    if (named.contains(person)) {
      return true;
    }
    People now = people.get();
    return now.groupsOf(person).stream().anyMatch(group -> named.contains(GROUP + group));
  }

  private String ofAgent(String agent) {
    return config.accounts().entrySet().stream()
        .filter(entry -> entry.getValue().agents().contains(agent))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(config.account());
  }

  private Optional<String> named(String asked) {
    if (asked.equals(config.account()) || config.accounts().containsKey(asked)) {
      return Optional.of(asked);
    }
    return config.accounts().entrySet().stream()
        .filter(entry -> entry.getValue().name().equals(asked))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private Config.AwsAccount said(String number) {
    return config.accounts().getOrDefault(number, Config.AwsAccount.NOTHING_SAID);
  }

  private String shown(String number) {
    return said(number).name().isEmpty() ? number : said(number).name();
  }

  private Set<String> known() {
    TreeSet<String> known = new TreeSet<>(config.accounts().keySet());
    known.add(config.account());
    TreeSet<String> shown = new TreeSet<>();
    known.forEach(number -> shown.add(shown(number)));
    return shown;
  }
}
