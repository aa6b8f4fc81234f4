package dev.obstat.server.ledger;

import dev.obstat.ledger.LedgerException;
import dev.obstat.ledger.Parsed;
import dev.obstat.ledger.SignerKey;
import dev.obstat.ledger.VerifierKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/// The log's key in a data directory: made once, never again. A log whose key is lost can be
/// verified, but nobody can continue it.
final class SigningKey {
  private final LedgerPlace place;
  private final String origin;

  SigningKey(LedgerPlace place, String origin) {
    this.place = place;
    this.origin = origin;
  }

  /// The key, or why there is none.
  sealed interface Answer {
    record Found(SignerKey key) implements Answer {}

    record Refused(String why) implements Answer {}
  }

  /// @param signed whether something was signed before, so that no new key may be made
  Answer load(boolean signed) {
    try {
      if (!Files.exists(place.key(), LinkOption.NOFOLLOW_LINKS)) {
        return signed ? missing() : create();
      }
      return read();
    } catch (IOException e) {
      return new Answer.Refused(
          "the ledger's key in `%s` cannot be used: %s".formatted(place.data(), e));
    } catch (LedgerException e) {
      return new Answer.Refused("the ledger cannot be named: " + e.getMessage());
    }
  }

  private Answer missing() {
    return new Answer.Refused(
        """
        `%s` is missing, but the ledger has checkpoints that were signed with it
        bring it back from a backup; without it the ledger can be verified with `%s` but not \
        continued, and a new one begins in another data directory"""
            .formatted(place.key(), place.vkey().getFileName()));
  }

  private Answer create() throws IOException {
    SignerKey key = SignerKey.generate(origin, new SecureRandom());
    write(place.key(), key.secretText() + "\n", "rw-------");
    return withPublicHalf(key);
  }

  private Answer read() throws IOException {
    if (isOpenToOthers(place.key())) {
      return new Answer.Refused(
          "others than its owner can read `%s`, which is secret\nrun `chmod 600 %s`"
              .formatted(place.key(), place.key()));
    }
    return switch (SignerKey.parse(Files.readString(place.key()).strip())) {
      case Parsed.Refused<SignerKey>(String reason) ->
          new Answer.Refused(
              "`%s` is not a key: %s\nbring it back from a backup".formatted(place.key(), reason));
      case Parsed.Read<SignerKey>(SignerKey key) when !key.verifier().name().equals(origin) ->
          new Answer.Refused(
              """
              the ledger's key is of the log `%s`, but the configuration names the log `%s`
              a log keeps its name: set it back, or begin a new log in another data directory"""
                  .formatted(key.verifier().name(), origin));
      case Parsed.Read<SignerKey>(SignerKey key) -> withPublicHalf(key);
    };
  }

  /// Crash point: the key alone is there; its public half is written at the next start.
  private Answer withPublicHalf(SignerKey key) throws IOException {
    String text = key.verifier().toString();
    if (!Files.exists(place.vkey())) {
      write(place.vkey(), text + "\n", "rw-r--r--");
    } else if (!Files.readString(place.vkey()).strip().equals(text)) {
      return new Answer.Refused(
          """
          `%s` is not the public half of `%s`: one of them was replaced
          bring the right pair back from a backup"""
              .formatted(place.vkey(), place.key()));
    }
    return new Answer.Found(key);
  }

  /// Whether the secret key, where it can be read, is another one than this.
  static boolean isAnother(LedgerPlace place, VerifierKey log) {
    if (!Files.isReadable(place.key())) {
      return false;
    }
    try {
      return switch (SignerKey.parse(Files.readString(place.key()).strip())) {
        case Parsed.Refused<SignerKey>(String _) -> true;
        case Parsed.Read<SignerKey>(SignerKey key) -> !key.verifier().equals(log);
      };
    } catch (IOException _) {
      return false;
    }
  }

  private static boolean isOpenToOthers(Path file) throws IOException {
    if (!isPosix(file)) {
      return false;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    return !PosixFilePermissions.fromString("rw-------").containsAll(permissions);
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /// Whole or not there, and durable on return.
  private static void write(Path file, String text, String permissions) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    FileAttribute<?>[] attributes =
        isPosix(file)
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
            }
            : new FileAttribute<?>[0];
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(temporary, options, attributes)) {
      ByteBuffer source = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (source.hasRemaining()) {
        channel.write(source);
      }
      channel.force(true);
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel channel =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
