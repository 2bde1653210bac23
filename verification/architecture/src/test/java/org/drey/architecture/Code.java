package org.drey.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The modules of the build, their sources and what was compiled of them. */
final class Code {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final String HERE = "verification/architecture";
  static final Path ROOT = root();

  /** Read once for all tests: that takes longer than to look at it. */
  private static final JavaClasses ALL = compiled();

  private static final JavaClasses MAIN =
      ALL.that(describe("no test", one -> !isIn(one, "/target/test-classes/")));

  private Code() {}

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /** The folders of all modules but this one, as the build names them. */
  static List<String> modules() {
    try {
      return MODULE
          .matcher(Files.readString(ROOT.resolve("pom.xml")))
          .results()
          .map((MatchResult module) -> module.group(1))
          .filter(module -> !module.equals(HERE))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a module is, without its tests; fails where nothing is compiled. */
  static JavaClasses main(String module) {
    String folder = at(module, "classes").toUri().toString();
    JavaClasses of = MAIN.that(describe("of " + module, one -> isIn(one, folder)));
    assertFalse(of.isEmpty(), () -> "nothing is compiled of " + module);
    return of;
  }

  /** All of Drey, without its tests. */
  static JavaClasses main() {
    return MAIN;
  }

  /** All of Drey with its tests. */
  static JavaClasses all() {
    return ALL;
  }

  /** Whether it was compiled into such a folder. */
  private static boolean isIn(JavaClass one, String folder) {
    return one.getSource()
        .filter(source -> source.getUri().toString().contains(folder))
        .isPresent();
  }

  private static JavaClasses compiled() {
    return new ClassFileImporter()
        .importPaths(
            Stream.of("classes", "test-classes")
                .flatMap(kind -> modules().stream().map(module -> at(module, kind)))
                .filter(Files::isDirectory)
                .toList());
  }

  private static Path at(String module, String kind) {
    return ROOT.resolve(module).resolve("target").resolve(kind);
  }

  /** The Java files of all modules that are no tests. */
  static List<Path> sources() {
    return javaFilesIn("src/main/java");
  }

  /** Those of one module. */
  static List<Path> sources(String module) {
    Path folder = ROOT.resolve(module);
    return sources().stream().filter(file -> file.startsWith(folder.resolve("src"))).toList();
  }

  /** Those of the tests, and of what they share. */
  static List<Path> tests() {
    return javaFilesIn("src/test/java");
  }

  private static List<Path> javaFilesIn(String folder) {
    return modules().stream()
        .map(module -> ROOT.resolve(module).resolve(folder))
        .filter(Files::isDirectory)
        .flatMap(Code::javaFiles)
        .sorted()
        .toList();
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file as messages name it. */
  static String named(Path file) {
    return ROOT.relativize(file).toString();
  }
}
