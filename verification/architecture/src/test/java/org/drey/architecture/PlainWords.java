package org.drey.architecture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words that CONTRIBUTING ("Words") asks to write plainer: in texts and comments, also across
 * the lines of one, and in names such as those of tests.
 */
final class PlainWords {
  /** What is looked for, and what to write instead. */
  private static final Map<String, String> PLAINER =
      Map.ofEntries(
          Map.entry("tells?|told|telling", "reports, returns, logs, states"),
          Map.entry(
              "(?:some|any|no)body(?:s|'s)?",
              "someone by what they are (a user, an analyst), anyone, no one"),
          Map.entry("whatever", "any, regardless of"),
          Map.entry("all the same", "anyway, still"),
          Map.entry(
              "(?:holds?|held) (?:[^\\s.:;]+ ){0,12}against", "compared with, checked against"),
          Map.entry("mend|mends|mended", "fix, repair, recover"),
          Map.entry("(?:to|for|of|by|with|from) who", "whom, or the one who"),
          Map.entry("stands?|stood", "is, appears"),
          Map.entry("has so long", "has this long"),
          Map.entry("a word on", "a statement of"),
          Map.entry("anew", "again, rebuilt, from the start"),
          Map.entry("what came of", "the result of"),
          Map.entry("of (?:its|their) own", "its own, separate"),
          Map.entry("in all(?!\\s+[\\w{<*])", "in total"));

  /** Where a word is right, and why. */
  private static final Map<String, String> RIGHT =
      Map.of(
          "stand for", "what a sign means",
          "stands for", "what a sign means",
          "standFor", "the same, in a name",
          "standsFor", "the same, in a name",
          "clock is held by nobody", "the title of a decision",
          "Often paid by who often pays", "the title of a rule in a stored savepoint");

  private static final Pattern RIGHT_PHRASE =
      Pattern.compile(String.join("|", RIGHT.keySet()), Pattern.CASE_INSENSITIVE);

  private static final Pattern WORDS =
      Pattern.compile(
          "(?<![\\w-])(?:" + String.join("|", PLAINER.keySet()).replace(" ", " +") + ")(?![\\w-])",
          Pattern.CASE_INSENSITIVE);

  /** The end of a line, with what a comment or a quotation begins the next one with. */
  private static final Pattern LINE_END = Pattern.compile("\\n\\s*(?:\\*(?!/)|//|#|<!--|>)?");

  private static final Pattern QUOTED = Pattern.compile("`[^`\\n]*`");
  private static final Pattern NAME = Pattern.compile("\\b[A-Za-z][a-z]*(?:[A-Z][a-z]*)+\\b");
  private static final Pattern CAPITAL = Pattern.compile("(?=[A-Z])");

  /** Has the words to avoid. */
  private static final Pattern OWN_SECTION = Pattern.compile("(?ms)^### Words$.*?(?=^## )");

  private PlainWords() {}

  /** What could be plainer in a text, each with its line. */
  static List<String> problems(String file, String text) {
    String plain = text;
    if (file.equals(".github/CONTRIBUTING.md")) {
      plain = OWN_SECTION.matcher(plain).replaceAll(PlainWords::blank);
    }
    if (file.endsWith(".md")) {
      plain = QUOTED.matcher(plain).replaceAll(PlainWords::blank);
    }
    plain = LINE_END.matcher(plain).replaceAll(PlainWords::blank);
    plain = RIGHT_PHRASE.matcher(plain).replaceAll(PlainWords::blank);
    Map<String, Boolean> names = new HashMap<>(); // most are there many times
    List<String> problems = new ArrayList<>();
    Stream.concat(
            WORDS.matcher(plain).results(),
            NAME.matcher(plain)
                .results()
                .filter(name -> names.computeIfAbsent(name.group(), PlainWords::hasWord)))
        .sorted((a, b) -> a.start() - b.start())
        .forEach(found -> problems.add(problem(file, text, found)));
    return problems;
  }

  /** The exceptions that none of these texts has. */
  static Set<String> unusedExceptions(List<String> texts) {
    Set<String> unused = new TreeSet<>(RIGHT.keySet());
    for (String text : texts) {
      RIGHT_PHRASE
          .matcher(LINE_END.matcher(text).replaceAll(PlainWords::blank))
          .results()
          .forEach(found -> unused.removeIf(found.group()::equalsIgnoreCase));
    }
    return unused;
  }

  private static String blank(MatchResult found) {
    return " ".repeat(found.group().length());
  }

  private static boolean hasWord(String name) {
    return WORDS.matcher(CAPITAL.matcher(name).replaceAll(" ")).find();
  }

  private static String problem(String file, String text, MatchResult found) {
    long line = text.substring(0, found.start()).chars().filter(c -> c == '\n').count() + 1;
    String words = found.group().replaceAll("\\s+", " ");
    String plainer =
        PLAINER.entrySet().stream()
            .filter(one -> words.matches("(?i)" + one.getKey()))
            .map(one -> ": " + one.getValue())
            .findAny()
            .orElse("");
    return file + ":" + line + ": '" + words + "'" + plainer;
  }
}
