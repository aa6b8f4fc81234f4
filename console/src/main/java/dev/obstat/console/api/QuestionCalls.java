package dev.obstat.console.api;

import dev.obstat.console.picture.PictureFailure;
import dev.obstat.core.catalog.Catalog;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// What people ask of the catalog in force.
final class QuestionCalls {
  private static final int MOST_TARGETS = 1_000;

  private final Supplier<Catalog> catalog;

  QuestionCalls(Supplier<Catalog> catalog) {
    this.catalog = catalog;
  }

  Api.Reply impact(String query) {
    return answer(new Question.Impact(values(query, "target"), picture(query, "target")));
  }

  Api.Reply outage(String query) {
    return answer(
        new Question.Outage(
            value(query, "place", "", Set.of("place", "hours", "picture")),
            value(query, "hours", "1", Set.of("place", "hours", "picture")),
            picture(query, "place", "hours")));
  }

  Api.Reply concentration(String query) {
    return answer(new Question.Concentration(picture(query)));
  }

  private Api.Reply answer(Question question) {
    try {
      return switch (question.ask(catalog.get())) {
        case Question.Answer.Is is -> Api.Reply.ok(is.json());
        case Question.Answer.IsNot no -> throw new Refused(400, no.why());
      };
    } catch (PictureFailure failure) {
      throw new Refused(500, "the server cannot paint pictures: ask for `picture=svg`");
    }
  }

  private static Question.Picture picture(String query, String... others) {
    List<String> known = new ArrayList<>(List.of(others));
    known.add("picture");
    String wanted = value(query, "picture", "", Set.copyOf(known));
    return switch (wanted) {
      case "" -> Question.Picture.NONE;
      case "svg" -> Question.Picture.SVG;
      case "png" -> Question.Picture.PNG;
      default -> throw new Refused(400, "`picture` is `svg` or `png`");
    };
  }

  private static List<String> values(String query, String name) {
    List<String> found = read(query, Set.of(name, "picture")).getOrDefault(name, List.of());
    if (found.size() > MOST_TARGETS) {
      throw new Refused(400, "at most " + MOST_TARGETS + " times `" + name + "`");
    }
    return found;
  }

  private static String value(String query, String name, String otherwise, Set<String> known) {
    List<String> found = read(query, known).getOrDefault(name, List.of());
    if (found.size() > 1) {
      throw new Refused(400, "`" + name + "` is given twice");
    }
    return found.isEmpty() ? otherwise : found.getFirst();
  }

  private static Map<String, List<String>> read(String query, Set<String> known) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    if (query.isEmpty()) {
      return values;
    }
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (!known.contains(name)) {
        throw new Refused(400, "nothing here is named `" + name + "`");
      }
      values.computeIfAbsent(name, _ -> new ArrayList<>()).add(decoded(pair, equals));
    }
    return values;
  }

  private static String decoded(String pair, int equals) {
    try {
      return equals < 0
          ? ""
          : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw new Refused(400, "`" + pair + "` is not percent-encoded as it should be");
    }
  }
}
