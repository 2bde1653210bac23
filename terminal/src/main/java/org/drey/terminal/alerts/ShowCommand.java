package org.drey.terminal.alerts;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.decide.VerdictRules;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.explain.AlertJson;
import org.drey.alerts.explain.AlertPage;
import org.drey.alerts.explain.AlertView;
import org.drey.alerts.explain.HostedSessions;
import org.drey.alerts.present.LatestRecords;
import org.drey.alerts.present.PresentAlerts;
import org.drey.alerts.source.ResultSource;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.rules.compile.RuleSet;
import org.drey.terminal.TerminalInfo;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey alerts show}: one alert, in words. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Explains an alert: what happened, what speaks against it, what can be decided.",
    footer = {
      "",
      "It is the newest revision, with the verdicts and cases that lie beside it. The",
      "words are those of the catalogue's rules; name others by --rules.",
      "",
      "Exit status: 0 shown, 1 there is no such alert, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey alerts show 1f0540b1 --from results",
      "  ./drey alerts show c15a --bootstrap kafka:9092 --kafka client.properties",
      "  ./drey alerts show c15a --from results --json | jq .not_higher"
    })
final class ShowCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "The alert's id, its first letters, or its entity's token.")
  private @Nullable String id;

  @Mixin private SourceOptions source = new SourceOptions();
  @Mixin private RuleChoice rules = new RuleChoice();

  @Option(
      names = "--evidence",
      description =
          "Also rules, versions and each event with its id; else the latest 20 occasions.")
  private boolean evidence;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (id == null) {
      throw new ParameterException(
          spec.commandLine(),
          "The ID of an alert is missing. './drey alerts list' with the same options lists them.");
    }
    ResultSource results = source.results(spec);
    Alert alert = AlertLookup.one(results, source, id);
    RuleSet set = rules.read();
    List<Case> cases = LatestRecords.cases(results, alert.getAlertId());
    PossibleVictims victims =
        PresentAlerts.victims(
            results, source.alerts(), PossibleVictims.alertIds(List.of(alert), cases));
    VerdictHistory history =
        VerdictHistory.of(
            victims.masked(alert),
            LatestRecords.verdicts(results, alert.getAlertId()),
            VerdictRules.of(set, rules.eyes()));
    AlertView view =
        AlertView.of(
            history.beside(victims.beside(alert)),
            cases,
            states(results, cases),
            victims,
            viewers(results, history.alert()),
            rules.book(set),
            Instant.now());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(AlertJson.of(view));
      return 0;
    }
    AlertPage.Layout layout =
        new AlertPage.Layout(
            TerminalInfo.columns(), TerminalInfo.showsColour(), evidence, decide(alert));
    AlertPage.lines(view, layout).forEach(out::println);
    return 0;
  }

  /** The alerts of those who joined the sessions of a young person who hosts. */
  private Collection<Alert> viewers(ResultSource results, Alert alert) throws IOException {
    Set<String> ids = HostedSessions.viewerAlerts(alert);
    return ids.isEmpty()
        ? List.of()
        : PresentAlerts.read(results, source.alerts(), ids::contains, one -> one);
  }

  /** Prints the alerts in cases. */
  private Map<String, AlertState> states(ResultSource results, List<Case> cases)
      throws IOException {
    Set<String> ids =
        cases.stream()
            .flatMap(one -> one.getMembers().stream())
            .map(CaseMember::getAlertId)
            .collect(Collectors.toSet());
    Map<String, AlertState> states = new HashMap<>();
    if (!ids.isEmpty()) {
      PresentAlerts.read(
              results,
              source.alerts(),
              ids::contains,
              alert -> Map.entry(alert.getAlertId(), alert.getState()))
          .forEach(one -> states.put(one.getKey(), one.getValue()));
    }
    return states;
  }

  /** As it can be copied, but for what an analyst has to choose. */
  private String decide(Alert alert) {
    return "./drey alerts decide "
        + AlertLookup.shortened(alert.getAlertId())
        + " VERDICT REASON "
        + source.written()
        + rules.written()
        + " --analyst NAME";
  }
}
