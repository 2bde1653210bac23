package org.drey.terminal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Commands and options that were removed, each with what does now what it did. */
public final class RemovedCommands {
  private static final String FLINK =
      "docs/operate/upgrade.md has Flink's own commands for it; on one machine, './drey down' and"
          + " then './drey up' with other options";
  private static final String LIST_FILE =
      "'./drey blocklist explain NAME --blocklist FILE --key-file KEY' checks a file, and prints its"
          + " version and how many entries it has";

  /** Those of the programs that are named drey. */
  public static final RemovedCommands DREY =
      new RemovedCommands()
          .with("size", "docs/operate/size.md has tables for it")
          .with(
              "rehearse",
              "'./drey replay' prints what is late; verification/rehearse/run runs events through a"
                  + " broker, with crashes")
          .with("upgrade", FLINK)
          .with("rescale", FLINK)
          .with("savepoint", FLINK)
          .with("resync", FLINK)
          .with("rules check --events", "'./drey readiness' tries rules on a folder of events")
          .with(
              "rules list --live",
              "'./drey rules list' has the state in each line, --json as a field")
          .with("rules list --trial", "'./drey rules list' has the state in each line")
          .with("rules list --missing", "docs/catalogue.md says why an indicator has no rule")
          .with("blocklist verify", LIST_FILE)
          .with("blocklist info", LIST_FILE)
          .with(
              "blocklist diff",
              "'./drey blocklist compile FEED --previous OLD' compares sizes, --delta OLD writes the"
                  + " difference")
          .with(
              "generate --kinds",
              "the tests inside a rule ('./drey rules test'), or lines of your own in a folder that"
                  + " './drey replay' reads")
          .with("alerts show --all-events", "'./drey alerts show --evidence'");

  private final Map<String, String> now = new LinkedHashMap<>();

  /** Adds one: the words of a command, perhaps with an option last, and what does it now. */
  public RemovedCommands with(String command, String instead) {
    now.put(command, instead);
    return this;
  }

  /** Returns their words. */
  public Set<String> commands() {
    return now.keySet();
  }

  /** Returns a line for the user if these arguments name one of them. */
  public Optional<String> answer(String... arguments) {
    int first = arguments.length > 0 && arguments[0].equals("help") ? 1 : 0;
    List<String> given = Arrays.asList(arguments).subList(first, arguments.length);
    return now.entrySet().stream()
        .filter(one -> isGiven(List.of(one.getKey().split(" ")), given))
        .findFirst()
        .map(one -> "'" + one.getKey() + "' was removed. Now: " + one.getValue() + ".");
  }

  private static boolean isGiven(List<String> words, List<String> given) {
    String last = words.get(words.size() - 1);
    int count = words.size() - (last.startsWith("-") ? 1 : 0);
    return given.size() >= count
        && given.subList(0, count).equals(words.subList(0, count))
        && (count == words.size()
            || given.stream().anyMatch(one -> one.equals(last) || one.startsWith(last + "=")));
  }
}
