package dev.obstat.console.picture;

/// This machine cannot draw a picture.
public final class PictureFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PictureFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
