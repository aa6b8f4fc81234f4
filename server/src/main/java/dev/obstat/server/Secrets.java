package dev.obstat.server;

import dev.obstat.cli.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/// The installation's own secrets, in files that only its owner can read.
///
/// @param installationKey everything that must not be stored is derived from it: session secrets,
///   personal tokens, fingerprints of parameters. A new one makes all of these void
/// @param adminToken lets whoever can read it act as the installation's owner; made anew at every
///   start
record Secrets(Key installationKey, String adminToken) {
  private static final int KEY_BYTES = 32;

  /// Bytes that do not print.
  static final class Key {
    private final byte[] bytes;

    Key(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes.clone();
    }
  }

  /// Reads the key, or makes one on first use; makes a token.
  ///
  /// @throws UncheckedIOException when a file cannot be read or written
  static Secrets of(DataDirectory directory, SecureRandom random) {
    try {
      Path file = directory.installationKey();
      if (!Files.exists(file)) {
        byte[] fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        write(file, Base64.getEncoder().encodeToString(fresh));
      }
      byte[] key = key(file);
      byte[] token = new byte[KEY_BYTES];
      random.nextBytes(token);
      String admin = Base64.getUrlEncoder().withoutPadding().encodeToString(token);
      write(directory.adminToken(), admin);
      return new Secrets(new Key(key), admin);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] key(Path file) throws IOException {
    try {
      byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
      if (key.length == KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException | CharacterCodingException _) {
      // Said below.
    }
    throw new IOException(
        "`"
            + file
            + "` is not an installation key: bring it back from a backup, or remove it, which ends"
            + " all sessions and tokens");
  }

  /// Written beside and moved into place, so that nobody ever reads half of it.
  static void write(Path file, String text) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(beside);
    Files.createFile(
        beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(beside, text + "\n");
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public String toString() {
    return "Secrets";
  }
}
