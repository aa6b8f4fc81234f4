package dev.obstat.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Halt and resume, freeze and thaw.
final class BrakeCommands {
  private static final String SCOPES =
      "everything, agent:NAME, session:ID, service:NAME or stage:NAME";

  private BrakeCommands() {}

  @Command(name = "halt", description = "Nobody in scope may act until a person resumes.")
  static final class HaltCommand implements Callable<Integer> {
    @Mixin private Connection connection;
    @Mixin private Output output;

    @Parameters(arity = "0..1", defaultValue = "", paramLabel = "SCOPE", description = SCOPES)
    private String scope;

    @Option(names = "--all", description = "the same as `everything`")
    private boolean all;

    @Option(names = "--list", description = "only show the halts in force")
    private boolean list;

    @Option(names = "--why", defaultValue = "", paramLabel = "TEXT", description = "for the record")
    private String why;

    @Override
    public Integer call() {
      if (!list && !all && scope.isEmpty()) {
        throw output.misused("say what to halt: --all, or " + SCOPES);
      }
      Api api = connection.api();
      if (list) {
        return output.print(
            api.get("/api/halts"), (answer, out) -> lines(answer.path("halts"), out));
      }
      String named = all ? "everything" : scope;
      ObjectNode body = Api.JSON.createObjectNode().put("scope", named).put("why", why);
      return output.print(
          api.post("/api/halts", body),
          (answer, out) -> {
            line(answer.path("halt"), out);
            out.println(answer.path("running").size() + " already out when it took effect");
            answer
                .path("running")
                .forEach(
                    running ->
                        out.println(
                            "  "
                                + running.path("id").asText()
                                + "  "
                                + Shown.safely(running.path("operation").asText())));
            later(answer, out);
          });
    }
  }

  @Command(name = "resume", description = "End a halt: it takes two people.")
  static final class ResumeCommand implements Callable<Integer> {
    @Mixin private Connection connection;
    @Mixin private Output output;

    @Parameters(paramLabel = "HALT", description = "its id, from `obstat halt --list`")
    private String id;

    @Override
    public Integer call() {
      return output.print(
          connection.api().delete("/api/halts/" + Api.segment(id)),
          (answer, out) ->
              out.println(
                  answer.path("resumed").asBoolean()
                      ? "resumed " + id
                      : id + " stays until one more person resumes it"));
    }
  }

  @Command(name = "freeze", description = "No changes in scope for a time.")
  static final class FreezeCommand implements Callable<Integer> {
    @Mixin private Connection connection;
    @Mixin private Output output;

    @Parameters(arity = "0..1", defaultValue = "", paramLabel = "SCOPE", description = SCOPES)
    private String scope;

    @Option(names = "--list", description = "only show the freezes in force")
    private boolean list;

    @Option(
        names = "--for",
        defaultValue = "PT1H",
        paramLabel = "DURATION",
        description = "ISO 8601, from now (default: ${DEFAULT-VALUE})")
    private Duration length;

    @Option(names = "--why", defaultValue = "", paramLabel = "TEXT", description = "for the record")
    private String why;

    @Override
    public Integer call() {
      if (!list && scope.isEmpty()) {
        throw output.misused("say what to freeze: " + SCOPES);
      }
      Api api = connection.api();
      if (list) {
        return output.print(
            api.get("/api/freezes"), (answer, out) -> lines(answer.path("freezes"), out));
      }
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      ObjectNode body =
          Api.JSON
              .createObjectNode()
              .put("scope", scope)
              .put("why", why)
              .put("from", now.toString())
              .put("until", now.plus(length).toString());
      return output.print(
          api.post("/api/freezes", body), (answer, out) -> line(answer.path("freeze"), out));
    }
  }

  @Command(name = "thaw", description = "End a freeze.")
  static final class ThawCommand implements Callable<Integer> {
    @Mixin private Connection connection;
    @Mixin private Output output;

    @Parameters(paramLabel = "FREEZE", description = "its id, from `obstat freeze --list`")
    private String id;

    @Override
    public Integer call() {
      connection.api().delete("/api/freezes/" + Api.segment(id));
      return output.print(
          Api.JSON.createObjectNode().put("thawed", id), (_, out) -> out.println("thawed " + id));
    }
  }

  /// What no halt reaches: it has to be stopped where it is.
  private static void later(JsonNode answer, PrintWriter out) {
    JsonNode later = answer.path("later");
    if (later.isEmpty()) {
      return;
    }
    out.println(
        (answer.path("moreLater").asBoolean() ? "the latest " : "")
            + later.size()
            + " let through before that act later by themselves; the halt does not reach them:");
    for (JsonNode one : later) {
      JsonNode named = one.path("acts").isEmpty() ? one.path("roles") : one.path("acts");
      out.println(
          "  "
              + Shown.moment(one.path("at").asText())
              + "  "
              + Shown.safely(one.path("operation").asText())
              + "  "
              + Shown.safely(named.path(0).asText())
              + (named.size() > 1 ? " and " + (named.size() - 1) + " more" : "")
              + "  by "
              + Shown.safely(one.path("agent").asText()));
    }
  }

  private static void lines(JsonNode controls, PrintWriter out) {
    if (controls.isEmpty()) {
      out.println("none is in force");
    }
    controls.forEach(control -> line(control, out));
  }

  private static void line(JsonNode control, PrintWriter out) {
    String until = control.path("until").asText();
    out.println(
        control.path("id").asText()
            + "  "
            + Shown.safely(control.path("scope").asText())
            + "  by "
            + Shown.safely(control.path("by").asText())
            + (until.isEmpty() ? "" : "  until " + Shown.moment(until))
            + "  "
            + Shown.safely(control.path("why").asText()));
  }
}
