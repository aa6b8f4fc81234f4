package dev.obstat.server;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.catalogs.CatalogFiles;
import dev.obstat.catalogs.CatalogSource;
import dev.obstat.cli.CommandFailed;
import dev.obstat.cli.DataDirectory;
import dev.obstat.cli.ExitCode;
import dev.obstat.cli.Output;
import dev.obstat.cli.Shown;
import dev.obstat.gateways.aws.model.AwsModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What the catalog is worth, and a first one for teams that have none.
@Command(name = "catalog", description = "Check a catalog, or draft a first one.")
final class CatalogCommand {
  private static final int MOST_SHOWN = 20;

  @Mixin private Output output;
  @Spec private CommandSpec spec;

  @Command(
      name = "check",
      description = {
        "Whether the files hold together, and which real resources they miss.",
        "With a data directory: what share of the recorded actions in production hit targets that"
            + " no entity matches. Exit code 1 when the files do not hold together."
      })
  int check(
      @Parameters(
              arity = "1..*",
              paramLabel = "PATH",
              description = "Backstage files, terraform:PATH, kubernetes:PATH, csv:PATH")
          List<String> paths,
      @Option(
              names = "--data",
              paramLabel = "DIR",
              defaultValue = "",
              description = "look at the actions recorded there")
          String data) {
    return switch (CatalogFiles.read(paths.stream().map(CatalogSource::parse).toList())) {
      case CatalogFiles.Result.Rejected no -> {
        ObjectNode answer = new JsonMapper().createObjectNode().put("holds", false);
        ArrayNode problems = answer.putArray("problems");
        no.problems().forEach(problem -> problems.add(problem.toString()));
        output.print(
            answer,
            (json, out) ->
                json.path("problems").forEach(line -> out.println(Shown.safely(line.asText()))));
        yield ExitCode.FAILED;
      }
      case CatalogFiles.Result.Loaded loaded -> {
        CatalogCheck check = CatalogCheck.of(loaded.catalog());
        if (!data.isEmpty()) {
          check = check.with(new DataDirectory(Path.of(data).toAbsolutePath()), loaded.catalog());
        }
        ObjectNode answer = check.json();
        ArrayNode notes = answer.putArray("notes");
        loaded.notes().forEach(note -> notes.add(note.toString()));
        yield output.print(answer, (json, out) -> CatalogCheck.print(json, out, MOST_SHOWN));
      }
    };
  }

  @Command(
      name = "draft",
      description = {
        "Propose a catalog of Backstage entities from what is really used.",
        "Who calls what in CloudTrail becomes components and the resources they depend on. Nothing in"
            + " it is known to be right: people read and complete it."
      })
  int draft(
      @Parameters(arity = "1..*", paramLabel = "CLOUDTRAIL", description = "files or directories")
          List<Path> trails,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              defaultValue = "",
              description = "a new file (default: standard output)")
          String file) {
    CatalogDraft draft = new CatalogDraft(AwsModels.load());
    new Trails(spec.commandLine().getErr()).read(trails, draft::add);
    String text = draft.yaml();
    PrintWriter out = output.out();
    if (file.isEmpty()) {
      out.print(text);
      out.flush();
      return ExitCode.DONE;
    }
    try {
      Files.writeString(Path.of(file), text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailed("`" + file + "` is there already: nothing was written", e);
    } catch (IOException e) {
      throw new CommandFailed("cannot write `" + file + "`", e);
    }
    out.println("wrote " + file);
    out.flush();
    return ExitCode.DONE;
  }
}
