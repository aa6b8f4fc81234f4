package dev.obstat.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obstat.cli.Commands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/// A command line as a person typed it: its exit code and what it printed.
record Typed(int exit, String out, String err) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Typed obstat(String... arguments) {
    CommandLine root = Main.commandLine();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    root.setOut(new PrintWriter(out));
    root.setErr(new PrintWriter(err));
    int exit = Commands.run(root, arguments);
    return new Typed(exit, out.toString(), err.toString());
  }

  /// Standard output, which has to be one JSON document.
  JsonNode json() {
    try {
      List<JsonNode> documents = JSON.readerFor(JsonNode.class).<JsonNode>readValues(out).readAll();
      if (documents.size() == 1) {
        return documents.getFirst();
      }
      throw new AssertionError(documents.size() + " documents: " + out + err);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + out + err, e);
    }
  }
}
