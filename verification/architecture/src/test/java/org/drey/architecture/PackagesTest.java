package org.drey.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Packages have no cycles, one home each, and a page that says what they are. */
final class PackagesTest {
  private static final String AVRO_GENERATED = "org.apache.avro.specific.AvroGenerated";

  @Test
  void noPackagesOfAllOfDreyKnowOneAnotherInACircle() {
    slices().matching("org.drey.(**)").should().beFreeOfCycles().check(Code.main());
  }

  @Test
  void aPackageIsInOneModule() {
    Map<String, TreeSet<String>> homes = new HashMap<>();
    for (String module : Code.modules()) {
      Code.main(module)
          .forEach(
              one -> homes.computeIfAbsent(one.getPackageName(), p -> new TreeSet<>()).add(module));
    }
    homes.values().removeIf(modules -> modules.size() == 1);
    assertEquals(Map.of(), homes);
  }

  @Test
  void aPackageSaysWhatItIs() {
    List<String> silent =
        Code.sources().stream()
            .map(Path::getParent)
            .distinct()
            .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
            .map(Code::named)
            .toList();
    assertEquals(List.of(), silent);
  }

  /** The compiler looks for what may be null only where it is declared. */
  @Test
  void aPackageDeclaresWhatMayBeNull() {
    List<String> unmarked =
        Code.main().stream()
            .filter(one -> one.isTopLevelClass() && !one.isAnnotation())
            .filter(one -> !one.getSimpleName().equals("package-info"))
            .filter(one -> !one.isAnnotatedWith(AVRO_GENERATED))
            .filter(one -> !one.isAnnotatedWith(NullMarked.class))
            .filter(one -> !one.getPackage().isAnnotatedWith(NullMarked.class))
            .map(JavaClass::getName)
            .toList();
    assertEquals(List.of(), unmarked);
  }
}
