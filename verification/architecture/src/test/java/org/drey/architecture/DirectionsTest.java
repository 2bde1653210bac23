package org.drey.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which module may know which, which libraries each may use, and who knows whom in the jobs. */
final class DirectionsTest {
  /** What each module may know of the others. */
  private static final Map<String, Set<String>> MAY_KNOW =
      Map.ofEntries(
          Map.entry("schemas", Set.of()),
          Map.entry("jobs/base", Set.of()),
          Map.entry("jobs/topics", Set.of("schemas", "jobs/base")),
          Map.entry("local-cluster/flink", Set.of()),
          Map.entry("jobs/rules", Set.of("jobs/base")),
          Map.entry("jobs/blocklist", Set.of("jobs/base")),
          Map.entry(
              "jobs/definitions", Set.of("schemas", "jobs/base", "jobs/rules", "jobs/blocklist")),
          Map.entry(
              "jobs/streaming",
              Set.of(
                  "schemas",
                  "jobs/base",
                  "jobs/topics",
                  "jobs/rules",
                  "jobs/blocklist",
                  "jobs/definitions")),
          Map.entry(
              "jobs/app",
              Set.of(
                  "jobs/base",
                  "jobs/topics",
                  "jobs/rules",
                  "jobs/blocklist",
                  "jobs/definitions",
                  "jobs/streaming")),
          Map.entry("edge", Set.of("jobs/base", "jobs/blocklist")),
          Map.entry(
              "collect",
              Set.of("schemas", "jobs/base", "jobs/topics", "jobs/blocklist", "jobs/definitions")),
          Map.entry("alerts", Set.of("schemas", "jobs/base", "jobs/topics", "jobs/rules")),
          Map.entry("verification/fixtures", Set.of()),
          Map.entry(
              "terminal",
              Set.of(
                  "schemas",
                  "jobs/base",
                  "jobs/topics",
                  "jobs/rules",
                  "jobs/blocklist",
                  "jobs/definitions",
                  "alerts")),
          Map.entry(
              "cli",
              Set.of(
                  "schemas",
                  "jobs/base",
                  "jobs/topics",
                  "jobs/rules",
                  "jobs/blocklist",
                  "jobs/definitions",
                  "edge",
                  "collect",
                  "alerts",
                  "terminal")),
          Map.entry(
              "console",
              Set.of(
                  "schemas",
                  "jobs/base",
                  "jobs/topics",
                  "jobs/rules",
                  "jobs/definitions",
                  "alerts",
                  "terminal")),
          Map.entry(
              "local-cluster",
              Set.of(
                  "local-cluster/flink",
                  "schemas",
                  "jobs/base",
                  "jobs/topics",
                  "jobs/rules",
                  "jobs/blocklist",
                  "jobs/definitions",
                  "jobs/streaming",
                  "edge",
                  "collect",
                  "alerts",
                  "terminal",
                  "cli",
                  "console")),
          Map.entry("verification/attack", Set.of()),
          Map.entry(
              "verification/benchmarks",
              Set.of(
                  "schemas",
                  "jobs/topics",
                  "jobs/rules",
                  "jobs/blocklist",
                  "jobs/definitions",
                  "jobs/streaming",
                  "terminal",
                  "local-cluster")));

