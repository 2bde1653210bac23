package org.drey.terminal.alerts;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.decide.VerdictRules;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.explain.AlertJson;
import org.drey.alerts.explain.AlertRow;
import org.drey.alerts.explain.ListText;
import org.drey.alerts.explain.ListedAlert;
import org.drey.alerts.explain.RuleBook;
import org.drey.alerts.present.LatestRecords;
import org.drey.alerts.present.PresentAlerts;
import org.drey.alerts.source.ResultSource;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.CaseMember;
import org.drey.event.Priority;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.rules.compile.RuleSet;
import org.drey.terminal.TerminalInfo;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./drey alerts list}: what is due, the most urgent first. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "Lists the open alerts: young people first, then by priority, deadline and score.",
    footer = {
      "",
      "Tracks, what an alert is about: PAYER a person who pays or watches; FACILITATOR",
      "an account or host that is paid; VICTIM a young person who pays or hosts, and",
      "may need help; RECEIVER an account that young people pay; PURCHASE a person who",
      "buys; ENTITY a service, merchant, domain or device, no person; UNKNOWN is newer",
      "than this program. The catalogue's rules are on all of these but PURCHASE.",
      "",
      "Bands, by the score: WATCH from 30, ALERT from 50, HIGH from 70, CRITICAL from",
      "85.",
      "",
      "A young person who may need help has no score in the list: it says nothing",
      "about them. Nor has another alert about the same person: 'also victim' names",
      "the one on the track VICTIM. Read it first.",
      "",
      "Young people who paid one account are under the line of that account, before",
      "all others. Alerts that are alike are one line.",
      "",
      "Replayed alerts have no deadline: their events are over. A verdict on one of",
      "them counts at the next replay, and until then --all lists the alert.",
      "",
      "Exit status: 0 listed, also if there is none, 1 not, 2 used wrongly, 3 some",
      "records could not be read.",
      "",
      "Examples:",
      "  ./drey alerts list --from results",
      "  ./drey alerts list --from results --priority P2 --track victim",
      "  ./drey alerts list --bootstrap kafka:9092 --all --top 1000 --json"
    })
final class ListCommand implements Callable<Integer> {
  @Mixin private SourceOptions source = new SourceOptions();
  @Mixin private RuleChoice rules = new RuleChoice();

  @Option(names = "--all", description = "Also list closed and withdrawn alerts.")
  private boolean all;

  @Option(
      names = "--track",
      paramLabel = "TRACK",
      description =
          "List this track alone: PAYER, FACILITATOR, PURCHASE, VICTIM, RECEIVER, ENTITY, UNKNOWN.")
  private @Nullable String track;

  @Option(
      names = "--case",
      paramLabel = "ID",
      description = "List this case alone, closed alerts too; its id, or its first letters.")
  private @Nullable String caseId;

