package dev.obstat.server;

import dev.obstat.console.NoticeChannels;
import dev.obstat.core.notice.Channel;
import dev.obstat.core.notice.Occasion;
import dev.obstat.notices.Courier;
import dev.obstat.notices.Sender;
import java.util.List;
import java.util.Optional;

/// Tells the console about the courier's channels.
record ConfiguredChannels(Courier courier) implements NoticeChannels {

  @Override
  public List<Standing> all() {
    return courier.channels().stream().map(this::standing).toList();
  }

  private Standing standing(Channel channel) {
    return new Standing(
        channel.name(),
        channel.occasions().stream().sorted().map(Occasion::word).toList(),
        channel.groups().stream().sorted().toList(),
        courier.trouble(channel.name()));
  }

  @Override
  public Optional<Trial> tryOut(String channel, String by) {
    return courier
        .tryOut(channel, by)
        .map(
            answer ->
                switch (answer) {
                  case Sender.Answer.Taken _ -> new Trial.Taken();
                  case Sender.Answer.NotTaken no -> new Trial.NotTaken(no.why());
                });
  }
}
