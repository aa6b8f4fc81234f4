package dev.obstat.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Personal tokens that are good: your own with `--as`, everybody's with the installation's own.
@Command(name = "tokens", description = "The personal tokens that are good, and ending them.")
final class TokensCommand implements Callable<Integer> {
  @Mixin private Connection connection;
  @Mixin private Output output;

  @Override
  public Integer call() {
    return output.print(
        connection.api().get("/api/tokens"),
        (answer, out) -> {
          if (answer.path("tokens").isEmpty()) {
            out.println("none is good");
          }
          answer.path("tokens").forEach(token -> out.println(line(token)));
        });
  }

  @Command(name = "revoke", description = "End a token at once.")
  int revoke(
      @Parameters(paramLabel = "ID", description = "as `obstat tokens` shows it") String id) {
    connection.api().delete("/api/tokens/" + Api.segment(id));
    return output.print(
        Api.JSON.createObjectNode().put("revoked", id),
        (_, out) -> out.println("revoked " + Shown.safely(id)));
  }

  private static String line(JsonNode token) {
    List<String> scopes = new ArrayList<>();
    token.path("scopes").forEach(scope -> scopes.add(scope.asText()));
    return "%s  %s  %s  until %s  %s"
        .formatted(
            token.path("id").asText(),
            Shown.safely(token.path("person").asText()),
            String.join(",", scopes),
            Shown.moment(token.path("expires").asText()),
            Shown.safely(token.path("name").asText()));
  }
}
