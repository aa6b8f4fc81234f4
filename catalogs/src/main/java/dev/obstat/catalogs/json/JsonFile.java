package dev.obstat.catalogs.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.obstat.catalogs.yaml.Yaml;
import dev.obstat.catalogs.yaml.YamlFile;
import dev.obstat.core.source.Position;
import dev.obstat.core.source.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads one JSON document. Whatever the text, the answer is one of the two results.
public final class JsonFile {
  /// Deepest nesting.
  public static final int DEEPEST = 100;

  /// Most values in one document.
  public static final int MOST_VALUES = 2_000_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final String file;
  private final JsonParser parser;
  private int values;

  private JsonFile(String file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /// @param name the file's name, for positions
  public static YamlFile.Result read(String name, String text) {
    if (text.length() > YamlFile.LARGEST) {
      return rejected(
          Position.whole(name), "larger than " + YamlFile.LARGEST + " characters: split it");
    }
    try (JsonParser parser = JSON.createParser(text)) {
      JsonFile file = new JsonFile(name, parser);
      if (parser.nextToken() == null) {
        return new YamlFile.Result.Read(List.of());
      }
      Yaml document = file.value();
      if (parser.nextToken() != null) {
        return rejected(file.at(), "a second JSON document begins here: one file is one document");
      }
      return new YamlFile.Result.Read(List.of(document));
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      return rejected(
          at == null ? Position.whole(name) : new Position(name, at.getLineNr(), at.getColumnNr()),
          "not JSON: " + firstLine(String.valueOf(e.getOriginalMessage())));
    } catch (TooMany tooMany) {
      return rejected(Position.whole(name), "more than " + MOST_VALUES + " values: split it");
    } catch (IOException impossible) {
      throw new IllegalStateException("a text in memory can be read", impossible);
    }
  }

  /// The value that begins at the token. The parser bounds the depth, so recursion is safe.
  private Yaml value() throws IOException {
    if (++values > MOST_VALUES) {
      throw new TooMany();
    }
    Position at = at();
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        List<Yaml.Member> members = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          Position keyAt = at();
          String key = parser.currentName();
          parser.nextToken();
          members.add(new Yaml.Member(keyAt, key, value()));
        }
        yield new Yaml.Mapping(at, members);
      }
      case START_ARRAY -> {
        List<Yaml> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value());
        }
        yield new Yaml.Sequence(at, items);
      }
      case VALUE_STRING -> new Yaml.Scalar(at, parser.getText(), Yaml.Style.QUOTED);
      default -> new Yaml.Scalar(at, parser.getText(), Yaml.Style.PLAIN);
    };
  }

  private Position at() {
    JsonLocation at = parser.currentTokenLocation();
    return new Position(file, at.getLineNr(), at.getColumnNr());
  }

  private static YamlFile.Result rejected(Position at, String message) {
    return new YamlFile.Result.Rejected(List.of(new Problem(at, message)));
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("it cannot be read").strip();
  }

  /// More values than are read.
  private static final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMany() {
      super(null, null, false, false);
    }
  }
}
