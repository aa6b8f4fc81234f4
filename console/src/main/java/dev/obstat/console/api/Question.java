package dev.obstat.console.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.console.CatalogSurroundings;
import dev.obstat.console.page.ImpactPicture;
import dev.obstat.console.page.QuestionPictures;
import dev.obstat.console.picture.PngDrawing;
import dev.obstat.console.picture.Shape;
import dev.obstat.console.picture.SvgDrawing;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.questions.Place;
import dev.obstat.core.questions.Without;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// A question about a catalog, as people write it, with its answer in JSON: asked of a server, or
/// of files.
public sealed interface Question {

  /// Whether a picture comes with the answer, as its member `picture`: SVG as text, PNG in Base64.
  enum Picture {
    NONE,
    SVG,
    PNG
  }

  /// What became of a question.
  sealed interface Answer {

    record Is(ObjectNode json) implements Answer {}

    /// It cannot be asked like that.
    record IsNot(String why) implements Answer {}
  }

  /// What stops when these go.
  record Impact(List<String> targets, Picture picture) implements Question {
    public Impact {
      targets = List.copyOf(targets);
    }
  }

  /// What stops when a place goes, and what that costs.
  ///
  /// @param place `PROVIDER[/REGION[/ZONE]]`
  /// @param hours a number
  record Outage(String place, String hours, Picture picture) implements Question {}

  /// On what most of it hangs.
  record Concentration(Picture picture) implements Question {}

  Picture picture();

  /// How a server is asked, in `GET`.
  default String path() {
    List<String> pairs = new ArrayList<>();
    String call =
        switch (this) {
          case Impact impact -> {
            impact.targets().forEach(target -> pairs.add("target=" + encoded(target)));
            yield "impact";
          }
          case Outage outage -> {
            pairs.add("place=" + encoded(outage.place()));
            pairs.add("hours=" + encoded(outage.hours()));
            yield "outage";
          }
          case Concentration _ -> "concentration";
        };
    if (picture() != Picture.NONE) {
      pairs.add("picture=" + picture().name().toLowerCase(Locale.ROOT));
    }
    return "/api/" + call + (pairs.isEmpty() ? "" : "?" + String.join("&", pairs));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// @throws dev.obstat.console.picture.PictureFailure when this machine cannot paint
  default Answer ask(Catalog catalog) {
    if (catalog.isEmpty()) {
      return new Answer.IsNot("there is no catalog: nobody knows what depends on what");
    }
    return switch (this) {
      case Impact impact -> {
        if (impact.targets().isEmpty()) {
          yield new Answer.IsNot("name at least one `target`");
        }
        Without without = Without.of(catalog, impact.targets());
        yield is(
            Answers.impact(catalog, without),
            () ->
                ImpactPicture.of(
                    impact.targets(), without.impact(), new CatalogSurroundings(() -> catalog)));
      }
      case Outage asked -> outage(catalog, asked);
      case Concentration _ -> {
        var found = dev.obstat.core.questions.Concentration.of(catalog);
        yield is(
            Answers.concentration(catalog, found),
            () -> QuestionPictures.concentration(catalog, found));
      }
    };
  }

  private Answer outage(Catalog catalog, Outage asked) {
    Optional<Place> place = Place.parse(asked.place());
    if (place.isEmpty()) {
      return new Answer.IsNot(
          "`"
              + asked.place()
              + "` is not a place: write `PROVIDER[/REGION[/ZONE]]`, as in"
              + " `aws/us-east-1`");
    }
    if (!asked.hours().matches("[0-9]{1,5}(\\.[0-9]{1,2})?")) {
      return new Answer.IsNot(
          "`" + asked.hours() + "` is not a number of hours: write one as in `15` or `0.5`");
    }
    var outage =
        dev.obstat.core.questions.Outage.of(catalog, place.get(), new BigDecimal(asked.hours()));
    if (outage.entities().isEmpty()) {
      return new Answer.IsNot(
          "nothing in the catalog is in `" + place.get() + "`: see `obstat.dev/provider`");
    }
    return is(Answers.outage(catalog, outage), () -> QuestionPictures.outage(catalog, outage));
  }

  private Answer is(ObjectNode json, Supplier<Shape.Drawing> drawing) {
    return new Answer.Is(
        switch (picture()) {
          case NONE -> json;
          case SVG -> json.put("picture", SvgDrawing.text(drawing.get()));
          case PNG ->
              json.put(
                  "picture", Base64.getEncoder().encodeToString(PngDrawing.bytes(drawing.get())));
        });
  }
}
