package dev.obstat.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// Which server a command talks to, and as whom.
public final class Connection {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      defaultValue = "",
      description = "the installation's data directory (default: $OBSTAT_DATA, or the user's own)")
  private String data;

  @Option(
      names = "--server",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      defaultValue = "",
      description =
          "the console's address (default: $OBSTAT_URL, or the server of the data directory)")
  private String server;

  @Option(
      names = "--as",
      paramLabel = "PERSON",
      scope = ScopeType.INHERIT,
      defaultValue = "",
      description = "act with that person's token (made by `obstat token PERSON`)")
  private String person;

  /// What the server answers to `GET`.
  public JsonNode get(String path) {
    return api().get(path);
  }

  DataDirectory directory() {
    return DataDirectory.of(data, System.getenv());
  }

  Api api() {
    return new Api(address(), token());
  }

  private URI address() {
    String named = server.isEmpty() ? System.getenv().getOrDefault("OBSTAT_URL", "") : server;
    if (!named.isEmpty()) {
      return address(named);
    }
    Path file = directory().serverFile();
    try {
      JsonNode written = Api.JSON.readTree(Files.readString(file));
      return URI.create(written.path("console").asText());
    } catch (IOException e) {
      throw new CommandFailed(
          "no server is running on `" + directory().path() + "`: start one with `obstat up`", e);
    }
  }

  private static URI address(String named) {
    try {
      URI address = new URI(named);
      if (address.getHost() != null && Set.of("http", "https").contains(address.getScheme())) {
        return address;
      }
    } catch (URISyntaxException _) {
      // Said below.
    }
    throw new CommandFailed(
        "`"
            + Shown.safely(named)
            + "` is not a server's address: it looks like"
            + " `http://127.0.0.1:8470`");
  }

  private String token() {
    if (person.isEmpty()) {
      String given = System.getenv().getOrDefault("OBSTAT_TOKEN", "");
      return given.isEmpty()
          ? read(directory().adminToken(), "start a server with `obstat up`")
          : given;
    }
    return read(directory().personalToken(person), "make one with `obstat token " + person + "`");
  }

  private static String read(Path file, String otherwise) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CommandFailed("no token in `" + file + "`: " + otherwise, e);
    }
  }
}
