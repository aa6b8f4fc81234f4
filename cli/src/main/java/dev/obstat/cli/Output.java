package dev.obstat.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.function.BiConsumer;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How a command prints: for people, or as JSON.
public final class Output {
  @Option(
      names = "--json",
      scope = CommandLine.ScopeType.INHERIT,
      description = "print one JSON document")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  public boolean isJson() {
    return json;
  }

  public PrintWriter out() {
    return command.commandLine().getOut();
  }

  /// For what is said beside the output.
  PrintWriter err() {
    return command.commandLine().getErr();
  }

  /// The command line does not say what it should; to be thrown.
  CommandLine.ParameterException misused(String why) {
    return new CommandLine.ParameterException(command.commandLine(), why);
  }

  /// @return [ExitCode#DONE]
  public int print(JsonNode answer, BiConsumer<JsonNode, PrintWriter> forPeople) {
    PrintWriter out = out();
    if (json) {
      out.println(pretty(answer));
    } else {
      forPeople.accept(answer, out);
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static String pretty(JsonNode answer) {
    try {
      return Api.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new CommandFailed("the answer cannot be printed", e);
    }
  }
}
