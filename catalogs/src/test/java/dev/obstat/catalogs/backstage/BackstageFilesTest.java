package dev.obstat.catalogs.backstage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.catalogs.CatalogFiles;
import dev.obstat.catalogs.CatalogSource;
import dev.obstat.catalogs.yaml.YamlFile;
import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Entity;
import dev.obstat.core.catalog.Figure;
import dev.obstat.core.catalog.Ref;
import dev.obstat.core.source.SourceFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackstageFilesTest {
  private static final String HEAD = "apiVersion: backstage.io/v1alpha1\n";

  @Test
  void theExampleOfTheDemoIsRead() {
    Path root = Path.of(System.getProperty("obstat.root"));
    CatalogFiles.Result.Loaded loaded =
        loaded(
            CatalogFiles.read(
                List.of(
                    new CatalogSource.Backstage(
                        root.resolve("examples/catalogs/cost-reporting")))));
    Catalog catalog = loaded.catalog();
    assertThat(loaded.notes()).isEmpty();
    assertThat(loaded.files()).containsOnlyKeys("catalog.yaml");
    Entity explorer = catalog.service("cost-explorer").orElseThrow();
    assertThat(explorer.weight().isTierZero()).isTrue();
    assertThat(explorer.weight().customers()).isEqualTo(Figure.of(41_000));
    assertThat(explorer.weight().revenuePerHour())
        .isEqualTo(new Figure.Stated(new BigDecimal("18400")));
    assertThat(explorer.weight().recoveryMinutes()).isEqualTo(Figure.of(780));
    assertThat(explorer.provider()).isEqualTo("aws/eu-west-1");
    assertThat(catalog.ownersOf("cost-explorer")).contains("cost-reporting-owners");
    assertThat(catalog.groupsOf("rosa")).containsExactly("cost-reporting-owners");
    assertThat(catalog.groupsOf("sam")).containsExactly("sre");
    assertThat(catalog.knows("olga")).isTrue();
    assertThat(bound(catalog, "arn:aws:s3:::cost-reports-eu"))
        .isEqualTo("production cost-reports-eu");
    assertThat(bound(catalog, "arn:aws:s3:::cost-reports-eu/reports/2026-11/harbour-mills.csv"))
        .isEqualTo("production cost-reports-eu");
    assertThat(bound(catalog, "arn:aws:sqs:elasticmq:000000000000:usage-events"))
        .isEqualTo("production usage-events");
    assertThat(bound(catalog, "arn:aws:s3:::cost-explorer-staging/dashboards.json"))
        .isEqualTo("staging cost-explorer-staging");
    assertThat(bound(catalog, "arn:aws:s3:::cost-reports-eu-2")).isEqualTo("production");
  }

  @Test
  void anEntityIsReadWithAllItSays() {
    Catalog catalog =
        catalog(
            """
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata:
              name: Web
              namespace: shop
              title: The shop
            spec:
              owner: user:default/rosa
              system: all
              dependsOn: [resource:db, component:default/api]
            ---
            apiVersion: backstage.io/v1alpha1
            kind: Resource
            metadata:
              name: db
              namespace: shop
              annotations:
                obstat.dev/stage: staging
                obstat.dev/recovery: PT90S
                obstat.dev/match: [one, two*]
            ---
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata: {name: api}
            ---
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata: {name: part}
            spec: {subcomponentOf: api}
            ---
            apiVersion: backstage.io/v1alpha1
            kind: System
            metadata: {name: all, namespace: shop}
            ---
            apiVersion: backstage.io/v1alpha1
            kind: User
            metadata: {name: rosa}
            """);
    Entity web = catalog.service("shop/web").orElseThrow();
    assertThat(web.title()).isEqualTo("The shop");
    assertThat(web.at()).hasToString("c.yaml:1:1");
    assertThat(web.edges().dependsOn())
        .extracting(reference -> reference.to().toString() + "@" + reference.at().column())
        .containsExactly("resource:shop/db@15", "api@28");
    Entity db = catalog.find(new Ref("resource", "shop", "db")).orElseThrow();
    assertThat(db.weight().recoveryMinutes()).as("rounded up").isEqualTo(Figure.of(2));
    assertThat(db.weight().customers()).isEqualTo(new Figure.NotStated());
    assertThat(db.stage()).isEqualTo("staging");
    assertThat(catalog.bind("two-and-more").stage())
        .as("a production service needs it")
        .isEqualTo("production");
    assertThat(catalog.servicesOf(3)).as("a part takes its whole down").contains("part", "api");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "tier | -1 | `-1` is not a tier: write 0 (everything stands on it) to 9",
        "tier | gold | `gold` is not a tier: write 0 (everything stands on it) to 9",
        "customers | -5 | `-5` is negative",
        "customers | 41,000 | `41,000` is not a number of customers: write a whole number without"
            + " separators, as in `41000`",
        "customers | 99999999999 | `99999999999` is absurd: at most 10000000000",
        "revenue-per-hour | 18400 | `18400` is not revenue: write a number and a currency, as in"
            + " `18400 USD`",
        "revenue-per-hour | -1 USD | `-1 USD` is negative",
        "revenue-per-hour | 1 ABX | `1 ABX` has no currency of ISO 4217: write a code such as `USD`",
        "revenue-per-hour | 9999999999999 EUR | `9999999999999 EUR` is absurd: at most 1000000000000",
        "recovery | soon | `soon` is not a time to recover: write minutes or an ISO duration, as in"
            + " `780` or `PT13H`",
        "recovery | -5 | `-5` is negative",
        "recovery | P900D | `P900D` is absurd: at most 366 days",
        "recovery | 999999999999999999 | `999999999999999999` is not a time to recover: write"
            + " minutes or an ISO duration, as in `780` or `PT13H`",
        "provider | AWS | `AWS` is not a provider: write cloud, region and zone as in `aws/eu-west-1`",
        "stage | prodution | the stage `prodution` reads like production and policies would not take"
            + " it for that: write `production`",
        "stage | Production | the stage `Production` reads like production and policies would not"
            + " take it for that: write `production`",
        "stage | prod-eu | the stage `prod-eu` reads like production and policies would not take it"
            + " for that: write `production`",
        "stage | Staging! | `Staging!` is not a stage: write a word such as `staging`, lower case",
        "match | '*' | `*` matches nearly everything: name the resources more closely",
        "match | a b | `a b` is not one pattern: write one per line, without spaces or commas",
      })
  void aBadAnnotationIsRejectedWithItsPlace(String name, String value, String message) {
    String text =
        HEAD
            + "kind: Component\nmetadata:\n  name: web\n  annotations:\n    obstat.dev/"
            + name
            + ": '"
            + value
            + "'\n";
    int column = ("    obstat.dev/" + name + ": ").length() + 1;
    assertThat(problems(text)).containsExactly("c.yaml:6:" + column + ": " + message);
  }

  @Test
  void aWrongPatternInABlockIsRejectedWithItsLine() {
    assertThat(
            problems(
                HEAD
                    + "kind: Resource\nmetadata:\n  name: db\n  annotations:\n"
                    + "    obstat.dev/match: |\n      arn:aws:s3:::fine\n      ar n\n"))
        .containsExactly(
            "c.yaml:8: `ar n` is not one pattern: write one per line, without spaces or commas");
  }

  @Test
  void unknownAnnotationsAreRejectedWithTheNearest() {
    assertThat(
            problems(
                HEAD
                    + "kind: Component\nmetadata:\n  name: web\n  annotations:\n"
                    + "    obstat.dev/customer: '1'\n"
                    + "    obstat.dev/colour: red\n"
                    + "    obstat.dve/stage: staging\n"
                    + "    example.com/stage: whatever\n"
                    + "    github.com/project-slug: a/b\n"))
        .containsExactly(
            "c.yaml:6:5: there is no annotation `obstat.dev/customer`; did you mean"
                + " `obstat.dev/customers`?",
            "c.yaml:7:5: there is no annotation `obstat.dev/colour`; known are stage, accounts,"
                + " tier, customers, revenue-per-hour, recovery, provider, match, needs",
            "c.yaml:8:5: `obstat.dve/stage` is nobody's; did you mean `obstat.dev/stage`?");
  }

  @Test
  void annotationsAboutWhatRunsMeanNothingOnPeople() {
    assertThat(
            problems(
                HEAD
                    + "kind: Group\nmetadata:\n  name: sre\n  annotations:\n"
                    + "    obstat.dev/tier: '0'\n"))
        .containsExactly("c.yaml:6:5: `obstat.dev/tier` means nothing on a Group");
  }

  @Test
  void danglingReferencesAndDuplicateNamesAreRejectedWithTheirPlaces() {
    assertThat(
            problems(
                HEAD
                    + "kind: Component\nmetadata: {name: web}\nspec:\n  owner: nobody\n"
                    + "  dependsOn:\n    - resource:databse\n"
                    + "---\n"
                    + HEAD
                    + "kind: Resource\nmetadata: {name: database}\n"
                    + "---\n"
                    + HEAD
                    + "kind: Resource\nmetadata: {name: database}\n"))
        .containsExactly(
            "c.yaml:5:10: `web` is owned by `group:nobody`, which nothing describes",
            "c.yaml:7:7: `web` depends on `resource:databse`, which nothing describes; did you mean"
                + " `database`?",
            "c.yaml:13:1: `resource:database` is already described at c.yaml:9:1");
  }

  @Test
  void aReferenceWithoutAKindIsRejectedWhereThereIsNoneToAssume() {
    assertThat(problems(HEAD + "kind: Component\nmetadata: {name: web}\nspec: {dependsOn: [db]}\n"))
        .containsExactly(
            "c.yaml:4:20: `db` does not name an entity: write its kind and name, as in"
                + " `component:orders` or `resource:orders-db`");
  }

  @Test
  void misspeltMembersAndKindsAreRejectedBecauseTheyWouldHideADependency() {
    assertThat(
            problems(
                HEAD
                    + "kind: Component\nmetadata: {name: web}\nspec: {dependOn: [resource:db]}\n"
                    + "---\n"
                    + HEAD
                    + "kind: Componnet\nmetadata: {name: x}\n"
                    + "---\n"
                    + HEAD
                    + "metadata: {name: x}\n"
                    + "---\n"
                    + HEAD
                    + "kind: Component\nmetadata: {name: a b}\n"
                    + "---\n- x\n"))
        .containsExactly(
            "c.yaml:4:8: a Component has no `spec.dependOn`; did you mean `dependsOn`?",
            "c.yaml:7:7: there is no kind `Componnet`; did you mean `Component`?",
            "c.yaml:10:1: `kind` is missing",
            "c.yaml:15:18: `a b` is not a name: write 1 to 63 letters and digits, with - _ . between",
            "c.yaml:17:1: an entity is a mapping, not a list");
  }

  @Test
  void whatIsNotReadIsNoted() {
    CatalogFiles.Result.Loaded loaded =
        loaded(
            read(
                HEAD
                    + "kind: API\nmetadata: {name: x}\n---\nsite_name: docs\n---\n"
                    + HEAD
                    + "kind: Component\nmetadata: {name: web}\nspec: {consumesApis: [x]}\n"));
    assertThat(loaded.notes().stream().map(Object::toString))
        .containsExactly(
            "c.yaml:2:7: entities of kind `API` are not read: left out",
            "c.yaml:5:1: not a Backstage entity: left out",
            "c.yaml:10:7: `spec.consumesApis` is not read: say what is needed by `spec.dependsOn`",
            "c.yaml:7:1: `web` has no owner: nobody can approve as its service-owner");
  }

  @Test
  void directoriesAreReadToAnyDepthWithoutWhatIsHidden(@TempDir Path directory) throws IOException {
    write(directory.resolve("a.yaml"), component("a"));
    write(directory.resolve("deep/er/b.yml"), component("b"));
    write(directory.resolve(".git/c.yaml"), component("c"));
    write(directory.resolve("notes.txt"), "not: [yaml");
    CatalogFiles.Result.Loaded loaded =
        loaded(CatalogFiles.read(List.of(new CatalogSource.Backstage(directory))));
    assertThat(loaded.files()).containsOnlyKeys("a.yaml", "deep/er/b.yml");
    assertThat(loaded.catalog().entities()).hasSize(2);
    assertThat(loaded.catalog().digest()).matches("[0-9a-f]{64}");
  }

  @Test
  void whatCannotBeReadIsRejectedByName(@TempDir Path directory) throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    Path latin = directory.resolve("latin.yaml");
    Files.write(latin, new byte[] {'a', ':', ' ', (byte) 0xe9, '\n'});
    Path large = directory.resolve("large.yaml");
    Files.write(large, new byte[YamlFile.LARGEST + 1]);
    assertThat(rejected(CatalogFiles.read(List.of(new CatalogSource.Backstage(empty)))))
        .containsExactly(empty + ": no file there ends in `.yaml` or `.yml`");
    assertThat(rejected(CatalogFiles.read(List.of(new CatalogSource.Backstage(latin)))))
        .containsExactly("latin.yaml: is not UTF-8: save it as UTF-8");
    assertThat(rejected(CatalogFiles.read(List.of(new CatalogSource.Backstage(large)))))
        .containsExactly("large.yaml: larger than 10000000 bytes: split it");
    assertThat(
            rejected(
                CatalogFiles.read(List.of(new CatalogSource.Backstage(directory.resolve("gone"))))))
        .containsExactly(directory.resolve("gone") + ": there is no such file or directory");
  }

  private static String component(String name) {
    return HEAD + "kind: Component\nmetadata: {name: " + name + "}\n";
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String bound(Catalog catalog, String name) {
    var binding = catalog.bind(name);
    StringBuilder bound = new StringBuilder(binding.stage());
    binding
        .entities()
        .forEach(index -> bound.append(' ').append(catalog.entity(index).ref().name()));
    return bound.toString();
  }

  private static CatalogFiles.Result read(String text) {
    return CatalogFiles.read(SourceFiles.of(Map.of("c.yaml", text)));
  }

  private static Catalog catalog(String text) {
    return loaded(read(text)).catalog();
  }

  private static List<String> problems(String text) {
    return rejected(read(text));
  }

  private static CatalogFiles.Result.Loaded loaded(CatalogFiles.Result result) {
    return switch (result) {
      case CatalogFiles.Result.Loaded loaded -> loaded;
      case CatalogFiles.Result.Rejected rejected -> throw new AssertionError(rejected.problems());
    };
  }

  private static List<String> rejected(CatalogFiles.Result result) {
    return switch (result) {
      case CatalogFiles.Result.Loaded loaded -> throw new AssertionError("read: " + loaded);
      case CatalogFiles.Result.Rejected rejected ->
          rejected.problems().stream().map(Object::toString).toList();
    };
  }
}