  @Option(
      names = "--priority",
      paramLabel = "P",
      description = "List this priority and more urgent: P0, P1, P2, P3.")
  private @Nullable String priority;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "How many at most (default: ${DEFAULT-VALUE}).")
  private int top = 20;

  @Option(
      names = "--unfold",
      description = "Each alert in lines of its own, also if some are alike.")
  private boolean unfold;

  @Option(names = "--json", description = "Prints JSON, one object a line.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (top < 1) {
      throw new ParameterException(spec.commandLine(), "--top: at least 1");
    }
    Track ofTrack = choice("--track", track, Track.class);
    Priority most = choice("--priority", priority, Priority.class);
    ResultSource results = source.results(spec);
    RuleSet set = rules.read();
    RuleBook words = rules.book(set);
    Set<String> members = members(results);
    Collection<AlertRow> present =
        PresentAlerts.read(
            results, source.alerts(), id -> true, alert -> AlertRow.of(alert, words));
    int status = UnreadRecords.status(results, present.size());
    List<AlertRow> asked =
        present.stream()
            .filter(row -> ofTrack == null || row.track() == ofTrack)
            .filter(row -> most == null || row.priority().compareTo(most) <= 0)
            .filter(row -> isChosen(row, members))
            .toList();
    List<AlertRow> judged = withVerdicts(results, asked, set, words);
    List<AlertRow> chosen = judged.stream().filter(row -> !isDecided(row)).toList();
    print(present, chosen, judged.size() - chosen.size());
    return status;
  }

  /**
   * Prints a list.
   *
   * @param decided how many are left out, for they were decided
   */
  private void print(Collection<AlertRow> present, List<AlertRow> chosen, int decided) {
    PossibleVictims victims = AlertRow.victims(present);
    Set<String> ids = present.stream().map(AlertRow::alertId).collect(Collectors.toSet());
    List<ListedAlert> listed =
        ListedAlert.of(
            chosen.stream()
                .sorted(AlertRow.BY_URGENCY)
                .map(row -> row.beside(victims, ids))
                .toList(),
            !unfold);
    List<ListedAlert> shown = ListedAlert.first(listed, top);
    List<AlertRow> rows = ListedAlert.rows(shown);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      rows.forEach(row -> out.println(AlertJson.of(row)));
      return;
    }
    int letters = AlertRow.uniqueLetters(present);
    ListText text = new ListText(letters, TerminalInfo.width(), Instant.now(), rows);
    shown.forEach(one -> text.lines(one).forEach(out::println));
    boolean isNarrowed = track != null || priority != null || caseId != null;
    boolean isOpen = !all && caseId == null;
    String again = source.written() + rules.written();
    new ListEnding(present, chosen.size(), rows, decided, isNarrowed, isOpen, again)
        .lines()
        .forEach(out::println);
  }

  /** Whether a verdict on an alert of a replay has closed it for whoever lists what is open. */
  private boolean isDecided(AlertRow row) {
    return !all && caseId == null && row.generation() == 0 && row.decided();
  }

  /**
   * One of a type that Avro made. As an option's type each command's start would read its schema.
   */
  private <E extends Enum<E>> @Nullable E choice(
      String option, @Nullable String given, Class<E> type) {
    if (given == null) {
      return null;
    }
    List<E> all = List.of(type.getEnumConstants());
    return all.stream()
        .filter(one -> one.name().equalsIgnoreCase(given))
        .findFirst()
        .orElseThrow(() -> new ParameterException(spec.commandLine(), option + ": one of " + all));
  }

  /** The same rows, with what those wait for on which there are verdicts. */
  private List<AlertRow> withVerdicts(
      ResultSource results, List<AlertRow> asked, RuleSet set, RuleBook words) throws IOException {
    if (source.isTrial()) {
      return asked;
    }
    Set<String> ids = asked.stream().map(AlertRow::alertId).collect(Collectors.toSet());
    Map<String, List<Verdict>> verdicts = LatestRecords.verdicts(results, ids::contains, List.of());
    if (verdicts.isEmpty()) {
      return asked;
    }
    VerdictRules allowed = VerdictRules.of(set, rules.eyes());
    Map<String, AlertRow> decided =
        PresentAlerts.read(
                results,
                source.alerts(),
                verdicts::containsKey,
                alert -> row(alert, verdicts, allowed, words))
            .stream()
            .collect(Collectors.toMap(AlertRow::alertId, row -> row));
    return asked.stream().map(row -> decided.getOrDefault(row.alertId(), row)).toList();
  }

  private static AlertRow row(
      Alert alert, Map<String, List<Verdict>> verdicts, VerdictRules allowed, RuleBook words) {
    List<Verdict> given = verdicts.getOrDefault(alert.getAlertId(), List.of());
    return AlertRow.of(VerdictHistory.of(alert, given, allowed), words);
  }

  /** The alerts of the case that is asked for; null if none is. */
  private @Nullable Set<String> members(ResultSource results) throws IOException {
    return caseId == null
        ? null
        : AlertLookup.oneCase(results, caseId).getMembers().stream()
            .map(CaseMember::getAlertId)
            .collect(Collectors.toSet());
  }

  private boolean isChosen(AlertRow row, @Nullable Set<String> members) {
    return members == null
        ? all || row.state() == AlertState.OPEN
        : members.contains(row.alertId());
  }
}
