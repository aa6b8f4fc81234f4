package dev.obstat.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.obstat.cli.DataDirectory;
import dev.obstat.server.ledger.LedgerCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/// What `obstat ledger verify` found in a data directory. It is that very command that is run.
///
/// @param verdict in a sentence
record LedgerCheck(boolean verified, long entries, String verdict) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static LedgerCheck of(DataDirectory directory) {
    StringWriter printed = new StringWriter();
    StringWriter errors = new StringWriter();
    new CommandLine(new LedgerCommand())
        .setOut(new PrintWriter(printed))
        .setErr(new PrintWriter(errors))
        .setExecutionExceptionHandler(
            (failure, command, _) -> {
              command.getErr().println(failure.getMessage());
              return CommandLine.ExitCode.SOFTWARE;
            })
        .execute("verify", "--data", directory.path().toString(), "--json");
    if (printed.toString().isBlank()) {
      return new LedgerCheck(false, 0, "could not be verified: " + errors.toString().strip());
    }
    try {
      JsonNode found = JSON.readTree(printed.toString());
      return new LedgerCheck(
          found.path("verified").asBoolean(false),
          found.path("entries").asLong(),
          found.path("verdict").asText());
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("`ledger verify --json` printed no JSON", unreadable);
    }
  }
}
