package dev.obstat.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// How people get in: one-time codes for the console, personal tokens for programs. Both need the
/// installation's own token, so they work for whoever owns the data directory.
final class AccessCommands {
  private AccessCommands() {}

  @Command(name = "signin", description = "Make a one-time code for signing in to the console.")
  static final class SigninCommand implements Callable<Integer> {
    @Mixin private Connection connection;
    @Mixin private Output output;

    @Parameters(paramLabel = "PERSON", description = "a user of the catalog")
    private String person;

    @Override
    public Integer call() {
      ObjectNode body = Api.JSON.createObjectNode().put("person", person);
      return output.print(
          connection.api().post("/api/signin-codes", body),
          (code, out) -> {
            out.println("open  " + code.path("url").asText());
            out.println("good for one use until " + Shown.moment(code.path("expires").asText()));
          });
    }
  }

  @Command(
      name = "passkeys",
      description = "Remove all passkeys of a person who lost them; they enrol new ones.")
  static final class PasskeysCommand implements Callable<Integer> {
    @Mixin private Connection connection;
    @Mixin private Output output;

    @Option(names = "--forget", required = true, paramLabel = "PERSON", description = "whose")
    private String person;

    @Override
    public Integer call() {
      ObjectNode body = Api.JSON.createObjectNode().put("person", person);
      return output.print(
          connection.api().post("/api/forgotten-passkeys", body),
          (answer, out) -> out.println("removed " + answer.path("removed").asInt()));
    }
  }

  @Command(name = "token", description = "Make a personal token, for commands with `--as PERSON`.")
  static final class TokenCommand implements Callable<Integer> {
    @Mixin private Connection connection;
    @Mixin private Output output;

    @Parameters(paramLabel = "PERSON", description = "a user of the catalog")
    private String person;

    @Option(
        names = "--hours",
        defaultValue = "8",
        paramLabel = "N",
        description = "it is good for this long (default: ${DEFAULT-VALUE})")
    private int hours;

    @Option(
        names = "--name",
        defaultValue = "command line",
        paramLabel = "TEXT",
        description = "what it is for (default: ${DEFAULT-VALUE})")
    private String name;

    @Option(
        names = "--scope",
        split = ",",
        paramLabel = "SCOPE",
        description =
            "read, sessions, brakes, votes, ask, enforce; once or more (default: the first three,"
                + " and votes where tokens vote)")
    private List<String> scopes = List.of();

    @Override
    public Integer call() {
      ObjectNode body =
          Api.JSON.createObjectNode().put("person", person).put("name", name).put("hours", hours);
      ArrayNode asked = body.putArray("scopes");
      scopes.forEach(asked::add);
      JsonNode token = connection.api().post("/api/tokens", body);
      Path file = connection.directory().personalToken(person);
      write(file, token.path("token").asText());
      ObjectNode shown =
          Api.JSON
              .createObjectNode()
              .put("id", token.path("id").asText())
              .put("person", person)
              .put("file", file.toString())
              .put("expires", token.path("expires").asText());
      return output.print(
          shown,
          (_, out) ->
              out.println(
                  "wrote "
                      + file
                      + ", good until "
                      + Shown.moment(token.path("expires").asText())));
    }

    private static void write(Path file, String token) {
      try {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, token + "\n");
      } catch (IOException e) {
        throw new CommandFailed("cannot write `" + file + "`", e);
      }
    }
  }
}
