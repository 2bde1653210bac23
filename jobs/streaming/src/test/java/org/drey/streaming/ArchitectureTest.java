package org.drey.streaming;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.flink.util.ParameterTool;
import org.drey.streaming.job.BlocklistJob;
import org.drey.streaming.job.DetectionJob;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.lists.KeySource;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
final class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.drey");

  private static final String RULES = "org.drey.rules..";
  private static final String BLOCKLIST = "org.drey.blocklist..";
  private static final String SCHEMAS = "org.drey.event..";
  private static final String STREAMING = "org.drey.streaming..";
  private static final String CONFIG = "org.drey.streaming.config..";
  private static final String LISTS = "org.drey.streaming.lists..";
  private static final String STREAM = "org.drey.streaming.stream..";
  private static final String OPERATOR = "org.drey.streaming.operator..";
  private static final String SINK = "org.drey.streaming.sink..";
  private static final String JOB = "org.drey.streaming.job..";
  private static final String[] ENGINES = {
    "org.apache.flink..", "org.apache.kafka..", "org.apache.avro..", "org.rocksdb.."
  };

  private static void check(ArchRule rule) {
    rule.check(MAIN);
  }

  private static void mayNotKnow(String one, String... others) {
    check(
        noClasses()
            .that()
            .resideInAPackage(one)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(others));
  }

  @Test
  void rulesKnowNoEngineAndNoOtherModule() {
    mayNotKnow(RULES, ENGINES);
    mayNotKnow(RULES, BLOCKLIST, SCHEMAS, STREAMING);
  }

  @Test
  void blocklistsKnowNoEngineAndNoOtherModule() {
    mayNotKnow(BLOCKLIST, ENGINES);
    mayNotKnow(BLOCKLIST, RULES, SCHEMAS, STREAMING);
  }

  @Test
  void schemasKnowNoOtherModuleAndNoStreamingEngine() {
    mayNotKnow(SCHEMAS, RULES, BLOCKLIST, STREAMING, "org.apache.flink..", "org.apache.kafka..");
  }

  /** What composes YAML in another way has no limits. */
  @Test
  void yamlIsReadWithinLimits() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.drey..")
            .and()
            .resideOutsideOfPackage("org.drey.yaml..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.snakeyaml.engine.v2.api..",
                "org.snakeyaml.engine.v2.composer..",
                "org.snakeyaml.engine.v2.parser..",
                "org.yaml.snakeyaml.."));
    mayNotKnow("org.drey.yaml..", RULES, BLOCKLIST, SCHEMAS, STREAMING);
  }

  @Test
  void nothingKnowsTheLocalCluster() {
    mayNotKnow("org.drey..", "org.drey.local..");
  }

  @Test
  void nothingKnowsWhatClosesALocalFlink() {
    mayNotKnow(STREAMING, "org.drey.localflink..");
    mayNotKnow("org.drey.localflink..", RULES, BLOCKLIST, SCHEMAS, STREAMING);
  }

  @Test
  void streamsOperatorsAndSinksDoNotKnowOneAnother() {
    mayNotKnow(STREAM, OPERATOR, SINK);
    mayNotKnow(OPERATOR, STREAM, SINK);
    mayNotKnow(SINK, STREAM, OPERATOR);
  }

  @Test
  void onlyJobsKnowStreamsOperatorsAndSinks() {
    for (String part : new String[] {STREAM, OPERATOR, SINK}) {
      check(
          noClasses()
              .that()
              .resideInAPackage(STREAMING)
              .and()
              .resideOutsideOfPackages(JOB, part)
              .should()
              .dependOnClassesThat()
              .resideInAPackage(part));
    }
  }

  @Test
  void nothingButJobsKnowsJobs() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(JOB)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(JOB));
  }

  @Test
  void listsInForceKnowKafkaButNotFlink() {
    mayNotKnow(LISTS, STREAM, OPERATOR, SINK, JOB, RULES, "org.apache.flink..");
  }

  @Test
  void configurationKnowsNoEngine() {
    mayNotKnow(CONFIG, ENGINES);
  }

  @Test
  void onlyMainsReadArguments() {
    check(
        noClasses()
            .that()
            .doNotBelongToAnyOf(BlocklistJob.class, DetectionJob.class, JobSettings.class)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(ParameterTool.class)
            .because("only mains read arguments, and JobSettings is what both mains read"));
  }

  @Test
  void nothingReadsTheEnvironmentButTheListsKey() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.drey..")
            .and()
            .doNotBelongToAnyOf(KeySource.class)
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class, String.class)
            .orShould()
            .callMethod(System.class, "getProperties"));
  }

  @Test
  void logsGoThroughSlf4jAndNowhereElse() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.drey..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("java.util.logging..")
                    .or(resideInAPackage("org.apache.logging.."))
                    .or(resideInAPackage("org.apache.log4j.."))
                    .or(resideInAPackage("org.apache.commons.logging.."))));
    check(
        noClasses()
            .that()
            .resideInAPackage("org.drey..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err"));
  }

  @Test
  void packagesHaveNoCycles() {
    check(slices().matching("org.drey.(*)..").should().beFreeOfCycles());
    check(slices().matching("org.drey.streaming.(*)..").should().beFreeOfCycles());
  }
}