  /** The modules that may use a library; the others may not. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry(
              "org.apache.flink",
              Set.of(
                  "local-cluster/flink",
                  "jobs/streaming",
                  "jobs/app",
                  "local-cluster",
                  "verification/benchmarks")),
          Map.entry(
              "org.apache.kafka",
              Set.of(
                  "jobs/topics",
                  "jobs/streaming",
                  "collect",
                  "alerts",
                  "terminal",
                  "cli",
                  "console",
                  "local-cluster",
                  "verification/benchmarks")),
          Map.entry("kafka", Set.of("local-cluster")),
          Map.entry("org.rocksdb", Set.of()),
          Map.entry(
              "org.apache.avro",
              Set.of(
                  "schemas",
                  "jobs/topics",
                  "jobs/definitions",
                  "jobs/streaming",
                  "collect",
                  "alerts",
                  "terminal",
                  "cli",
                  "console",
                  "local-cluster",
                  "verification/benchmarks")),
          Map.entry("io.javalin", Set.of("console")),
          Map.entry("org.eclipse.jetty", Set.of("console")),
          Map.entry("org.flywaydb", Set.of("console")),
          Map.entry("com.nimbusds", Set.of("console")),
          Map.entry("org.sqlite", Set.of("console")),
          Map.entry("io.netty", Set.of("edge")),
          Map.entry("io.prometheus", Set.of("edge", "cli", "local-cluster/flink")),
          Map.entry("gg.jte", Set.of("edge", "console", "local-cluster")),
          Map.entry("org.xbill.DNS", Set.of("edge", "collect", "cli")),
          Map.entry("com.google.protobuf", Set.of("collect")),
          Map.entry(
              "picocli",
              Set.of(
                  "terminal",
                  "cli",
                  "console",
                  "local-cluster",
                  "verification/fixtures",
                  "verification/benchmarks")),
          Map.entry("com.ibm.icu", Set.of("jobs/blocklist")),
          Map.entry("com.nulabinc", Set.of("jobs/blocklist")),
          // What reads or composes YAML in another way has no limits.
          Map.entry("org.snakeyaml.engine.v2.api", Set.of("jobs/base")));

  private static final JavaClasses MAIN = Code.main();
  private static final Map<String, JavaClasses> MODULES =
      Code.modules().stream().collect(Collectors.toMap(module -> module, Code::main));

  private static final String DEFINITIONS = "org.drey.definitions..";
  private static final String STREAMING = "org.drey.streaming..";
  private static final String LISTS = "org.drey.streaming.lists..";
  private static final String SOURCE = "org.drey.streaming.source..";
  private static final String OPERATOR = "org.drey.streaming.operator..";
  private static final String SINK = "org.drey.streaming.sink..";
  private static final String JOB = "org.drey.streaming.job..";
  private static final String STREAM = "org.drey.definitions.stream..";

  @Test
  void everyModuleHasItsPlaceInTheTable() {
    assertEquals(new TreeSet<>(Code.modules()), new TreeSet<>(MAY_KNOW.keySet()));
  }

  @TestFactory
  List<DynamicTest> aModuleKnowsOnlyWhatItMay() {
    Map<String, String> homes = new HashMap<>();
    MODULES.forEach((module, classes) -> classes.forEach(one -> homes.put(one.getName(), module)));
    return Code.modules().stream()
        .map(module -> DynamicTest.dynamicTest(module, () -> knowsOnlyWhatItMay(module, homes)))
        .toList();
  }

  private static void knowsOnlyWhatItMay(String module, Map<String, String> homes) {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass one : MODULES.get(module)) {
      one.getDirectDependenciesFromSelf()
          .forEach(
              known -> {
                String home = homes.get(known.getTargetClass().getBaseComponentType().getName());
                if (home != null && !home.equals(module) && !MAY_KNOW.get(module).contains(home)) {
                  wrong.add(known.getDescription());
                }
              });
    }
    assertEquals("", String.join("\n", wrong));
  }

  @TestFactory
  List<DynamicTest> aLibraryIsUsedOnlyWhereItMay() {
    return Code.modules().stream()
        .map(module -> DynamicTest.dynamicTest(module, () -> usesOnlyWhatItMay(module)))
        .toList();
  }

  private static void usesOnlyWhatItMay(String module) {
    JavaClasses classes = MODULES.get(module);
    MAY_USE.forEach(
        (library, users) -> {
          if (!users.contains(module)) {
            noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .check(classes);
          }
        });
  }

  @Test
  void nothingUsesTheOtherYamlLibrary() {
    mayNotKnow("org.drey..", "org.yaml.snakeyaml..");
  }

  @Test
  void sourcesOperatorsAndSinksDoNotKnowOneAnother() {
    mayNotKnow(SOURCE, OPERATOR, SINK);
    mayNotKnow(OPERATOR, STREAM, SOURCE, SINK);
    mayNotKnow(SINK, STREAM, SOURCE, OPERATOR);
  }

  @Test
  void insideTheJobsOnlyGraphsKnowSourcesOperatorsAndSinks() {
    for (String part : List.of(SOURCE, OPERATOR, SINK, JOB)) {
      noClasses()
          .that()
          .resideInAnyPackage(DEFINITIONS, STREAMING)
          .and()
          .resideOutsideOfPackages(JOB, part)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(part)
          .check(MAIN);
    }
  }

  @Test
  void listsInForceKnowKafkaButNotFlink() {
    mayNotKnow(
        LISTS, STREAM, SOURCE, OPERATOR, SINK, JOB, "org.drey.rules..", "org.apache.flink..");
  }

  @Test
  void whatCommandsShareKnowsNoCommand() {
    mayNotKnow("org.drey.terminal", "org.drey.terminal.alerts..");
  }

  private static void mayNotKnow(String one, String... others) {
    noClasses()
        .that()
        .resideInAPackage(one)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(MAIN);
  }
}
