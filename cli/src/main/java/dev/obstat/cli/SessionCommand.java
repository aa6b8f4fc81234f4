package dev.obstat.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Open, look at and end the sessions of agents.
@Command(name = "session", description = "Open, look at and end the sessions of agents.")
final class SessionCommand {
  @Mixin private Connection connection;
  @Mixin private Output output;

  @Command(name = "open", description = "Open a session and print its credentials.")
  int open(
      @Option(names = "--agent", required = true, paramLabel = "NAME") String agent,
      @Option(names = "--intent", required = true, paramLabel = "TEXT") String intent,
      @Option(
              names = "--account",
              defaultValue = "",
              paramLabel = "NAME",
              description = "where its actions take effect (default: what the agent's name says)")
          String account,
      @Option(names = "--minutes", defaultValue = "60", paramLabel = "N") int minutes) {
    JsonNode session =
        connection.api().post("/api/sessions", request(agent, intent, account, minutes));
    return output.print(session, SessionCommand::credentials);
  }

  @Command(name = "list", description = "The latest sessions, newest first.")
  int list() {
    JsonNode sessions = connection.api().get("/api/sessions");
    return output.print(
        sessions,
        (found, out) -> {
          if (found.path("sessions").isEmpty()) {
            out.println("there was none yet");
          }
          found.path("sessions").forEach(session -> line(session, out));
        });
  }

  @Command(name = "show", description = "One session, with what it has used up.")
  int show(@Parameters(paramLabel = "ID") String id) {
    return output.print(
        connection.api().get("/api/sessions/" + Api.segment(id)),
        (session, out) -> {
          line(session, out);
          out.println("intent    " + Shown.safely(session.path("intent").asText()));
          out.println("so far    " + RunSummary.words(session.path("use")));
          RunSummary.tunnels(session, "          ", out);
        });
  }

  @Command(name = "close", description = "End a session as intended.")
  int close(@Parameters(paramLabel = "ID") String id) {
    return output.print(
        connection
            .api()
            .post("/api/sessions/" + Api.segment(id) + "/close", Api.JSON.createObjectNode()),
        SessionCommand::line);
  }

  @Command(name = "revoke", description = "End a session at once.")
  int revoke(
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--why", required = true, paramLabel = "TEXT") String why) {
    ObjectNode body = Api.JSON.createObjectNode().put("why", why);
    return output.print(
        connection.api().post("/api/sessions/" + Api.segment(id) + "/revoke", body),
        SessionCommand::line);
  }

  static ObjectNode request(String agent, String intent, String account, int minutes) {
    return Api.JSON
        .createObjectNode()
        .put("agent", agent)
        .put("intent", intent)
        .put("account", account)
        .put("minutes", minutes);
  }

  private static void line(JsonNode session, PrintWriter out) {
    out.printf(
        "%s  %-8s  %s operated by %s%s, until %s%n",
        session.path("id").asText(),
        session.path("standing").asText(),
        Shown.safely(session.path("agent").asText()),
        Shown.safely(session.path("operator").asText()),
        session.path("account").asText().isEmpty()
            ? ""
            : " in " + Shown.safely(session.path("account").asText()),
        Shown.moment(session.path("expires").asText()));
  }

  private static void credentials(JsonNode session, PrintWriter out) {
    JsonNode aws = session.path("aws");
    out.println(
        "# session "
            + session.path("id").asText()
            + ", until "
            + Shown.moment(session.path("expires").asText()));
    out.println("export AWS_ENDPOINT_URL=" + aws.path("endpoint").asText());
    out.println("export AWS_REGION=" + aws.path("region").asText());
    out.println("export AWS_DEFAULT_REGION=" + aws.path("region").asText());
    out.println("export AWS_ACCESS_KEY_ID=" + aws.path("accessKeyId").asText());
    out.println("export AWS_SECRET_ACCESS_KEY=" + aws.path("secretAccessKey").asText());
    out.println("export AWS_EC2_METADATA_DISABLED=true");
    out.println("unset AWS_PROFILE AWS_SESSION_TOKEN");
  }
}
