package org.drey.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Sizes of files and methods, and what a method wants to know; CONTRIBUTING has the same numbers.
 * What belongs together decides how large a file is; these are where it is too much for one head.
 */
final class BudgetsTest {
  private static final int LINES_OF_A_FILE = 600;
  private static final int LINES_OF_A_METHOD = 60;
  private static final int PARAMETERS = 7;

  /** A test is read one case at a time; what is larger is about too much. */
  private static final int LINES_OF_A_TEST = 800;

  /** Types with a file of their own in a package; of these public ones but records and enums. */
  private static final int TYPES_OF_A_PACKAGE = 30;

  private static final int PUBLIC_TYPES_OF_A_PACKAGE = 10;

  private static final Pattern PUBLIC =
      Pattern.compile("^public (?:[a-z-]+ )*(?:class|interface|@interface) ", Pattern.MULTILINE);

  /** Packages that are larger until they are split by the order in which things happen. */
  private static final Set<String> LARGER =
      Set.of(
          "alerts/explain",
          "alerts/handover",
          "base",
          "blocklist/publish",
          "collect/feed",
          "console/index",
          "edge/rpz",
          "rules/score",
          "streaming/operator",
          "terminal");

  @Test
  void packagesAreSmall() throws IOException {
    Map<String, int[]> counts = new TreeMap<>();
    for (Path file : Code.sources()) {
      String folder = file.getParent().toString().replaceAll(".*/src/main/java/org/drey/", "");
      if (!file.endsWith("package-info.java")) {
        int[] count = counts.computeIfAbsent(folder, name -> new int[2]);
        count[0]++;
        count[1] += PUBLIC.matcher(Files.readString(file)).find() ? 1 : 0;
      }
    }
    Set<String> larger = new TreeSet<>();
    counts.forEach(
        (name, count) -> {
          if (count[0] > TYPES_OF_A_PACKAGE || count[1] > PUBLIC_TYPES_OF_A_PACKAGE) {
            larger.add(name);
          }
        });
    assertEquals(new TreeSet<>(LARGER), larger);
  }

  private static Set<String> longer(List<Path> files, int lines) throws IOException {
    Set<String> large = new TreeSet<>();
    for (Path file : files) {
      if (Files.readAllLines(file).size() > lines) {
        large.add(Code.named(file));
      }
    }
    return large;
  }

  @Test
  void filesAreSmall() throws IOException {
    assertEquals(Set.of(), longer(Code.sources(), LINES_OF_A_FILE));
  }

  @Test
  void filesOfTestsAreSmall() throws IOException {
    assertEquals(Set.of(), longer(Code.tests(), LINES_OF_A_TEST));
  }

  @Test
  void methodsAreSmall() throws IOException {
    Set<String> large = new TreeSet<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(Code.sources()));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        unit.accept(new Measure(unit, positions, large), null);
      }
    }
    assertEquals(Set.of(), large);
  }

  /** Looks at each method of a file. A record's components are no parameters: they have names. */
  private static final class Measure extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final Set<String> large;
    private String owner = "";

    Measure(CompilationUnitTree unit, SourcePositions positions, Set<String> large) {
      this.unit = unit;
      this.positions = positions;
      this.large = large;
    }

    @Override
    public Void visitClass(ClassTree node, Void unused) {
      String outer = owner;
      owner = owner + "." + node.getSimpleName() + (node.getKind() == Tree.Kind.RECORD ? "()" : "");
      super.visitClass(node, null);
      owner = outer;
      return null;
    }

    @Override
    public Void visitMethod(MethodTree node, Void unused) {
      LineMap lines = unit.getLineMap();
      long length =
          lines.getLineNumber(positions.getEndPosition(unit, node))
              - lines.getLineNumber(positions.getStartPosition(unit, node))
              + 1;
      String name = unit.getPackageName() + owner + "#" + node.getName();
      if (length > LINES_OF_A_METHOD) {
        large.add(name + ": lines");
      }
      boolean ofRecord = owner.endsWith("()") && node.getName().contentEquals("<init>");
      if (node.getParameters().size() > PARAMETERS && !ofRecord) {
        large.add(name + ": parameters");
      }
      return super.visitMethod(node, null);
    }
  }
}
