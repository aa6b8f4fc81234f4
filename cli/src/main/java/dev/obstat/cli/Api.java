package dev.obstat.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// The server's HTTP API (docs/api.md), as one person.
final class Api {
  static final ObjectMapper JSON = new ObjectMapper();

  private final URI server;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  Api(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  URI server() {
    return server;
  }

  JsonNode get(String path) {
    return call("GET", path, HttpRequest.BodyPublishers.noBody());
  }

  JsonNode post(String path, ObjectNode body) {
    return call("POST", path, HttpRequest.BodyPublishers.ofString(body.toString()));
  }

  /// @return what the server says to it; empty where it says nothing
  JsonNode delete(String path) {
    return call("DELETE", path, HttpRequest.BodyPublishers.noBody());
  }

  /// An id that a person typed, as a part of a path.
  static String segment(String id) {
    if (id.matches("[A-Za-z0-9_-]{1,80}")) {
      return id;
    }
    throw new CommandFailed(
        "`" + Shown.safely(id) + "` is not an id: ids look like `r-…`, letters, digits and `-`");
  }

  private JsonNode call(String method, String path, HttpRequest.BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("authorization", "Bearer " + token)
            .header("content-type", "application/json")
            .method(method, body)
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new CommandFailed(reason(answer));
      }
      return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new CommandFailed(server + " did not answer as Obstat does", e);
    } catch (IOException e) {
      throw new CommandFailed("no server answers at " + server + ": start one with `obstat up`", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailed("interrupted", e);
    }
  }

  private static String reason(HttpResponse<String> answer) {
    try {
      JsonNode error = JSON.readTree(answer.body()).path("error");
      if (error.isTextual()) {
        return Shown.safely(error.asText());
      }
    } catch (JsonProcessingException _) {
      // Not an error of ours: said by its status below.
    }
    return "the server answered with status " + answer.statusCode();
  }
}
