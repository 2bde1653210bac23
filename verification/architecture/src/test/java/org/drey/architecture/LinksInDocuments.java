package org.drey.architecture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds links in Markdown files to a file, or to a heading of one, that is not there. */
final class LinksInDocuments {
  /** A link without a scheme: a file, an anchor, or both. */
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]*)(?:#([^)]*))?\\)");

  /** Blocks of commands and of examples. */
  private static final Pattern BLOCK =
      Pattern.compile("^```.*?^```", Pattern.MULTILINE | Pattern.DOTALL);

  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
  private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N} _-]");

  private final Repository repository;
  private final Map<String, Set<String>> anchors = new HashMap<>();

  LinksInDocuments(Repository repository) {
    this.repository = repository;
  }

  /** Returns the broken links of a document, each with its line. */
  List<String> problems(String file, String text) {
    List<String> problems = new ArrayList<>();
    List<String> lines = withoutBlocks(text).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      for (Matcher link = LINK.matcher(lines.get(i)); link.find(); ) {
        @Nullable String problem = problem(file, link.group(1), link.group(2));
        if (problem != null) {
          problems.add(file + ":" + (i + 1) + ": " + problem);
        }
      }
    }
    return problems;
  }

  private static String withoutBlocks(String text) {
    return BLOCK
        .matcher(text)
        .replaceAll(block -> "\n".repeat((int) block.group().lines().count() - 1));
  }

  private @Nullable String problem(String file, String link, @Nullable String anchor) {
    String target =
        link.isEmpty() ? file : Path.of(file).resolveSibling(link).normalize().toString();
    if (!repository.paths().contains(target)) {
      return link + ": no such file";
    }
    boolean isThere =
        anchor == null || !target.endsWith(".md") || anchorsOf(target).contains(anchor);
    return isThere ? null : link + "#" + anchor + ": no such heading";
  }

  private Set<String> anchorsOf(String document) {
    return anchors.computeIfAbsent(document, file -> anchorsIn(Repository.text(file)));
  }

  /** Returns the anchors that headings get where the documents are shown. */
  private static Set<String> anchorsIn(String text) {
    return HEADING
        .matcher(withoutBlocks(text))
        .results()
        .map((MatchResult found) -> found.group(1).strip().toLowerCase(Locale.ROOT))
        .map(heading -> NOT_IN_ANCHORS.matcher(heading).replaceAll("").replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
