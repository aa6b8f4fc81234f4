package dev.obstat.console.oidc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A certified OpenID provider of others' (the npm package `oidc-provider`) in a process of its own
/// on loopback. Installed once, beside what the build makes.
final class RealProvider implements AutoCloseable {
  private static final String PACKAGE = "oidc-provider@8.8.1";

  private final Process process;
  final String issuer;

  private RealProvider(Process process, String issuer) {
    this.process = process;
    this.issuer = issuer;
  }

  /// @return why there is none here; empty when there can be
  static Optional<String> whyNot() throws IOException, InterruptedException {
    for (String program : new String[] {"node", "npm"}) {
      boolean there =
          Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
      if (!there) {
        return Optional.of("there is no `" + program + "` here");
      }
    }
    Path modules = modules();
    if (Files.exists(modules.resolve("node_modules/oidc-provider/package.json"))) {
      return Optional.empty();
    }
    Files.createDirectories(modules);
    Process npm =
        new ProcessBuilder(
                "npm",
                "install",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "--prefix",
                modules.toString(),
                PACKAGE)
            .redirectErrorStream(true)
            .redirectOutput(modules.resolve("npm.log").toFile())
            .start();
    boolean done = npm.waitFor(120, TimeUnit.SECONDS);
    npm.destroy();
    return done && npm.exitValue() == 0
        ? Optional.empty()
        : Optional.of("npm could not install `" + PACKAGE + "`");
  }

  private static Path modules() {
    return Path.of("target", "oidc-provider").toAbsolutePath();
  }

  static RealProvider start(String redirect, Path folder) throws IOException {
    Path script = folder.resolve("provider.mjs");
    try (InputStream source = RealProvider.class.getResourceAsStream("provider.mjs")) {
      if (source == null) {
        throw new IllegalStateException("the provider's script is not there");
      }
      Files.write(script, source.readAllBytes());
    }
    Process process =
        new ProcessBuilder("node", script.toString(), modules().toString(), redirect)
            .redirectError(folder.resolve("provider.log").toFile())
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String issuer = out.readLine();
    if (issuer == null) {
      throw new IllegalStateException(Files.readString(folder.resolve("provider.log")));
    }
    return new RealProvider(process, issuer);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
