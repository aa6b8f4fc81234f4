package dev.obstat.demo;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// The engine dynalite, as somebody would start it for the demo: the versions in
/// `src/test/resources/dynalite/package-lock.json`, checked against their hashes and with no script
/// of theirs run, in memory, on a free port of 127.0.0.1.
final class Dynalite implements AutoCloseable {
  private static final int OLDEST_NODE = 20;
  private static final int INSTALL_SECONDS = 30;
  private static final String SKIPPED = ": the demo with a table stays untested";

  private final Process process;
  private final URI address;

  private Dynalite(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /// Skips the test where it cannot be had: without Node.js or npm, or where npm cannot fetch it.
  static Dynalite start(Path folder) throws Exception {
    Optional<String> node = onPath("node");
    Optional<String> npm = onPath("npm");
    Assumptions.assumeTrue(node.isPresent() && npm.isPresent(), "no Node.js with npm" + SKIPPED);
    Assumptions.assumeTrue(
        majorVersion(node.orElseThrow()) >= OLDEST_NODE,
        "Node.js is older than " + OLDEST_NODE + SKIPPED);
    install(folder, npm.orElseThrow());
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = socket.getLocalPort();
    }
    Process process =
        new ProcessBuilder(
                node.orElseThrow(),
                folder.resolve("node_modules/dynalite/cli.js").toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port))
            .redirectErrorStream(true)
            .start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    if (line == null || !line.contains("Dynalite listening")) {
      process.destroy();
      throw new AssertionError("dynalite did not start: " + line);
    }
    return new Dynalite(process, URI.create("http://127.0.0.1:" + port));
  }

  URI address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
  }

  private static void install(Path folder, String npm) throws Exception {
    for (String file : List.of("package.json", "package-lock.json")) {
      try (InputStream text = Dynalite.class.getResourceAsStream("/dynalite/" + file)) {
        Files.write(folder.resolve(file), text.readAllBytes());
      }
    }
    Path log = folder.resolve("npm.log");
    Process install =
        new ProcessBuilder(
                npm,
                "ci",
                "--ignore-scripts",
                "--prefer-offline",
                "--no-audit",
                "--no-fund",
                "--fetch-retries=0")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = install.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      install.destroy();
    }
    Assumptions.assumeTrue(
        ended && install.exitValue() == 0,
        () -> "npm cannot fetch dynalite (" + lastLine(log) + ")" + SKIPPED);
  }

  private static String lastLine(Path log) {
    try {
      return Files.readAllLines(log).stream().reduce("it said nothing", (_, last) -> last);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  private static int majorVersion(String node) throws Exception {
    Process process = new ProcessBuilder(node, "--version").start();
    String version = process.inputReader(StandardCharsets.UTF_8).readLine();
    return version == null ? 0 : Integer.parseInt(version.substring(1, version.indexOf('.')));
  }

  private static Optional<String> onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
