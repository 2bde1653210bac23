package org.drey.terminal.alerts;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.drey.alerts.decide.CheckedVerdict;
import org.drey.alerts.decide.DecisionChannel;
import org.drey.alerts.decide.ReasonMeanings;
import org.drey.alerts.decide.RefusedException;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.decide.VerdictRules;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.explain.AlertJson;
import org.drey.alerts.explain.AlertLines;
import org.drey.alerts.present.KnownFindings;
import org.drey.alerts.present.LatestRecords;
import org.drey.alerts.present.PresentAlerts;
import org.drey.alerts.source.ResultSource;
import org.drey.base.PlainText;
import org.drey.event.Alert;
import org.drey.event.Verdict;
import org.drey.rules.verdict.VerdictType;
import org.drey.terminal.TerminalInfo;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey alerts decide}: gives a verdict, after saying what it will do. */
@Command(
    name = "decide",
    mixinStandardHelpOptions = true,
    description = "Gives a verdict on an alert, after saying what it will do and asking.",
    footer = {
      "",
      "Verdicts and their reasons, in capitals or not:",
      "  CONFIRMED         REPORTED, REFERRED, ACCOUNT_ACTION; of a young person's",
      "                    alert HELPED, REFERRED",
      "  LIKELY            REFERRED, WATCHED",
      "  UNFOUNDED         WRONG_DATA, WRONG_ENTITY, NO_PATTERN",
      "  BENIGN_EXPLAINED  RELATIVE_VERIFIED, LICENSED_SERVICE, BUSINESS_VERIFIED,",
      "                    LESSONS_VERIFIED, OTHER_VERIFIED",
      "  DUPLICATE         SAME_AS_CASE; with --same-as, the alert or case that has it",
      "  NEEDS_MORE        MORE_DATA, SECOND_OPINION",
      "  REOPENED          MISTAKE, NEW_INFORMATION; with --takes-back",
      "LIKELY and BENIGN_EXPLAINED are not for a young person's alert.",
      "",
      "Who has an alert as a young person, too, may be the victim of what this alert",
      "says of them. CONFIRMED and LIKELY say so first. With --yes they are given only",
      "if --also-victim names that alert, by its first letters or all of them.",
      "BENIGN_EXPLAINED needs --also-child where hosts are assured to be children.",
      "'./drey alerts show ID' says which verdicts an alert takes now. With --from,",
      "the verdict is appended to verdicts.jsonl of the folder and counts when that",
      "file is in the --input of a replay; with --bootstrap it goes to the topic",
      "verdicts. It covers the evidence that the newest revision lists.",
      "",
      "The preview is computed as the jobs compute scores. It is exact where findings",
      "are in the folder (as replay writes them); else it is computed from the episode",
      "that the alert shows.",
      "",
      "The verdict's id is derived from what is decided, of which revision, by whom:",
      "sent again after a failure, it is the same verdict and counts once.",
      "",
      "Exit status: 0 given, 1 not given, refused or not allowed, 2 used wrongly, 3",
      "given, but the job has not taken it up within --wait.",
      "",
      "Examples:",
      "  ./drey alerts decide c15a UNFOUNDED NO_PATTERN --from results --analyst a17",
      "  ./drey alerts decide c15a BENIGN_EXPLAINED RELATIVE_VERIFIED --analyst a17 \\",
      "      --suppress PAYNET --benign-class BEN-02 --bootstrap kafka:9092 --wait 60",
      "  ./drey alerts decide c15a REOPENED MISTAKE --takes-back 5f2e… --analyst a17 \\",
      "      --from results"
    })
