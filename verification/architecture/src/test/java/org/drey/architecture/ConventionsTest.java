package org.drey.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import org.drey.event.wire.AvroCodec;
import org.junit.jupiter.api.Test;

/** What a class may ask of its process: the environment, output, arguments, an end. */
final class ConventionsTest {
  private static final JavaClasses MAIN = Code.main();

  /** What runs on one machine, or starts the process, may ask how that was started. */
  private static final String[] MAY_ASK = {
    "org.drey.local..",
    "org.drey.localflink..",
    "org.drey.benchmarks..",
    "org.drey.terminal",
    "org.drey.fixtures"
  };

  private static void check(ArchRule rule) {
    rule.check(MAIN);
  }

  @Test
  void nothingReadsTheEnvironmentButTheListsKey() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(MAY_ASK)
            .and()
            .doNotHaveFullyQualifiedName("org.drey.blocklist.publish.KeySource")
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
            .that() // a demo prints for people, and keeps a server's log out of it
            .doNotHaveFullyQualifiedName("org.drey.local.demo.DemoConsole")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    "java.util.logging..",
                    "org.apache.logging..",
                    "org.apache.log4j..",
                    "org.apache.commons.logging..")));
  }

  @Test
  void onlyCommandsWriteToTheTerminal() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "org.drey.terminal",
                "org.drey.app", // mains: flink run shows what they say
                "org.drey.fixtures",
                "org.drey.local.cli..",
                "org.drey.benchmarks..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err"));
  }

  @Test
  void onlyMainsReadArguments() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("org.drey.app")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.apache.flink.util.MultipleParameterTool")
            .orShould()
            .callMethod("org.apache.flink.util.ParameterTool", "fromArgs", "[Ljava.lang.String;"));
  }

  /** Servers have one way to be stopped: the end that their command is given. */
  @Test
  void onlyTheEndOfTheProcessHasAHook() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("org.drey.terminal")
            .should()
            .callMethod(Runtime.class, "addShutdownHook", Thread.class));
  }

  /** A codec keeps what it reads and writes in itself: two threads spoil each other's records. */
  @Test
  void noCodecIsOfAllThreads() {
    check(fields().that().haveRawType(AvroCodec.class).should().notBeStatic());
  }

  @Test
  void nothingStaticChanges() {
    check(
        fields()
            .that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat(resideInAnyPackage("org.drey.."))
            .and()
            .areDeclaredInClassesThat(
                resideInAnyPackage("org.drey.event", "org.drey.event..").negate())
            .should()
            .beFinal());
  }
}
