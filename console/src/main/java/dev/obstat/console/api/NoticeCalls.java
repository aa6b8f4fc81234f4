package dev.obstat.console.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.console.NoticeChannels;
import dev.obstat.console.signin.Visitor;

/// The channels by which people are told.
final class NoticeCalls {
  private final NoticeChannels channels;

  NoticeCalls(NoticeChannels channels) {
    this.channels = channels;
  }

  Api.Reply all() {
    ObjectNode answer = Json.object();
    ArrayNode all = answer.putArray("channels");
    for (NoticeChannels.Standing standing : channels.all()) {
      ObjectNode channel = all.addObject().put("name", standing.name());
      standing.occasions().forEach(channel.putArray("occasions")::add);
      standing.groups().forEach(channel.putArray("groups")::add);
      standing.trouble().ifPresent(trouble -> channel.put("trouble", trouble));
    }
    return Api.Reply.ok(answer);
  }

  Api.Reply tryOut(Visitor visitor, String channel) {
    NoticeChannels.Trial trial =
        channels
            .tryOut(channel, Api.person(visitor))
            .orElseThrow(
                () ->
                    new Refused(
                        404,
                        "there is no channel `"
                            + channel
                            + "` under `notices` in the configuration"));
    ObjectNode answer = Json.object();
    switch (trial) {
      case NoticeChannels.Trial.Taken _ -> answer.put("taken", true);
      case NoticeChannels.Trial.NotTaken(String why) -> answer.put("taken", false).put("why", why);
    }
    return Api.Reply.ok(answer);
  }
}
