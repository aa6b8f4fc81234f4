package dev.obstat.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Asks git who wrote a file, where the file is in a repository and git is installed. Nothing of
/// the repository's own configuration that runs programs is used.
///
/// What git says is what its committers say: an author's name is not proof. It is proof only where
/// the repository takes signed commits alone.
final class GitHistory {
  private static final int MOST_COMMITS = 50;
  private static final int MOST_BYTES = 4_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// One commit of a file.
  ///
  /// @param name the author's name, as they say it
  /// @param email the author's address, as they say it
  /// @param committed when it was committed, as the committer says
  record Commit(String hash, String email, String name, Instant committed) {}

  /// The latest commits that changed the file, newest first; nothing where that cannot be asked.
  Optional<List<Commit>> of(Path file) {
    Optional<byte[]> log =
        git(
            file,
            "log",
            "--no-show-signature",
            "--format=%H%x09%ae%x09%ct%x09%an",
            "-n",
            String.valueOf(MOST_COMMITS),
            "--",
            "./" + file.getFileName());
    if (log.isEmpty()) {
      return Optional.empty();
    }
    List<Commit> commits = new ArrayList<>();
    for (String line : new String(log.get(), StandardCharsets.UTF_8).split("\n", -1)) {
      String[] parts = line.split("\t", 4);
      if (parts.length == 4 && parts[2].matches("\\d{1,12}")) {
        commits.add(
            new Commit(
                parts[0], parts[1], parts[3], Instant.ofEpochSecond(Long.parseLong(parts[2]))));
      }
    }
    return Optional.of(commits);
  }

  /// SHA-256 of the file as it was in that commit; nothing where it was not there.
  Optional<String> digest(Path file, String commit) {
    return git(file, "cat-file", "blob", commit + ":./" + file.getFileName())
        .map(bytes -> HexFormat.of().formatHex(sha256().digest(bytes)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  private static Optional<byte[]> git(Path file, String... arguments) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      return Optional.empty();
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                "git",
                "--no-pager",
                "-c",
                "core.fsmonitor=false",
                "-c",
                "core.hooksPath=/dev/null",
                "-c",
                "protocol.allow=never",
                "-C",
                parent.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process git = builder.start();
      git.getOutputStream().close();
      Thread watch = Thread.ofVirtual().start(() -> endLate(git));
      try (InputStream out = git.getInputStream()) {
        byte[] bytes = out.readNBytes(MOST_BYTES + 1);
        boolean whole = bytes.length <= MOST_BYTES;
        if (!whole) {
          git.destroyForcibly();
        }
        return whole && git.waitFor() == 0 ? Optional.of(bytes) : Optional.empty();
      } finally {
        git.destroyForcibly();
        watch.interrupt();
      }
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static void endLate(Process git) {
    try {
      if (!git.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        git.destroyForcibly();
      }
    } catch (InterruptedException _) {
      // It ended in time.
    }
  }
}