final class DecideCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "The alert's id, its first letters, or its entity's token.")
  private String id = "";

  @Parameters(index = "1", paramLabel = "VERDICT", description = "One of ${COMPLETION-CANDIDATES}.")
  private VerdictType verdict = VerdictType.NEEDS_MORE;

  @Parameters(index = "2", paramLabel = "REASON", description = "Why: see below.")
  private String reason = "";

  @Mixin private SourceOptions source = new SourceOptions();
  @Mixin private RuleChoice rules = new RuleChoice();
  @Mixin private VerdictOptions wish = new VerdictOptions();

  @Option(names = "--yes", description = "Does not ask.")
  private boolean yes;

  @Option(
      names = "--also-victim",
      paramLabel = "ALERT_ID",
      description =
          "The alert by which the same person may be a victim, with --yes: CONFIRMED and LIKELY are"
              + " refused without it. See below.")
  private @Nullable String alsoVictim;

  @Option(
      names = "--also-child",
      description =
          "Needed with --yes for BENIGN_EXPLAINED where hosts are assured to be children.")
  private boolean alsoChild;

  @Option(
      names = "--json",
      description = "Prints what it will do as one JSON object; gives it only with --yes.")
  private boolean json;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait until the job has taken it up (default: not at all).")
  private int waitSeconds;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    checkArguments();
    ResultSource results = source.results(spec);
    Alert alert = AlertLookup.one(results, source, id);
    VerdictRules allowed = VerdictRules.of(rules.read(), rules.eyes());
    PossibleVictims victims =
        PresentAlerts.victims(
            results, source.alerts(), PossibleVictims.alertIds(List.of(alert), List.of()));
    VerdictHistory history =
        VerdictHistory.of(alert, LatestRecords.verdicts(results, alert.getAlertId()), allowed)
            .beside(victims.beside(alert));
    wish.checkAgrees(verdict, history);
    CheckedVerdict decision =
        decision(results, history, allowed).among(LatestRecords.cases(results));
    boolean isGiven = decision.isGiven(history);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(AlertJson.of(decision));
    } else {
      print(out, history, verdict, decision);
    }
    PrintWriter says = json ? spec.commandLine().getErr() : out;
    if (isGiven) {
      says.println("This very verdict was given before: it is not given again.");
      return 0;
    }
    if (yes) {
      demandNamed(decision);
    }
    if (json ? !yes : !isWanted(out, decision)) {
      says.println("No verdict was given.");
      return 1;
    }
    return new VerdictGiving(source, waitSeconds, spec, says).give(decision.verdict(), history);
  }

  private void checkArguments() {
    wish.check(spec);
    if (source.isTrial()) {
      throw new ParameterException(
          spec.commandLine(), "--trial: a verdict is on a live alert, never on one of a trial");
    }
    if (waitSeconds < 0 || (waitSeconds > 0 && !source.kafka().areGiven())) {
      throw new ParameterException(
          spec.commandLine(), "--wait: 0 or more seconds, with --bootstrap: a job has to run");
    }
  }

  private CheckedVerdict decision(
      ResultSource results, VerdictHistory history, VerdictRules allowed) throws IOException {
    try {
      return CheckedVerdict.of(
          history,
          wish.of(
              verdict,
              reason,
              DuplicateTarget.of(results, history.alert(), verdict, wish.sameAs(), spec)),
          allowed,
          source.kafka().areGiven() // a topic of all findings would take long
              ? List.of()
              : KnownFindings.of(results, history.alert(), allowed.rules()),
          Instant.now(),
          DecisionChannel.TERMINAL);
    } catch (RefusedException e) {
      throw new UserError(PlainText.text(String.valueOf(e.getMessage())));
    }
  }

  private static void print(
      PrintWriter out, VerdictHistory history, VerdictType type, CheckedVerdict decision) {
    Alert alert = history.alert();
    Verdict given = decision.verdict();
    out.println(
        "Alert " + PlainText.text(alert.getAlertId()) + ", revision " + alert.getRevision() + ":");
    out.println("  " + AlertLines.head(alert, history.isOfYoungPerson()));
    out.println(
        given.getVerdict()
            + ", "
            + given.getReason()
            + ", by "
            + String.join(" and ", analysts(given))
            + ": "
            + ReasonMeanings.of(type, given.getReason().name())
            + ". Once the job has taken it up:");
    decision.effects().forEach(effect -> out.println("- " + PlainText.text(effect)));
  }

  private static List<String> analysts(Verdict given) {
    return given.getSecondAnalyst() == null
        ? List.of(given.getAnalyst())
        : List.of(given.getAnalyst(), given.getSecondAnalyst());
  }

  private void demandNamed(CheckedVerdict decision) {
    try {
      decision.demandNamed(alsoVictim, alsoChild, DecisionChannel.TERMINAL);
    } catch (RefusedException e) {
      throw new UserError(PlainText.text(String.valueOf(e.getMessage())));
    }
  }

  private boolean isWanted(PrintWriter out, CheckedVerdict decision) throws IOException {
    if (yes) {
      return true;
    }
    if (!TerminalInfo.canAsk()) {
      throw new UserError(
          "No verdict was given: there is no terminal to ask at. Add --yes if it is meant.");
    }
    String victimAlert = decision.victimAlert();
    return TerminalInfo.isYes(
        out,
        decision.clearsOfChildren()
            ? "Give this verdict, although hosts are assured to be children?"
            : victimAlert == null
                ? "Give this verdict?"
                : "Give this verdict, although they may be a victim by alert "
                    + PossibleVictims.shortened(victimAlert)
                    + "?");
  }
}
