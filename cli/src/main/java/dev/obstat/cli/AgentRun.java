package dev.obstat.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One run of an agent's command: the child process, and the session that ends with it, also when
/// this program is told to stop first.
final class AgentRun {
  /// What a shell answers for a command that cannot be started.
  static final int NOT_STARTED = 127;

  private static final int SECONDS_TO_END = 3;

  private final Api api;
  private final String path;
  private final Home home;
  private final Output output;
  private final Thread stopping = new Thread(this::stop, "stop");
  private volatile @Nullable Process child;
  private boolean closed;
  private Optional<JsonNode> asClosed = Optional.empty();

  /// @param session the answer of `POST /api/sessions`
  /// @param output as JSON: then the child's own output goes to standard error
  AgentRun(Api api, JsonNode session, Home home, Output output) {
    this.api = api;
    this.path = "/api/sessions/" + session.path("id").asText();
    this.home = home;
    this.output = output;
    Runtime.getRuntime().addShutdownHook(stopping);
  }

  /// @return the child's exit code
  int run(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    if (output.isJson()) {
      builder.redirectOutput(ProcessBuilder.Redirect.PIPE);
    }
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      Process started = builder.start();
      child = started;
      if (output.isJson()) {
        pass(started);
      }
      return started.waitFor();
    } catch (IOException e) {
      PrintWriter err = output.err();
      err.println(
          "obstat: cannot run `"
              + Shown.safely(command.getFirst())
              + "`: it is not there, or cannot be executed");
      err.flush();
      return NOT_STARTED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailed("interrupted", e);
    }
  }

  private static void pass(Process started) throws IOException {
    try (InputStream said = started.getInputStream()) {
      said.transferTo(System.err);
    }
  }

  /// Ends the session and leaves the home; asked again, it answers the same.
  ///
  /// @return the session as it ended; empty when the server did not answer
  synchronized Optional<JsonNode> close() {
    if (!closed) {
      closed = true;
      asClosed = end();
      try {
        Runtime.getRuntime().removeShutdownHook(stopping);
      } catch (IllegalStateException _) {
        // It is running already, and finds the session closed.
      }
      home.leave();
    }
    return asClosed;
  }

  private Optional<JsonNode> end() {
    try {
      return Optional.of(api.post(path + "/close", Api.JSON.createObjectNode()));
    } catch (CommandFailed unreachable) {
      return Optional.empty();
    }
  }

  /// A child that was told to stop together with this program has a moment; then it is ended.
  private void stop() {
    Process running = child;
    try {
      if (running != null && !running.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        running.destroy();
        if (!running.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
          running.destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }
}
