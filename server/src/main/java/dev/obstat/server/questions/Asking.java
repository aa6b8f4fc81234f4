package dev.obstat.server.questions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.catalogs.CatalogFiles;
import dev.obstat.catalogs.CatalogSource;
import dev.obstat.cli.CommandFailed;
import dev.obstat.cli.Connection;
import dev.obstat.cli.Output;
import dev.obstat.cli.Shown;
import dev.obstat.console.api.Question;
import dev.obstat.console.picture.PictureFailure;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.source.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where a question goes, and where its picture does.
final class Asking {
  @Mixin private Connection connection;
  @Mixin private Output output;

  @Option(
      names = "--catalog",
      paramLabel = "PATH",
      description =
          "ask these files instead of a server: Backstage files or a directory of them, or"
              + " terraform:PATH, kubernetes:PATH, csv:PATH; may be given again")
  private List<String> catalog = List.of();

  @Option(names = "--svg", paramLabel = "FILE", description = "write the picture too, as SVG")
  private String svg = "";

  @Option(names = "--png", paramLabel = "FILE", description = "write the picture too, as PNG")
  private String png = "";

  private record Wanted(Question.Picture picture, String file) {}

  /// Asks, writes the pictures and prints.
  ///
  /// @param question what to ask, with or without a picture
  /// @return the exit code
  int ask(QuestionOf question, BiConsumer<JsonNode, PrintWriter> forPeople) {
    List<Wanted> wanted = new ArrayList<>();
    if (!svg.isEmpty()) {
      wanted.add(new Wanted(Question.Picture.SVG, svg));
    }
    if (!png.isEmpty()) {
      wanted.add(new Wanted(Question.Picture.PNG, png));
    }
    if (wanted.isEmpty()) {
      wanted.add(new Wanted(Question.Picture.NONE, ""));
    }
    JsonNode answer = null;
    for (Wanted one : wanted) {
      answer = answer(question, one.picture());
      if (answer instanceof ObjectNode object && !one.file().isEmpty()) {
        write(one, object);
      }
    }
    if (answer == null) {
      throw new IllegalStateException("nothing was asked");
    }
    return output.print(
        answer,
        (json, out) -> {
          forPeople.accept(json, out);
          wanted.stream()
              .filter(one -> !one.file().isEmpty())
              .forEach(one -> out.println("picture    " + one.file()));
        });
  }

  /// A question that may ask for a picture too.
  interface QuestionOf {
    Question with(Question.Picture picture);
  }

  private JsonNode answer(QuestionOf question, Question.Picture picture) {
    Question asked = question.with(picture);
    if (catalog.isEmpty()) {
      return connection.get(asked.path());
    }
    try {
      return switch (asked.ask(files())) {
        case Question.Answer.Is is -> is.json();
        case Question.Answer.IsNot no -> throw new CommandFailed(Shown.safely(no.why()));
      };
    } catch (PictureFailure failure) {
      throw new CommandFailed(String.valueOf(failure.getMessage()), failure);
    }
  }

  private Catalog files() {
    List<CatalogSource> sources = catalog.stream().map(CatalogSource::parse).toList();
    return switch (CatalogFiles.read(sources)) {
      case CatalogFiles.Result.Loaded loaded -> loaded.catalog();
      case CatalogFiles.Result.Rejected no ->
          throw new CommandFailed(
              "the catalog does not hold together:\n"
                  + no.problems().stream()
                      .map(Problem::toString)
                      .map(Shown::safely)
                      .map(line -> "  " + line)
                      .collect(Collectors.joining("\n")));
    };
  }

  private static void write(Wanted wanted, ObjectNode answer) {
    String text = answer.remove("picture").asText();
    byte[] bytes =
        wanted.picture() == Question.Picture.PNG
            ? Base64.getDecoder().decode(text)
            : text.getBytes(StandardCharsets.UTF_8);
    try {
      Files.write(Path.of(wanted.file()), bytes);
    } catch (IOException e) {
      throw new CommandFailed("cannot write `" + wanted.file() + "`", e);
    }
  }
}
