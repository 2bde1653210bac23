package org.drey.architecture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the names of code in Markdown files with the repository: classes, their members,
 * packages, files. A class is one that has a Java file of its own or is in an Avro schema, or one
 * of a library that some Java file imports; one that lives inside another is named with it, so that
 * a reader finds its file.
 */
final class NamesInDocuments {
  /** What looks like a class of ours and is not. */
  private static final Set<String> OTHERS =
      Set.of(
          "AhoCorasickDoubleArrayTrie", // a library that a decision is against
          "IdnaTestV2", // a file of Unicode
          "InvalidProducerEpochException", // of Kafka, in logs
          "Long",
          "ProducerFencedException", // of Kafka, in logs
          "QueryName", // a field of Sigma
          "Thread");

  private static final Pattern DECLARED =
      Pattern.compile(
          "^(?:[a-z-]+ )*@?(?:class|record|enum|interface) ([A-Z]\\w*)", Pattern.MULTILINE);

  /** A helper of tests with a single word for a name is not what a document means by that word. */
  private static final Pattern DECLARED_IN_TESTS =
      Pattern.compile(
          DECLARED.pattern().replace("([A-Z]\\w*)", "([A-Z]\\w*[A-Z]\\w*)"), Pattern.MULTILINE);

  private static final Pattern IN_SCHEMA = Pattern.compile("\"name\"\\s*:\\s*\"([A-Z]\\w*)\"");
  private static final Pattern IMPORTED =
      Pattern.compile("^import (?:static )?(?!org\\.drey\\.)([\\w.]+)", Pattern.MULTILINE);

  /** Blocks of commands and of examples. */
  private static final Pattern BLOCK =
      Pattern.compile("^```.*?^```", Pattern.MULTILINE | Pattern.DOTALL);

  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern CLASS =
      Pattern.compile("([A-Z]\\w*[a-z]\\w*)(?:[.#](\\w+))?(?:\\(.*\\))?");
  private static final Pattern PACKAGE = Pattern.compile("org\\.drey(\\.[a-z]\\w*)+");
  private static final Pattern PATH = Pattern.compile("[\\w.{},*<>-]+(/[\\w.{},*<>-]+)+/?");
  private static final Pattern IN_PACKAGE = Pattern.compile("[a-z]+/[A-Z]\\w+");
  private static final Pattern BUILT = Pattern.compile("(^|/)(target|\\.\\.)/");
  private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");

  private final Collection<String> paths;
  private final Map<String, List<String>> declared = new HashMap<>();
  private final Set<String> imported = new HashSet<>();

  NamesInDocuments(Repository repository) {
    paths = repository.paths();
    for (String file : repository.files(".java")) {
      String code = Repository.text(file);
      addDeclared(file.contains("/src/test/") ? DECLARED_IN_TESTS : DECLARED, code);
      IMPORTED
          .matcher(code)
          .results()
          .flatMap(found -> Stream.of(found.group(1).split("\\.")))
          .filter(part -> Character.isUpperCase(part.charAt(0)))
          .forEach(imported::add);
    }
    repository.files(".avsc").forEach(file -> addDeclared(IN_SCHEMA, Repository.text(file)));
  }

  private void addDeclared(Pattern pattern, String code) {
    for (Matcher matcher = pattern.matcher(code); matcher.find(); ) {
      declared.computeIfAbsent(matcher.group(1), name -> new ArrayList<>()).add(code);
    }
  }

  /** What is wrong in a document, each with its line. */
  List<String> problems(String file, String text) {
    List<String> problems = new ArrayList<>();
    String folder = Path.of(file).resolveSibling("").toString();
    List<String> lines =
        BLOCK.matcher(text).replaceAll(b -> "\n".repeat(lines(b.group()) - 1)).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String place = file + ":" + (i + 1) + ": ";
      for (Matcher code = QUOTED.matcher(lines.get(i)); code.find(); ) {
        @Nullable String problem = problem(folder, code.group(1));
        if (problem != null) {
          problems.add(place + code.group() + ": " + problem);
        }
      }
    }
    return problems;
  }

  private static int lines(String text) {
    return text.split("\n", -1).length;
  }

  private @Nullable String problem(String folder, String code) {
    Matcher name = CLASS.matcher(code);
    if (name.matches()) {
      return ofClass(name.group(1), name.group(2));
    }
    if (PACKAGE.matcher(code).matches()) {
      return isThere(".../" + code.replace('.', '/')) ? null : "no such package";
    }
    if (PATH.matcher(code).matches() && !BUILT.matcher(code).find()) {
      return expanded(code).stream().allMatch(path -> isThere(folder, path))
          ? null
          : "no such file";
    }
    return null;
  }

  private @Nullable String ofClass(String name, @Nullable String member) {
    List<String> code = declared.get(name);
    if (code == null) {
      return imported.contains(name) || OTHERS.contains(name)
          ? null
          : "no such class; one inside another is named with it; if it is not ours, OTHERS in NamesInDocuments has it";
    }
    boolean known =
        member == null
            || code.stream()
                .anyMatch(c -> Pattern.compile("\\b" + member + "\\b").matcher(c).find());
    return known ? null : name + " has no " + member;
  }

  /**
   * Whether a path exists below the folder of its document or the root; what begins at neither is
   * not of this repository.
   */
  private boolean isThere(String folder, String path) {
    String first = path.substring(0, path.indexOf('/'));
    List<String> bases =
        Stream.of(folder, "")
            .distinct()
            .filter(base -> paths.contains(Path.of(base, first).toString()))
            .toList();
    if (bases.isEmpty()) {
      return !IN_PACKAGE.matcher(path).matches() || isThere(".../" + path + ".java");
    }
    return bases.stream().anyMatch(base -> isThere(Path.of(base, path).toString()));
  }

  /** Whether a pattern has a path: three dots are any folders, and {@code <word>} is any word. */
  private boolean isThere(String path) {
    String glob =
        path.replaceAll("/$", "")
            .replaceAll("<[^>]*>", "*")
            .replace("...", "*")
            .replace("**/", "*");
    Pattern pattern = Pattern.compile(("\\Q" + glob + "\\E").replace("*", "\\E.*\\Q"));
    return paths.stream().anyMatch(one -> pattern.matcher(one).matches());
  }

  /** The paths that braces mean. */
  private static List<String> expanded(String path) {
    Matcher braces = BRACES.matcher(path);
    if (!braces.find()) {
      return List.of(path);
    }
    String before = path.substring(0, braces.start());
    String after = path.substring(braces.end());
    return Stream.of(braces.group(1).split(",", -1))
        .flatMap(one -> expanded(before + one + after).stream())
        .toList();
  }
}
