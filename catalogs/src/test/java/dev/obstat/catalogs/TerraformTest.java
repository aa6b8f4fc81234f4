package dev.obstat.catalogs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Ref;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// States that a real Terraform wrote, of resources that are built into it.
final class TerraformTest {
  private static final String MAIN =
      """
      module "inner" {
        source = "./inner"
      }
      resource "terraform_data" "last" {
        input = module.inner.id
      }
      """;

  private static final String INNER =
      """
      resource "terraform_data" "first" {
        count = 2
        input = "x"
      }
      resource "terraform_data" "keyed" {
        for_each = toset(["a \\"b"])
        input    = terraform_data.first[0].id
      }
      output "id" {
        value = terraform_data.first[1].id
      }
      """;

  @TempDir private Path directory;

  @Test
  void bothFormsOfAStateHaveTheSameDependencies() throws Exception {
    assumeThat(isInstalled())
        .as("no `terraform` here: states that a real Terraform wrote are not tried")
        .isTrue();
    Files.writeString(directory.resolve("main.tf"), MAIN);
    Files.createDirectory(directory.resolve("inner"));
    Files.writeString(directory.resolve("inner/main.tf"), INNER);
    run("init", "-input=false");
    run("apply", "-input=false", "-auto-approve");
    Path shown = Files.writeString(directory.resolve("shown.json"), run("show", "-json"));

    for (Path file : List.of(directory.resolve("terraform.tfstate"), shown)) {
      Catalog catalog = read(file);
      assertThat(catalog.entities()).as("%s", file).hasSize(4);
      assertThat(
              catalog
                  .find(new Ref("resource", "terraform", "terraform_data.last"))
                  .orElseThrow()
                  .edges()
                  .dependsOn())
          .as("%s", file)
          .hasSize(2)
          .allSatisfy(
              reference ->
                  assertThat(reference.to().name())
                      .startsWith("module.inner.terraform_data.first"));
    }
  }

  private static Catalog read(Path file) {
    return switch (CatalogFiles.read(List.of(new CatalogSource.Terraform(file, false)))) {
      case CatalogFiles.Result.Loaded loaded -> loaded.catalog();
      case CatalogFiles.Result.Rejected no -> throw new AssertionError(no.problems());
    };
  }

  private boolean isInstalled() throws InterruptedException {
    try {
      return new ProcessBuilder("terraform", "version")
          .redirectErrorStream(true)
          .redirectOutput(directory.resolve("version.txt").toFile())
          .start()
          .waitFor(30, TimeUnit.SECONDS);
    } catch (IOException _) {
      return false;
    }
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("terraform");
    builder.command().addAll(List.of(arguments));
    builder.directory(directory.toFile());
    builder.environment().put("CHECKPOINT_DISABLE", "1");
    builder.redirectError(directory.resolve("err.txt").toFile());
    Process process = builder.start();
    String out =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue())
        .as("%s", Files.readString(directory.resolve("err.txt")))
        .isZero();
    return out;
  }
}
