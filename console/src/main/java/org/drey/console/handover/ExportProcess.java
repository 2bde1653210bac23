package org.drey.console.handover;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.explain.RuleBook;
import org.drey.alerts.export.AlertExport;
import org.drey.alerts.export.InternalScope;
import org.drey.alerts.handover.ExportFormat;
import org.drey.alerts.handover.GoamlTerms;
import org.drey.alerts.handover.HandedOverAlert;
import org.drey.alerts.handover.HandoverContents;
import org.drey.alerts.handover.HandoverFormat;
import org.drey.alerts.handover.HandoverPreview;
import org.drey.alerts.handover.HandoverSelection;
import org.drey.alerts.handover.SharingTerms;
import org.drey.alerts.handover.TrafficLight;
import org.drey.base.Sha256Digests;
import org.drey.console.decide.DecisionProcess;
import org.drey.console.index.AlertIndex;
import org.drey.console.index.IndexResults;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.work.SentVerdicts;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.Verdict;

/**
 * Makes what is handed on. What may go is decided where {@code ./drey alerts export} has it
 * decided, on the same records; here nothing can go that stays there.
 */
public final class ExportProcess {
  /** A verdict that was given here is read back within this time, or never will be. */
  private static final Duration READ_BACK = Duration.ofMinutes(2);

  private static final String WAITS_FOR_A_SECOND =
      "a first analyst has decided, and a second one has not yet";

  private final ConsoleDatabase database;
  private final AlertIndex index;
  private final SentVerdicts sent;
  private final RuleBook rules;
  private final GoamlTerms goaml;
  private final SharingTerms sharing;
  private final DecisionProcess deciding;

  /**
   * Handing on.
   *
   * @param deciding by whose rules verdicts count, and two analysts have to agree
   * @param rules whose words go out
   * @param goaml what a goAML draft has to be like
   * @param sharing the usual terms on which alerts go out
   */
  public ExportProcess(
      ConsoleDatabase database,
      AlertIndex index,
      DecisionProcess deciding,
      RuleBook rules,
      GoamlTerms goaml,
      SharingTerms sharing) {
    this.database = database;
    this.index = index;
    this.sent = new SentVerdicts(database);
    this.rules = rules;
    this.goaml = goaml;
    this.sharing = sharing;
    this.deciding = deciding;
  }

  /**
   * The document; the same records give the same text.
   *
   * @param analyst who asks: reasons say nothing of what is kept from them before they choose
   * @throws ExportRefusedException if nothing goes; says why
   */
  public HandoverDocument document(
      HandoverTarget target, ExportFormat format, TrafficLight tlp, String analyst, Instant now)
      throws ExportRefusedException {
    try {
      AlertExport house = format.house();
      return house != null
          ? house(target, format, house)
          : others(shown(selection(target, tlp, now), analyst), target, format);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written to but memory", e);
    }
  }

  /** Returns why nothing of it may go to others; empty if something may. */
  public List<String> reasonsToStay(HandoverTarget target, String analyst, Instant now) {
    try {
      HandoverContents handover = selection(target, TrafficLight.RED, now);
      return handover.alerts().isEmpty() ? held(shown(handover, analyst)) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("the index is read without files", e);
    } catch (ExportRefusedException e) {
      return e.reasons();
    }
  }

  private HandoverContents selection(HandoverTarget target, TrafficLight tlp, Instant now)
      throws IOException, ExportRefusedException {
    checkReadBack(target.ids(), now);
    Case theCase = target.theCase();
    return HandoverSelection.of(
        new IndexResults(database, target.ids(), theCase == null ? null : theCase.getEntity()),
        new HandoverSelection.SelectionRequest(target.named(), theCase, false, List.of()),
        sharing.with(tlp),
        rules,
        deciding.rules(),
        now);
  }

  /** A verdict may just have been given that speaks against going out. */
  private void checkReadBack(Set<String> alertIds, Instant now) throws ExportRefusedException {
    for (String id : alertIds) {
      Set<String> known =
          index.verdicts(id).stream().map(Verdict::getVerdictId).collect(Collectors.toSet());
      for (SentVerdicts.SentVerdict one : sent.of(id)) {
        if (!known.contains(one.verdictId()) && now.isBefore(one.time().plus(READ_BACK))) {
          throw new ExportRefusedException(
              List.of("A verdict on " + id + " was given just now. Wait until it is read back."));
        }
      }
    }
  }

