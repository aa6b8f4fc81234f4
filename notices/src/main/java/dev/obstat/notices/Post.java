package dev.obstat.notices;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/// Posts JSON to one address. Follows no redirect: where a message goes is said by the
/// configuration alone. The address is a secret with most chats, and in no answer.
final class Post {
  /// For the connection, and for the answer.
  static final Duration BOUND = Duration.ofSeconds(10);

  /// However long a server asks to be left alone.
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  private final HttpClient client;
  private final URI address;

  Post(URI address) {
    this.address = address;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(BOUND)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(ProxySelector.getDefault())
            .build();
  }

  Sender.Answer send(String json, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(BOUND)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    headers.forEach(request::header);
    try {
      HttpResponse<Void> response =
          client.send(request.build(), HttpResponse.BodyHandlers.discarding());
      int status = response.statusCode();
      return status >= 200 && status < 300
          ? new Sender.Answer.Taken()
          : new Sender.Answer.NotTaken("it answered HTTP " + status, notBefore(response));
    } catch (IOException e) {
      return new Sender.Answer.NotTaken(
          "it cannot be reached (" + e.getClass().getSimpleName() + ")", Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Sender.Answer.NotTaken("it was interrupted", Duration.ZERO);
    }
  }

  /// `Retry-After` in seconds (RFC 9110, section 10.2.3); a date is not looked at.
  private static Duration notBefore(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("retry-after")
        .filter(value -> value.matches("\\d{1,6}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait)
        .orElse(Duration.ZERO);
  }
}
