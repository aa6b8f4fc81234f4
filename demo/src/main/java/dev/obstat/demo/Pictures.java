package dev.obstat.demo;

import dev.obstat.console.picture.PictureFailure;
import dev.obstat.demo.picture.AvailabilityPicture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where a story's pictures were written.
sealed interface Pictures {
  /// All that was written.
  List<Path> files();

  /// Both forms.
  record Both(Path svg, Path png) implements Pictures {
    @Override
    public List<Path> files() {
      return List.of(svg, png);
    }
  }

  /// This machine cannot paint a PNG, and why.
  record SvgOnly(Path svg, String why) implements Pictures {
    @Override
    public List<Path> files() {
      return List.of(svg);
    }
  }

  /// Makes the folder when it is not there, so that a story is not played in vain.
  static void prepare(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "the pictures cannot go to `" + folder + "`: " + failure, failure);
    }
    if (!Files.isWritable(folder)) {
      throw new UncheckedIOException(
          "the pictures cannot go to `" + folder + "`",
          new AccessDeniedException(folder.toString()));
    }
  }

  /// Writes `NAME.svg` and `NAME.png` into the folder. Older files of these names are replaced.
  static Pictures write(Path folder, String name, AvailabilityPicture picture) {
    Path svg = folder.resolve(name + ".svg");
    Path png = folder.resolve(name + ".png");
    try {
      Files.writeString(svg, picture.svg());
      byte[] painted;
      try {
        painted = picture.png();
      } catch (PictureFailure failure) {
        return new SvgOnly(svg, String.valueOf(failure.getMessage()));
      }
      Files.write(png, painted);
      return new Both(svg, png);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "the pictures could not be written to `" + folder + "`", failure);
    }
  }
}