  /** The same, but for what a first analyst has said to one who is to be the second. */
  private HandoverContents shown(HandoverContents handover, String analyst) {
    Map<String, String> held = new TreeMap<>(handover.held());
    index
        .alerts(held.keySet())
        .forEach(
            (id, alert) -> {
              VerdictHistory history = deciding.history(alert);
              if (!deciding.beforeChoosing(history, analyst).equals(history)) {
                held.put(id, WAITS_FOR_A_SECOND);
              }
            });
    return new HandoverContents(
        handover.alerts(),
        held,
        handover.theCase(),
        handover.hubGoes(),
        handover.currency(),
        handover.victims(),
        handover.sharing());
  }

  private static List<String> held(HandoverContents handover) {
    List<String> lines = HandoverPreview.held(handover);
    return lines.isEmpty()
        ? List.of("There is nothing of it any more.")
        : lines.stream().map(HandoverPreview::withoutOptions).toList();
  }

  private HandoverDocument others(
      HandoverContents handover, HandoverTarget target, ExportFormat format)
      throws IOException, ExportRefusedException {
    HandoverFormat writer = format.document(goaml);
    if (handover.alerts().isEmpty()) {
      throw new ExportRefusedException(held(handover));
    }
    checkFits("There is no such document of it:", writer.refusals(handover));
    String text = writer.write(handover);
    checkFits("The draft does not fit the schema that is configured:", writer.problems(text));
    var shown = HandoverPreview.lines(handover).stream().map(HandoverPreview::withoutOptions);
    List<String> lines = Stream.concat(shown, writer.notes().stream()).toList();
    Map<String, Map<String, String>> alerts = new TreeMap<>();
    for (HandedOverAlert one : handover.alerts()) {
      Map<String, String> details = details(one.alert());
      details.put("verdict", one.decided().verdict());
      details.put("verdict_time", one.decided().time().toString());
      alerts.put(one.alert().getAlertId(), details);
    }
    return document(target, format, lines, alerts, text, writer.preview(handover));
  }

  private static void checkFits(String what, List<String> problems) throws ExportRefusedException {
    if (!problems.isEmpty()) {
      throw new UnfitDraftException(Stream.concat(Stream.of(what), problems.stream()).toList());
    }
  }

  private HandoverDocument house(HandoverTarget target, ExportFormat format, AlertExport export)
      throws IOException, ExportRefusedException {
    InternalScope scope = new InternalScope(export, target.named(), target.theCase(), false);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AlertExport.Writer writer = export.begin(out, rules::sentences);
    Map<String, Map<String, String>> alerts = new TreeMap<>();
    Map<String, String> held = new TreeMap<>();
    int leftOut = 0;
    Collection<Alert> all = new TreeMap<>(index.alerts(target.ids())).values();
    PossibleVictims victims = index.victims(all, List.of());
    for (Alert one : all) {
      switch (scope.of(one, victims)) {
        case GOES -> {
          writer.write(victims.masked(one));
          alerts.put(one.getAlertId(), details(one));
        }
        case HELD -> held.put(one.getAlertId(), PossibleVictims.STAYS);
        case LEFT_OUT, NOT_ASKED_FOR -> leftOut++;
      }
    }
    writer.end();
    List<String> lines = new ArrayList<>();
    lines.add(alerts.size() + (alerts.size() == 1 ? " alert" : " alerts") + ", for the house.");
    if (leftOut > 0) {
      lines.add("stays: " + leftOut + " of young people; each only from its own page.");
    }
    lines.addAll(HandoverPreview.held(held));
    if (alerts.isEmpty()) {
      throw new ExportRefusedException(lines.subList(1, lines.size()));
    }
    String text = out.toString(StandardCharsets.UTF_8);
    return document(target, format, lines, alerts, text, text);
  }

  private static Map<String, String> details(Alert one) {
    return new LinkedHashMap<>(Map.of("revision", one.getGeneration() + "." + one.getRevision()));
  }

  private static HandoverDocument document(
      HandoverTarget target,
      ExportFormat format,
      List<String> lines,
      Map<String, Map<String, String>> alerts,
      String text,
      String shown) {
    return new HandoverDocument(
        format, lines, alerts, text, shown, Sha256Digests.hex(text), format.file(target.shortId()));
  }
}
