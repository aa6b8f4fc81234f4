package dev.obstat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How `./obstat` and `./check` find a JDK 25, or say how to get one.
final class LauncherTest {
  private static final List<String> TOOLS = List.of("cat", "grep", "readlink");

  @TempDir private Path temporary;
  private Path script;
  private Path tools;

  /// The script without the places where JDKs usually lie, and a PATH without any JDK.
  @BeforeEach
  void withoutAnyJdk() throws IOException {
    String whole = Files.readString(Settings.ROOT.resolve(".mvn/find-jdk"));
    int from = whole.indexOf("\"${on_path:-/nonexistent}\"");
    int to = whole.indexOf("; do", from);
    assertThat(from).as("the list of places in .mvn/find-jdk").isPositive().isLessThan(to);
    script = temporary.resolve("find-jdk");
    Files.writeString(
        script, whole.substring(0, from) + "\"${on_path:-/nonexistent}\"" + whole.substring(to));
    tools = Files.createDirectory(temporary.resolve("bin"));
    for (String tool : TOOLS) {
      Path usual = Path.of("/usr/bin", tool);
      Path real = Files.exists(usual) ? usual : Path.of("/bin", tool);
      executable(tools.resolve(tool), "#!/bin/sh\nexec " + real + " \"$@\"\n");
    }
  }

  @Test
  void withoutAJdkItSaysWhatIsNeededAndHowToGetIt() throws Exception {
    Said said = sourced(Map.of());
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.text())
        .startsWith("obstat needs JDK 25, and none was found in JAVA_HOME, on the PATH")
        .contains("apt install openjdk-25-jdk")
        .contains("brew install openjdk@25")
        .contains("sdk install java 25-tem")
        .doesNotContain("found one");
  }

  @Test
  void aJavaHomeThatIsOlderIsNotTaken() throws Exception {
    Said said = sourced(Map.of("JAVA_HOME", jdk("21.0.9").toString()));
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.text()).startsWith("obstat needs JDK 25");
  }

  @Test
  void aJavaHomeThatIsARuntimeWithoutCompilerIsNotTaken() throws Exception {
    Path runtime = jdk("25.0.1");
    Files.delete(runtime.resolve("bin/javac"));
    assertThat(sourced(Map.of("JAVA_HOME", runtime.toString())).text())
        .startsWith("obstat needs JDK 25");
  }

  @Test
  void theJdkThatJavaHomeNamesIsTaken() throws Exception {
    Path home = jdk("25.0.1");
    Said said = sourced(Map.of("JAVA_HOME", home.toString()));
    assertThat(said.text()).isEqualTo("found one in " + home);
    assertThat(said.exit()).isZero();
  }

  @Test
  void theJdkThatRunsTheseTestsIsRecognised() throws Exception {
    String home = System.getProperty("java.home");
    assertThat(sourced(Map.of("JAVA_HOME", home)).text()).isEqualTo("found one in " + home);
  }

  @Test
  void aJdkOnThePathIsFoundThroughItsLinks() throws Exception {
    Path home = jdk("25");
    Files.createSymbolicLink(tools.resolve("javac"), home.resolve("bin/javac"));
    assertThat(sourced(Map.of()).text()).isEqualTo("found one in " + home.toRealPath());
  }

  private Path jdk(String version) throws IOException {
    Path home = temporary.resolve("jdk-" + version);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    executable(home.resolve("bin/javac"), "");
    return home;
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private record Said(int exit, String text) {}

  private Said sourced(Map<String, String> environment) throws Exception {
    ProcessBuilder bash =
        new ProcessBuilder(
            "/bin/bash",
            "-c",
            "set -euo pipefail; . '" + script + "'; echo found one in $JAVA_HOME");
    bash.redirectErrorStream(true);
    bash.environment().clear();
    bash.environment().put("PATH", tools.toString());
    bash.environment().putAll(environment);
    Process process = bash.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text.strip());
  }
}
