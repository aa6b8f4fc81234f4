package dev.obstat.server.ledger;

import dev.obstat.cli.CommandFailed;
import dev.obstat.ledger.TileSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/// A log that a web server serves. Whatever it answers is only what it claims.
final class RemoteLog implements TileSource {
  /// More than the largest entry bundle: 256 entries of 65,535 bytes with their lengths.
  private static final int LIMIT = 17 * 1024 * 1024;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String address;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();

  /// @param address what stands before `/checkpoint`
  RemoteLog(String address) {
    this.address = address.endsWith("/") ? address : address + "/";
  }

  @Override
  public Optional<byte[]> read(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE).build();
      HttpResponse<InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        return switch (answer.statusCode()) {
          case 200 -> Optional.of(body.readNBytes(LIMIT));
          case 404 -> Optional.empty();
          default ->
              throw new CommandFailed(
                  "`%s` answered with status %d".formatted(address + path, answer.statusCode()));
        };
      }
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(
          "`%s` is not the address of a log, such as `http://127.0.0.1:8470/log`"
              .formatted(address),
          e);
    } catch (IOException e) {
      throw new CommandFailed("no log answers at `%s`: %s".formatted(address, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailed("interrupted", e);
    }
  }
}
