package dev.obstat.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An export is verified by somebody else's code: `note` and `tlog` of golang.org/x/mod, which
/// check Go's module database. Needs Debian's golang-go and golang-golang-x-mod-dev.
class IndependentVerifierTest {
  private static final Path SOURCES = Path.of("/usr/share/gocode");

  @TempDir Path work;

  private Path verifier = Path.of("");

  @BeforeEach
  void build() throws Exception {
    boolean there =
        Files.isDirectory(SOURCES.resolve("src/golang.org/x/mod/sumdb"))
            && Files.isExecutable(Path.of("/usr/bin/go"));
    assumeTrue(
        there,
        "golang-go and golang-golang-x-mod-dev are missing: exports are untested against the"
            + " independent verifier");
    Path source = work.resolve("verify.go");
    try (InputStream program =
        IndependentVerifierTest.class.getResourceAsStream("/independent/verify.go.txt")) {
      Files.write(source, program.readAllBytes());
    }
    verifier = work.resolve("verify");
    assertThat(run("/usr/bin/go", "build", "-o", verifier.toString(), source.toString()))
        .isEqualTo("0 ");
  }

  @Test
  void goVerifiesAnExportAndRefusesTamperedOnes() throws Exception {
    TestLog log = TestLog.of(70_000);
    Path export = work.resolve("log");
    new TileDirectory(export).write(log.checkpoint(), log.key(), log.source());
    assertThat(verify(export, log.key())).isEqualTo("0 verified 70000 entries\n");

    flip(export, "tile/entries/100", 50);
    assertThat(verify(export, log.key())).startsWith("1 ").contains("entry 256");
    flip(export, "tile/entries/100", 50);
    flip(export, "tile/0/100", 50);
    assertThat(verify(export, log.key())).startsWith("1 ");
    flip(export, "tile/0/100", 50);
    flip(export, "checkpoint", TestLog.ORIGIN.length() + 1);
    assertThat(verify(export, log.key())).startsWith("1 ").contains("signature");
    flip(export, "checkpoint", TestLog.ORIGIN.length() + 1);
    assertThat(verify(export, log.key())).startsWith("0 ");
  }

  private String verify(Path export, VerifierKey key) throws Exception {
    return run(verifier.toString(), export.toString(), key.toString());
  }

  private static void flip(Path export, String path, int at) throws IOException {
    Path file = export.resolve(path);
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }

  private String run(String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
    builder.environment().put("GO111MODULE", "off");
    builder.environment().put("GOPATH", SOURCES.toString());
    builder.environment().put("GOCACHE", work.resolve("go-cache").toString());
    builder.environment().put("GOFLAGS", "");
    Process process = builder.start();
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      return process.exitValue() + " " + text;
    }
  }
}
