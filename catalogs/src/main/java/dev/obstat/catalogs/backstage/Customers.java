package dev.obstat.catalogs.backstage;

import dev.obstat.core.catalog.Figure;
import dev.obstat.core.catalog.Segment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many customers a service has: a number, or segments with a number each.
///
/// @param others those in no segment
record Customers(Figure others, List<Segment> segments) {
  private static final Pattern SEGMENT = Pattern.compile("([a-z][a-z0-9-]{0,62})=(-?[0-9]+)");
  private static final int MOST_SEGMENTS = 100;

  Customers {
    segments = List.copyOf(segments);
  }

  /// Reads `41000`, or `retail=41000, partners=200`.
  static Quantities.Answer<Customers> read(String text) {
    if (text.indexOf('=') < 0) {
      return switch (Quantities.customers(text)) {
        case Quantities.Answer.Is<Figure>(Figure figure) ->
            new Quantities.Answer.Is<>(new Customers(figure, List.of()));
        case Quantities.Answer.IsNot<Figure>(String why) -> new Quantities.Answer.IsNot<>(why);
      };
    }
    String[] parts = text.split(",", -1);
    if (parts.length > MOST_SEGMENTS) {
      return new Quantities.Answer.IsNot<>("has more than " + MOST_SEGMENTS + " segments");
    }
    List<Segment> segments = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String part : parts) {
      Matcher matcher = SEGMENT.matcher(part.strip());
      if (!matcher.matches()) {
        return new Quantities.Answer.IsNot<>(
            "is not a list of segments: write names and numbers, as in `retail=41000, partners=200`");
      }
      if (!names.add(matcher.group(1))) {
        return new Quantities.Answer.IsNot<>("names the segment `" + matcher.group(1) + "` twice");
      }
      switch (Quantities.customers(matcher.group(2))) {
        case Quantities.Answer.Is<Figure>(Figure.Stated stated) ->
            segments.add(new Segment(matcher.group(1), stated.amount()));
        case Quantities.Answer.Is<Figure> _ ->
            throw new IllegalStateException("a number of customers is one number");
        case Quantities.Answer.IsNot<Figure>(String why) -> {
          return new Quantities.Answer.IsNot<>(why);
        }
      }
    }
    return new Quantities.Answer.Is<>(new Customers(Figure.of(0), segments));
  }
}
