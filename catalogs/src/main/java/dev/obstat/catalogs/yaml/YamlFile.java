package dev.obstat.catalogs.yaml;

import dev.obstat.core.source.Position;
import dev.obstat.core.source.Problem;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/// Reads one file with any number of YAML documents. Whatever the text, the answer is one of the
/// two results.
public final class YamlFile {
  /// Largest file, in UTF-16 units: 10 MB of plain text.
  public static final int LARGEST = 10_000_000;

  /// Deepest nesting.
  public static final int DEEPEST = 50;

  /// Most aliases to lists and mappings in one document.
  public static final int MOST_ALIASES = 100;

  private YamlFile() {}

  /// What became of a file.
  public sealed interface Result {

    /// The documents that are not empty, in their order.
    record Read(List<Yaml> documents) implements Result {
      public Read {
        documents = List.copyOf(documents);
      }
    }

    /// Nothing of the file is used.
    record Rejected(List<Problem> problems) implements Result {
      public Rejected {
        problems = List.copyOf(problems);
      }
    }
  }

  /// @param name the file's name, for positions
  public static Result read(String name, String text) {
    if (text.length() > LARGEST) {
      return rejected(Position.whole(name), "larger than " + LARGEST + " characters: split it");
    }
    Located located = new Located(name);
    try {
      List<Yaml> documents = new ArrayList<>();
      Composer composer = composer(text);
      while (composer.checkNode()) {
        Node node = composer.getNode();
        Yaml document = located.convert(node);
        if (!(document instanceof Yaml.Scalar scalar && scalar.isNothing())) {
          documents.add(document);
        }
      }
      return located.problems().isEmpty()
          ? new Result.Read(documents)
          : new Result.Rejected(located.problems());
    } catch (Located.TooMuch tooMuch) {
      return rejected(tooMuch.at(), tooMuch.what());
    } catch (MarkedYAMLException e) {
      return rejected(located.position(e), "not YAML: " + said(e));
    } catch (ReaderException e) {
      return rejected(
          place(name, text, e.getPosition()),
          "the character U+" + "%04X".formatted(e.getCodePoint()) + " cannot stand in YAML");
    } catch (YAMLException e) {
      return rejected(
          Position.whole(name), "not YAML: " + firstLine(String.valueOf(e.getMessage())));
    }
  }

  private static Composer composer(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setCodePointLimit(LARGEST);
    options.setAllowRecursiveKeys(false);
    options.setProcessComments(false);
    return new Composer(
        new ParserImpl(new StreamReader(new StringReader(text)), options), new Resolver(), options);
  }

  private static Result rejected(Position at, String message) {
    return new Result.Rejected(List.of(new Problem(at, message)));
  }

  private static String said(MarkedYAMLException e) {
    String problem = e.getProblem();
    String context = e.getContext();
    if (problem == null) {
      return "it cannot be read here";
    }
    return context == null ? firstLine(problem) : firstLine(context) + ": " + firstLine(problem);
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("it cannot be read").strip();
  }

  private static Position place(String name, String text, int codePoint) {
    int end = Math.min(text.length(), codePoint);
    String before = text.substring(0, end);
    int line = 1 + (int) before.chars().filter(letter -> letter == '\n').count();
    return new Position(name, line, end - before.lastIndexOf('\n'));
  }
}
