package dev.obstat.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.console.Story;
import dev.obstat.console.Surroundings;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Target;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.impact.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PictureTest {

  @Test
  void whatNeedsSomethingStandsToTheRightOfItAndNothingOverlaps() {
    Picture picture = Painter.paint(Story.deletion(), Story.outage(), Story.surroundings());
    for (Picture.Drawing drawing : picture.drawings()) {
      assertNothingOverlaps(drawing);
    }
    Picture.Drawing wide = picture.drawings().getFirst();
    assertThat(box(wide, "cost-reports-eu").x()).isLessThan(box(wide, "report-api").x());
    assertThat(box(wide, "report-api").x()).isLessThan(box(wide, "Cost Explorer").x());
    assertThat(box(wide, "Cost Explorer").x()).isLessThan(box(wide, "customers").x());
    Picture.Drawing tall = picture.drawings().getLast();
    assertThat(box(tall, "report-api").y()).isLessThan(box(tall, "Cost Explorer").y());
    assertThat(tall.width()).isLessThan(360);
  }

  @Test
  void aLongNameIsCutWithAMarkAndStandsWholeInItsTitle() {
    String name = "a-service-with-a-name-that-is-longer-than-any-box-could-ever-be";
    Picture.Box box = box(drawn(List.of("resource:x", name)), name);
    assertThat(box.lines()).hasSize(2);
    assertThat(String.join("", box.lines())).contains("…").startsWith("a-service-with-a");
    assertThat(box.lines()).allMatch(line -> line.length() <= 20);
    assertThat(box.whole()).isEqualTo(name);
  }

  @Test
  void aNameThatIsNotAsItLooksIsMarkedInThePictureToo() {
    Picture.Drawing drawing = drawn(List.of("resource:x", "p\u0430y\u202E"));
    assertThat(drawing.boxes())
        .anyMatch(box -> box.whole().equals("⚠ p\u0430y⟨U+202E⟩"))
        .noneMatch(box -> box.whole().contains("\u202E"));
  }

  @Test
  void aRingOfDependenciesIsDrawnAllTheSame() {
    Picture.Drawing drawing = drawn(List.of("a", "b", "c", "a"));
    assertThat(drawing.boxes()).hasSizeBetween(3, 5);
    assertNothingOverlaps(drawing);
  }

  @Test
  void aVeryLongPathIsBounded() {
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      steps.add("step-" + i);
    }
    Picture picture = Painter.paint(Story.deletion(), impact(steps), Surroundings.unknown());
    assertThat(picture.drawings().getFirst().boxes()).hasSizeLessThan(12);
    assertThat(picture.hidden()).isGreaterThan(50);
  }

  @Test
  void whatHarmsNothingAndBreaksNothingNeedsNoPicture() {
    var action =
        Story.action(
            "s", "s3", "PutObject", Effect.UPDATE, Target.Known.unharmed("arn:aws:s3:::a"));
    assertThat(Painter.paint(action, Impact.NONE, Surroundings.unknown()).isEmpty()).isTrue();
    assertThat(Painter.paint(Story.deletion(), Impact.NONE, Surroundings.unknown()).summary())
        .isEqualTo("0 services stop.");
  }

  private static Picture.Drawing drawn(List<String> steps) {
    return Painter.paint(Story.deletion(), impact(steps), Surroundings.unknown())
        .drawings()
        .getFirst();
  }

  private static Impact impact(List<String> steps) {
    return new Impact(
        new TreeSet<>(List.of(steps.getLast())),
        new TreeSet<>(),
        new TreeSet<>(),
        0,
        Measure.of(1),
        Measure.zero(),
        "USD",
        Measure.zero(),
        List.of(new Impact.Path(steps, Impact.End.DOWN)),
        List.of());
  }

  private static Picture.Box box(Picture.Drawing drawing, String whole) {
    return drawing.boxes().stream().filter(b -> b.whole().equals(whole)).findFirst().orElseThrow();
  }

  private static void assertNothingOverlaps(Picture.Drawing drawing) {
    List<Picture.Box> boxes = drawing.boxes();
    for (Picture.Box box : boxes) {
      assertThat(box.x() + box.width()).isLessThanOrEqualTo(drawing.width());
      assertThat(box.y() + box.height()).isLessThanOrEqualTo(drawing.height());
      assertThat(boxes).noneMatch(other -> !other.equals(box) && overlap(box, other));
    }
  }

  private static boolean overlap(Picture.Box one, Picture.Box other) {
    return one.x() < other.x() + other.width()
        && other.x() < one.x() + one.width()
        && one.y() < other.y() + other.height()
        && other.y() < one.y() + one.height();
  }
}
