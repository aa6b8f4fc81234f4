package dev.obstat.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Two channels, one of which takes nothing.
public final class TestChannels implements NoticeChannels {
  public final List<String> tried = new ArrayList<>();

  @Override
  public List<Standing> all() {
    return List.of(
        new Standing("mail", List.of("review", "halt"), List.of("platform"), Optional.empty()),
        new Standing("chat", List.of("review"), List.of(), Optional.of("it answered HTTP 404")));
  }

  @Override
  public Optional<Trial> tryOut(String channel, String by) {
    tried.add(channel + " by " + by);
    return switch (channel) {
      case "mail" -> Optional.of(new Trial.Taken());
      case "chat" -> Optional.of(new Trial.NotTaken("it answered HTTP 404"));
      default -> Optional.empty();
    };
  }
}
