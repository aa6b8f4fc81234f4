package dev.obstat.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The walls of the house. Each test says why its wall stands.
class ArchitectureTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.obstat");

  /// What each part may use of the others.
  private static final Map<String, Set<String>> MAY_USE =
      Map.of(
          "cedar", Set.of(),
          "ledger", Set.of(),
          "core", Set.of("cedar"),
          "storage", Set.of("core", "ledger"),
          "http", Set.of(),
          "gateways", Set.of("core", "http"),
          "catalogs", Set.of("core"),
          "notices", Set.of("core"),
          "console", Set.of("core", "ledger", "http"),
          "cli", Set.of("ledger"));

  /// The floors of core, from the top. Each may use only those below it.
  private static final List<Set<String>> FLOORS =
      List.of(
          Set.of("gate", "desk"),
          Set.of("gather", "policy", "fatigue"),
          Set.of("fact"),
          Set.of("grant"),
          Set.of("review"),
          Set.of("context"),
          Set.of("decision"),
          Set.of("control", "session", "incident", "notice", "questions", "credential"),
          Set.of("impact"),
          Set.of("catalog"),
          Set.of("action"),
          Set.of("source"));

  /// Parts can be read, tested and replaced alone only as long as nothing else leaks into them.
  @TestFactory
  Stream<DynamicTest> everyPartUsesOnlyWhatItMay() {
    return MAY_USE.entrySet().stream()
        .map(
            part ->
                DynamicTest.dynamicTest(
                    part.getKey() + " uses only " + part.getValue(),
                    () -> check(usesOnly(part.getKey(), part.getValue()))));
  }

  /// A package on no floor would be outside of all walls.
  @Test
  void everyPackageOfCoreStandsOnAFloor() {
    Set<String> standing = new TreeSet<>();
    FLOORS.forEach(standing::addAll);
    Set<String> found = new TreeSet<>();
    packages().stream()
        .filter(name -> name.startsWith("dev.obstat.core."))
        .forEach(name -> found.add(name.substring("dev.obstat.core.".length())));
    assertThat(found).isEqualTo(standing);
  }

  /// A newcomer reads core from the gate down and never has to look up again.
  @Test
  void coreDependsDownwardOnly() {
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      Set<String> above = new TreeSet<>();
      FLOORS.subList(0, floor).forEach(above::addAll);
      if (!above.isEmpty()) {
        check(
            noClasses()
                .that()
                .resideInAnyPackage(core(FLOORS.get(floor)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(core(above)));
      }
    }
  }

  /// Code in a cycle cannot be understood or changed one piece at a time.
  @Test
  void packagesHaveNoCycles() {
    check(slices().matching("dev.obstat.(**)").should().beFreeOfCycles());
  }

  /// A gateway that leans on another cannot be left out, and an error in one becomes an error in
  /// both.
  @Test
  void gatewaysDoNotSeeEachOther() {
    check(
        slices()
            .matching("dev.obstat.gateways.(*)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true));
  }

  /// The path of an action must be readable and testable without a disk, a database or a wire.
  @Test
  void coreDoesNoInputOrOutput() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.obstat.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.io..",
                "java.nio.file..",
                "java.nio.channels..",
                "java.net..",
                "java.net.http..",
                "java.sql..",
                "com.fasterxml..",
                "org.yaml..",
                "io.vertx..",
                "io.netty..")
            .because("core knows no I/O, no JSON, no SQL, no HTTP"));
  }

  /// One place to read when a query is slow or wrong.
  @Test
  void onlyStorageSpeaksSql() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.obstat.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.sql..", "javax.sql..", "org.sqlite..", "org.jdbi..", "org.flywaydb.."));
  }

  /// A Vert.x context on a virtual thread runs one task at a time: one slow request stops all
  /// others.
  @Test
  void noVerticleRunsOnAVirtualThread() {
    check(
        noClasses()
            .should()
            .accessField("io.vertx.core.ThreadingModel", "VIRTUAL_THREAD")
            .because("blocking code gets one virtual thread per request instead"));
  }

  /// What is printed past a command's own writer cannot be tested, and in a server it is lost.
  @Test
  void nothingWritesToTheStandardStreamsOutsideCommandLineAndDemo() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("dev.obstat.cli..", "dev.obstat.demo..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err"));
  }

  /// These names say nothing; the name of a type says what is different about it.
  @Test
  void emptyNamesAreBanned() {
    check(
        noClasses()
            .should()
            .haveNameMatching(
                ".*[.$](Abstract|Default)[A-Z][^.$]*|.*(Impl|Manager|Helper|Helpers|Util|Utils)"));
  }

  /// State that any code can reach makes tests depend on each other and code on its history.
  @Test
  void thereIsNoMutableStaticState() {
    check(
        fields()
            .that()
            .areStatic()
            .and(
                new DescribedPredicate<>("are written by people") {
                  @Override
                  public boolean test(com.tngtech.archunit.core.domain.JavaField field) {
                    return !field.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && !field.getName().startsWith("$");
                  }
                })
            .should()
            .beFinal());
  }

  /// Inside a null-marked package no null checks are needed; one unmarked package lets nulls back
  /// in.
  @Test
  void everyPackageIsNullMarked() {
    List<String> unmarked = new ArrayList<>();
    for (String name : packages()) {
      if (!isNullMarked(name)) {
        unmarked.add(name);
      }
    }
    assertThat(unmarked).isEmpty();
  }

  /// The whole house must be in view, or the walls above hold nothing.
  @Test
  void everyPartIsInView() {
    Set<String> parts = new TreeSet<>();
    packages().forEach(name -> parts.add(List.of(name.split("\\.", -1)).get(2)));
    assertThat(parts).containsAll(MAY_USE.keySet());
  }

  private static Set<String> packages() {
    Set<String> packages = new TreeSet<>();
    for (JavaClass type : HOUSE) {
      if (!type.getPackageName().contains("jte")) {
        packages.add(type.getPackageName());
      }
    }
    return packages;
  }

  private static boolean isNullMarked(String name) {
    try {
      return Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class);
    } catch (ClassNotFoundException _) {
      return false;
    }
  }

  private static ArchRule usesOnly(String part, Set<String> others) {
    List<String> allowed = new ArrayList<>();
    allowed.add("dev.obstat." + part + "..");
    others.forEach(other -> allowed.add("dev.obstat." + other + ".."));
    return classes()
        .that()
        .resideInAPackage("dev.obstat." + part + "..")
        .should()
        .onlyDependOnClassesThat(
            new DescribedPredicate<>("are foreign, or in " + allowed) {
              @Override
              public boolean test(JavaClass type) {
                return !type.getPackageName().startsWith("dev.obstat")
                    || allowed.stream()
                        .anyMatch(
                            ours ->
                                (type.getPackageName() + ".")
                                    .startsWith(ours.substring(0, ours.length() - 1)));
              }
            });
  }

  private static String[] core(Set<String> names) {
    return names.stream().map(name -> "dev.obstat.core." + name + "..").toArray(String[]::new);
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(HOUSE);
  }
}
