package org.drey.terminal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Commands and options that were removed.
 *
 * @param now by the words of a command, perhaps with an option last, what does it now
 */
public record RemovedCommands(Map<String, String> now) {
  private static final String FLINK =
      "docs/operate/upgrade.md has Flink's own commands for it; on one machine, './drey down' and"
          + " then './drey up' with other options";
  private static final String LIST_FILE =
      "'./drey blocklist explain NAME --blocklist FILE --key-file KEY' checks a file, and prints"
          + " its version and how many entries it has";
  private static final String STATE =
      "'./drey rules list' has the state in each line, and as a field with --json";

  /** Those of the programs that are named drey. */
  public static final RemovedCommands DREY =
      new RemovedCommands(
          Map.ofEntries(
              Map.entry("size", "docs/operate/size.md has tables for it"),
              Map.entry(
                  "rehearse",
                  "'./drey replay' prints what is late; verification/rehearse/run runs events"
                      + " through a broker, with crashes"),
              Map.entry("upgrade", FLINK),
              Map.entry("rescale", FLINK),
              Map.entry("savepoint", FLINK),
              Map.entry("resync", FLINK),
              Map.entry("edge rpz config", "'./drey edge rpz --print SERVER'"),
              Map.entry("blocklist renew", "'./drey blocklist publish --renew LIST_ID'"),
              Map.entry("topics plan", "'./drey topics apply --print'"),
              Map.entry(
                  "collect test",
                  "'./drey collect check --format NAME|FILE' without a log plays its samples"),
              Map.entry("audit verify", "'./drey audit --verify'"),
              Map.entry("audit backup", "'./drey audit --backup FILE'"),
              Map.entry(
                  "rules check --events",
                  "'./drey readiness --events DIR --rules PATH --max-share 1%'"
                      + " says what rules select, and ends with 1 above that share"),
              Map.entry("rules list --live", STATE),
              Map.entry("rules list --trial", STATE),
              Map.entry(
                  "rules list --missing", "docs/catalogue.md says why an indicator has no rule"),
              Map.entry("blocklist verify", LIST_FILE),
              Map.entry("blocklist info", LIST_FILE),
              Map.entry(
                  "blocklist diff",
                  "'./drey blocklist compile FEED --previous OLD' compares sizes, --delta OLD"
                      + " writes the difference"),
              Map.entry(
                  "generate --kinds",
                  "the tests inside a rule ('./drey rules test'), or lines of your own in a folder"
                      + " that './drey replay' reads"),
              Map.entry("url --json-input", "'./drey url -' reads a URL or name a line"),
              Map.entry("replay --list-key-file", "'--key-file'"),
              Map.entry("dpia --from", "the notebook on calibration counts precision"),
              Map.entry("alerts show --all-events", "'./drey alerts show --evidence'")));

  public RemovedCommands {
    now = Map.copyOf(now);
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
