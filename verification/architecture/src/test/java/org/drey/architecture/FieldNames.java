package org.drey.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of code for which the field has another. */
final class FieldNames {
  /** What is looked for in code, and what the field says. */
  private static final Map<String, String> BETTER =
      Map.ofEntries(
          Map.entry("[Tt]old|[Tt]ell|[Tt]elling|[Rr]etelling", "emitted, emit, notify"),
          Map.entry("judge|judgeFirst", "evaluate, decide, check"),
          Map.entry("Asked", "RequestInfo, or what is recorded"),
          Map.entry("Seldom", "LogLimiter"),
          Map.entry("[Tt]ally|Counts|Counters|asksForSums", "metrics"),
          Map.entry("Latest|Never", "MaxTimestamp, NoWatermarks"),
          Map.entry("KafkaStreams", "KafkaSources"),
          Map.entry("readOn", "resume, read without a clock"),
          Map.entry("atOnce", "lowLatency"),
          Map.entry("KeepFullest", "Deduplicate"),
          Map.entry("Gaps", "EnforcementGaps"),
          Map.entry("MOST_\\w+|MAX_TOLD", "MAX_*"),
          Map.entry("dropUntil", "evictUpTo"),
          Map.entry("wakeUp", "nextTimer"),
          Map.entry("Draft", "ParsedRule"),
          Map.entry("Assembly", "RulePlanner"),
          Map.entry("Leaves", "SourceFields"),
          Map.entry("Patience", "ReadDeadline"),
          Map.entry("Taker", "EntrySink"),
          Map.entry("Ending", "Shutdown"),
          Map.entry("Dialogue", "LineLoop"),
          Map.entry("Board", "DemoState"),
          Map.entry("WholeFile", "AtomicFile"),
          Map.entry("Folding", "DeltaMerge"),
          Map.entry("Rows", "Entries"),
          Map.entry("Meta", "EntryFlags"),
          Map.entry("Steps", "TreePath"),
          Map.entry("Placement", "TableLayout"),
          Map.entry("Ancestry", "AncestorIndex"),
          Map.entry("HeldNames", "NameSet"),
          Map.entry("HeldZone", "ZoneState"),
          Map.entry("Met", "ListHit"));

  /** Which of these names are right in which folder. */
  private static final List<Kept> KEPT =
      List.of(
          new Kept("[Tt]ally|Counts", "rules/correlate", "of a group's events; not a metric"),
          new Kept("Latest", "rules/correlate", "the newest event of each rule; not a watermark"),
          new Kept("Latest", "rules/log", "what a cache has used last; not a watermark"),
          new Kept("judge", "rules/score", "what verdicts do to an alert; not an evaluation"),
          new Kept("Folding", "rules/match", "case folding, as Unicode has it; not a delta"),
          new Kept("Rows", "streaming", "rows of events, as rules see them; not entries"));

  private record Kept(String names, String folder, String why) {
    boolean isFor(String file, String name) {
      return file.contains("/org/drey/" + folder + "/") && name.matches(names);
    }
  }

  private static final Pattern NAMES =
      Pattern.compile("\\b(?:" + String.join("|", BETTER.keySet()) + ")\\b");

  /** Comments and literals. */
  private static final Pattern NO_CODE =
      Pattern.compile(
          "(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*+\"|'(?:\\\\.|[^'\\\\\\n])'"
              + "|/\\*.*?\\*/|//[^\\n]*");

  private static final Pattern NO_LINE_END = Pattern.compile("[^\\n]");

  private FieldNames() {}

  /** The names of a Java file that are not the field's, each with its line. */
  static List<String> problems(String file, String code) {
    String plain =
        NO_CODE
            .matcher(code)
            .replaceAll(found -> NO_LINE_END.matcher(found.group()).replaceAll(" "));
    List<String> problems = new ArrayList<>();
    for (Matcher found = NAMES.matcher(plain); found.find(); ) {
      String name = found.group();
      if (KEPT.stream().noneMatch(one -> one.isFor(file, name))) {
        problems.add(problem(file, code, found.toMatchResult()));
      }
    }
    return problems;
  }

  private static String problem(String file, String code, MatchResult found) {
    long line = code.substring(0, found.start()).chars().filter(c -> c == '\n').count() + 1;
    String better =
        BETTER.entrySet().stream()
            .filter(one -> found.group().matches(one.getKey()))
            .map(Map.Entry::getValue)
            .findAny()
            .orElseThrow();
    return file + ":" + line + ": " + found.group() + ": " + better;
  }
}
