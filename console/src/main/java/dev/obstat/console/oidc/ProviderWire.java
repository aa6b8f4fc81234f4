package dev.obstat.console.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Talks to a provider: JSON in bounded time and size, without following redirects.
final class ProviderWire {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 512 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(SOON)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /// The provider did not answer as one does, and why, in a sentence.
  static final class NoAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    NoAnswer(String why) {
      super(why);
    }
  }

  /// @param status 200 mostly; an error of the protocol is JSON too
  record Said(int status, JsonNode json) {}

  Said get(URI address) throws NoAnswer {
    return send(request(address).GET().build());
  }

  /// @param authorization empty for none
  Said post(URI address, String form, String authorization) throws NoAnswer {
    HttpRequest.Builder request =
        request(address)
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    if (!authorization.isEmpty()) {
      request.header("authorization", authorization);
    }
    return send(request.build());
  }

  private static HttpRequest.Builder request(URI address) throws NoAnswer {
    if (!Provider.isSafe(address)) {
      throw new NoAnswer("`" + address + "` is not an address that secrets may be sent to");
    }
    return HttpRequest.newBuilder(address).timeout(SOON).header("accept", "application/json");
  }

  private Said send(HttpRequest request) throws NoAnswer {
    String where = request.uri().getScheme() + "://" + request.uri().getAuthority();
    try {
      HttpResponse<InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
          throw new NoAnswer(where + " answered with more than " + MOST_BYTES + " bytes");
        }
        return new Said(
            answer.statusCode(), JSON.readTree(new String(bytes, StandardCharsets.UTF_8)));
      }
    } catch (JsonProcessingException _) {
      throw new NoAnswer(where + " did not answer in JSON");
    } catch (IOException e) {
      throw new NoAnswer(where + " cannot be reached: " + e.getClass().getSimpleName());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new NoAnswer("interrupted");
    }
  }
}
