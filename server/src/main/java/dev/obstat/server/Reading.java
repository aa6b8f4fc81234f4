package dev.obstat.server;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/// What an I/O failure is called in messages; the exceptions' own texts are often only a path.
final class Reading {
  private Reading() {}

  /// With the file's name where the failure has one.
  static String words(@Nullable IOException failure) {
    if (failure instanceof FileSystemException named && named.getFile() != null) {
      return "`" + named.getFile() + "`: " + reason(named);
    }
    return reason(failure);
  }

  /// Without the file's name.
  static String reason(@Nullable IOException failure) {
    return switch (failure) {
      case null -> "it cannot be read or written";
      case NoSuchFileException _ -> "there is no such file or directory";
      case AccessDeniedException _ -> "permission denied";
      case NotDirectoryException _ -> "it is not a directory";
      case CharacterCodingException _ -> "it is not UTF-8 text";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      case IOException other ->
          other.getMessage() == null ? other.getClass().getSimpleName() : other.getMessage();
    };
  }
}
