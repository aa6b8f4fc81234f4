package dev.obstat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obstat.cli.DataDirectory;
import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Fact;
import dev.obstat.storage.SqliteJournal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// A real server on free ports, with calls of its API and clients of its gateway.
final class Installed implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String OWNER = "olga";

  final Obstat obstat;
  private final HttpClient http = HttpClient.newHttpClient();

  private Installed(Obstat obstat) {
    this.obstat = obstat;
  }

  static Obstat.Start tryStart(Settings settings, Path data) {
    return Wiring.start(
        settings.config(), new DataDirectory(data.toAbsolutePath()), OWNER, Clock.systemUTC());
  }

  static Installed start(Settings settings, Path data) {
    return switch (tryStart(settings, data)) {
      case Obstat.Start.Started started -> new Installed(started.obstat());
      case Obstat.Start.Refused refused ->
          throw new AssertionError("it did not start: " + refused.reasons());
    };
  }

  /// The sentences with which it refuses to start.
  static String refusal(Settings settings, Path data) {
    return switch (tryStart(settings, data)) {
      case Obstat.Start.Refused refused -> String.join("\n", refused.reasons());
      case Obstat.Start.Started started -> {
        started.obstat().close();
        throw new AssertionError("it started");
      }
    };
  }

  /// What a stopped installation recorded, in order.
  static List<Fact> facts(Path data) {
    return switch (SqliteJournal.open(data, Clock.systemUTC())) {
      case SqliteJournal.Answer.Refused no -> throw new AssertionError(no.why());
      case SqliteJournal.Answer.Opened opened -> {
        try (SqliteJournal journal = opened.journal()) {
          yield journal.read(books -> books.entries(0, 1_000)).stream().map(Entry::fact).toList();
        }
      }
    };
  }

  URI console(String path) {
    return URI.create(obstat.consoleAddress() + path);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  JsonNode get(String path) {
    return call("GET", path, null, obstat.adminToken());
  }

  JsonNode post(String path, String json) {
    return call("POST", path, json, obstat.adminToken());
  }

  JsonNode postAs(String person, String path, String json) {
    String token =
        post("/api/tokens", "{\"person\":\"%s\",\"hours\":1}".formatted(person))
            .path("token")
            .asText();
    return call("POST", path, json, token);
  }

  private JsonNode call(String method, String path, @Nullable String json, String token) {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(console(path))
                .header("authorization", "Bearer " + token)
                .header("content-type", "application/json")
                .method(
                    method,
                    json == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(json)));
    assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isLessThan(300);
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  JsonNode session(String agent, String intent) {
    return post(
        "/api/sessions",
        "{\"agent\":\"%s\",\"intent\":\"%s\",\"minutes\":10}".formatted(agent, intent));
  }

  /// An agent's client, as the AWS SDK makes it.
  static S3Client s3(JsonNode session) {
    JsonNode aws = session.path("aws");
    return S3Client.builder()
        .endpointOverride(URI.create(aws.path("endpoint").asText()))
        .region(Region.of(aws.path("region").asText()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    aws.path("accessKeyId").asText(), aws.path("secretAccessKey").asText())))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  @Override
  public void close() {
    http.close();
    obstat.close();
  }
}
