package dev.obstat.demo.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.console.picture.Ink;
import dev.obstat.console.picture.Shape;
import dev.obstat.demo.service.Sample;
import dev.obstat.demo.service.Timeline;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

final class AvailabilityPictureTest {
  /// Ten good seconds, ten dead ones.
  private static final Timeline HALF =
      new Timeline(
          Instant.EPOCH,
          IntStream.range(0, 200)
              .mapToObj(
                  call ->
                      new Sample(
                          Duration.ofMillis(100L * call),
                          call < 100
                              ? new Sample.Answer.Served(Duration.ofMillis(2))
                              : new Sample.Answer.Refused("503")))
              .toList());

  private static final List<Mark> MARKS =
      List.of(
          new Mark(Duration.ofMillis(9_900), Mark.Kind.HARM, "DeleteObjects <all> & more"),
          new Mark(Duration.ofMillis(9_950), Mark.Kind.STOPPED, "held"),
          new Mark(Duration.ofSeconds(15), Mark.Kind.CHANGE, "CreateBucket"));

  private static final AvailabilityPicture PICTURE = picture(HALF, MARKS);

  @Test
  void theSvgIsWellFormedAndSaysWhatItShows() throws Exception {
    Document svg = parsed(PICTURE.svg());
    assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("Title: 50 % \u201canswered\u201d");
    assertThat(texts(svg))
        .contains("100 %", "0 %", "time since the measurement began", "share of customers' calls")
        .contains("DeleteObjects <all> & more", "9.9 s", "1", "2", "3");
    assertThat(svg.getElementsByTagName("style").item(0).getTextContent())
        .contains("prefers-color-scheme: dark");
  }

  @Test
  void halfOfThePlotIsAnsweredAndHalfIsNot() throws Exception {
    Document svg = parsed(PICTURE.svg());
    double answered = area(svg, "answered");
    double unanswered = area(svg, "unanswered");
    assertThat(answered / (answered + unanswered)).isBetween(0.48, 0.52);
  }

  @Test
  void aHostileLabelCannotBreakTheSvg() throws Exception {
    AvailabilityPicture hostile =
        picture(
            HALF,
            List.of(
                new Mark(
                    Duration.ofSeconds(1),
                    Mark.Kind.HARM,
                    "</text><script>alert(1)</script>\u0000\u001b[31m")));
    Document svg = parsed(hostile.svg());
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(texts(svg)).contains("</text><script>alert(1)</script>??[31m");
  }

  @Test
  void thePngShowsBothHalvesInTheirColours() throws IOException {
    BufferedImage png = ImageIO.read(new ByteArrayInputStream(PICTURE.png()));
    Shape.Drawing drawing = PICTURE.drawing();
    assertThat(png.getWidth()).isEqualTo(2 * drawing.width());
    assertThat(png.getHeight()).isEqualTo(2 * drawing.height());
    int answered = 0;
    int unanswered = 0;
    int text = 0;
    for (int x = 0; x < png.getWidth(); x++) {
      for (int y = 0; y < png.getHeight(); y++) {
        int colour = png.getRGB(x, y) & 0xffffff;
        answered += colour == Ink.ANSWERED.light() ? 1 : 0;
        unanswered += colour == Ink.UNANSWERED.light() ? 1 : 0;
        text += colour == Ink.TEXT.light() ? 1 : 0;
      }
    }
    assertThat(text).as("something is written").isGreaterThan(2_000);
    assertThat((double) answered / (answered + unanswered)).isBetween(0.47, 0.53);
  }

  @Test
  void marksAtTheSameMomentDoNotCoverEachOther() {
    List<Shape.Disc> discs =
        PICTURE.drawing().shapes().stream()
            .filter(Shape.Disc.class::isInstance)
            .map(Shape.Disc.class::cast)
            .toList();
    for (int one = 0; one < discs.size(); one++) {
      for (int other = one + 1; other < discs.size(); other++) {
        double distance =
            Math.hypot(
                discs.get(one).x() - discs.get(other).x(),
                discs.get(one).y() - discs.get(other).y());
        assertThat(distance).isGreaterThan(2 * discs.get(one).radius());
      }
    }
  }

  @Test
  void aMeasurementWithoutCallsStillMakesAPicture() throws Exception {
    AvailabilityPicture empty = picture(new Timeline(Instant.EPOCH, List.of()), List.of());
    assertThat(area(parsed(empty.svg()), "answered")).isLessThan(1_000);
    assertThat(empty.png()).isNotEmpty();
  }

  private static AvailabilityPicture picture(Timeline timeline, List<Mark> marks) {
    return new AvailabilityPicture(
        "Title", "50 % \u201canswered\u201d", "a footnote", timeline, marks);
  }

  private static Document parsed(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> texts(Document svg) {
    List<String> texts = new ArrayList<>();
    for (int index = 0; index < svg.getElementsByTagName("text").getLength(); index++) {
      texts.add(svg.getElementsByTagName("text").item(index).getTextContent());
    }
    return texts;
  }

  private static double area(Document svg, String style) {
    double area = 0;
    for (int index = 0; index < svg.getElementsByTagName("rect").getLength(); index++) {
      if (svg.getElementsByTagName("rect").item(index) instanceof Element box
          && box.getAttribute("class").equals(style)) {
        area +=
            Double.parseDouble(box.getAttribute("width"))
                * Double.parseDouble(box.getAttribute("height"));
      }
    }
    return area;
  }
}
