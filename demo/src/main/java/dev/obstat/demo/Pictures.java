package dev.obstat.demo;

import dev.obstat.demo.picture.AvailabilityPicture;
import dev.obstat.demo.picture.PictureFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a story's pictures were written.
sealed interface Pictures {
  Path svg();

  /// Both forms.
  record Both(Path svg, Path png) implements Pictures {}

  /// This machine cannot paint a PNG, and why.
  record SvgOnly(Path svg, String why) implements Pictures {}

  /// Writes `NAME.svg` and `NAME.png` into the folder, which is made when it is not there. Older
  /// files of these names are replaced.
  static Pictures write(Path folder, String name, AvailabilityPicture picture) {
    Path svg = folder.resolve(name + ".svg");
    Path png = folder.resolve(name + ".png");
    try {
      Files.createDirectories(folder);
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
