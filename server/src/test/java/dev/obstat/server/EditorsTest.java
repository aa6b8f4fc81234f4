package dev.obstat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.source.SourceFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who changed a policy, as a real git has it.
class EditorsTest {
  private static final Instant LONG_AGO = Instant.EPOCH;

  @TempDir private Path directory;

  @BeforeEach
  void begin() throws Exception {
    assumeTrue(installed(), "git is not installed: who changed a file stays untested");
    git("init", "-q");
  }

  private static boolean installed() {
    try {
      return new ProcessBuilder("git", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everybodyWhoCommittedSinceTheContentThatWasInForceIsAnEditor() throws Exception {
    write("a.cedar", "one");
    Map<String, String> before = digests("a.cedar");
    commit("sam", "sam@example.com");
    write("a.cedar", "two");
    commit("Rosa", "rosa@example.com");
    write("a.cedar", "three");
    commit("ben", "ben@example.com");

    assertThat(editors().of(before, digests("a.cedar"), LONG_AGO))
        .isEqualTo(Map.of("a.cedar", Set.of("rosa", "ben")));
    assertThat(editors().of(before, before, LONG_AGO)).isEmpty();
  }

  @Test
  void whatIsNotCommittedWasChangedByNobodyKnowsWhom() throws Exception {
    write("a.cedar", "one");
    Map<String, String> before = digests("a.cedar");
    commit("sam", "sam@example.com");
    write("a.cedar", "two");
    commit("rosa", "rosa@example.com");
    write("a.cedar", "three");
    assertThat(editors().of(before, digests("a.cedar"), LONG_AGO))
        .isEqualTo(Map.of("a.cedar", Set.of()));
  }

  @Test
  void aFileThatIsTakenAwayHasItsEditorToo() throws Exception {
    write("a.cedar", "one");
    write("b.cedar", "two");
    Map<String, String> before = digests("a.cedar", "b.cedar");
    commit("sam", "sam@example.com");
    Files.delete(directory.resolve("b.cedar"));
    commit("rosa", "rosa@example.com");
    assertThat(editors().of(before, digests("a.cedar"), LONG_AGO))
        .isEqualTo(Map.of("b.cedar", Set.of("rosa")));
  }

  @Test
  void anAuthorWhomTheCatalogDoesNotKnowIsNobody() throws Exception {
    write("a.cedar", "one");
    Map<String, String> before = digests("a.cedar");
    commit("sam", "sam@example.com");
    write("a.cedar", "two");
    commit("mallory", "mallory@example.com");
    assertThat(editors().of(before, digests("a.cedar"), LONG_AGO))
        .isEqualTo(Map.of("a.cedar", Set.of()));
  }

  @Test
  void whatIsInForceForTheFirstTimeHasTheEditorsOfTheWindowAndNoUnknowns() throws Exception {
    write("a.cedar", "one");
    write("c.cedar", "untracked");
    commit("sam", "sam@example.com");
    write("d.cedar", "new");
    Map<String, String> now = digests("a.cedar", "d.cedar");
    assertThat(editors().of(Map.of(), now, LONG_AGO)).isEqualTo(Map.of("a.cedar", Set.of("sam")));
    assertThat(editors().of(Map.of(), now, Instant.now().plusSeconds(3_600))).isEmpty();
  }

  @Test
  void outsideOfARepositoryNobodyIsKnown(@TempDir Path elsewhere) throws Exception {
    Files.writeString(elsewhere.resolve("a.cedar"), "two");
    Editors editors = new Editors(people(), name -> Optional.of(elsewhere.resolve(name)));
    assertThat(editors.of(Map.of("a.cedar", "00"), Map.of("a.cedar", "01"), LONG_AGO))
        .isEqualTo(Map.of("a.cedar", Set.of()));
  }

  private Editors editors() {
    return new Editors(people(), name -> Optional.of(directory.resolve(name)));
  }

  private static Catalog people() {
    return Catalog.none(List.of("sam", "rosa", "ben"));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private Map<String, String> digests(String... names) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (String name : names) {
      texts.put(name, Files.readString(directory.resolve(name)));
    }
    return SourceFiles.of(texts).digests();
  }

  private void commit(String name, String email) throws Exception {
    git("add", "-A");
    git("-c", "user.name=" + name, "-c", "user.email=" + email, "commit", "-qm", "a change");
  }

  private void git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
    command.addAll(List.of(arguments));
    Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).as(said).isZero();
  }
}
