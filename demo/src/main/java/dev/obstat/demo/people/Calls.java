package dev.obstat.demo.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Obstat's HTTP API (docs/api.md), called with one token.
final class Calls implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final URI console;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  Calls(URI console, String token) {
    this.console = console;
    this.token = token;
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  JsonNode get(String path) {
    return call("GET", path, HttpRequest.BodyPublishers.noBody());
  }

  JsonNode post(String path, ObjectNode body) {
    return call("POST", path, HttpRequest.BodyPublishers.ofString(body.toString()));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private JsonNode call(String method, String path, HttpRequest.BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(console.resolve(path))
            .timeout(LONGEST_WAIT)
            .header("authorization", "Bearer " + token)
            .header("content-type", "application/json")
            .method(method, body)
            .build();
    HttpResponse<String> answer;
    try {
      answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new CallRefused("Obstat does not answer at " + console + ": " + failure, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CallRefused("interrupted while asking Obstat", interrupted);
    }
    JsonNode told;
    try {
      told = JSON.readTree(answer.body());
    } catch (JsonProcessingException unreadable) {
      throw new CallRefused(
          "%s %s answered %d with what is no JSON".formatted(method, path, answer.statusCode()),
          unreadable);
    }
    if (answer.statusCode() >= 300) {
      throw new CallRefused(
          "%s %s: %s".formatted(method, path, told.path("error").asText("no reason given")));
    }
    return told;
  }
}
