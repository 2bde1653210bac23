package org.drey.alerts.handover;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.drey.alerts.decide.RecordSymbols;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.decide.VerdictRules;
import org.drey.alerts.entity.EntityNames;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.explain.AlertView;
import org.drey.alerts.explain.RuleBook;
import org.drey.alerts.present.LatestRecords;
import org.drey.alerts.present.PresentAlerts;
import org.drey.alerts.source.ResultSource;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.event.TopicNames;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.event.VerdictKey;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;

/** The selection of what may go to others, decided in this one place for all formats. */
public final class HandoverSelection {
  private final SelectionRequest wanted;
  private final SharingTerms sharing;
  private final RuleBook rules;
  private final VerdictRules verdictRules;
  private final Instant now;
  private final Map<String, String> held = new TreeMap<>();
  private final List<HandedOverAlert> going = new ArrayList<>();

  /**
   * A request for a selection.
   *
   * @param alerts ids; with no case, none are all
   * @param theCase its members, or null
   * @param victims whether alerts of young people go also where no id names them
   * @param pending verdicts that count though no job has taken them up yet
   */
  public record SelectionRequest(
      Set<String> alerts, @Nullable Case theCase, boolean victims, Collection<Verdict> pending) {
    private boolean names(String id) {
      return alerts.contains(id);
    }

    /** Returns whether anything is asked for by name, so that a reason is due if it stays. */
    private boolean isNarrow() {
      return theCase != null || !alerts.isEmpty();
    }

    private Set<String> ids() {
      Set<String> ids = new LinkedHashSet<>(alerts);
      if (theCase != null) {
        theCase.getMembers().stream().map(CaseMember::getAlertId).forEach(ids::add);
      }
      return ids;
    }
  }

  /**
   * The part of an alert that is kept to know who may be a victim, and whether it may be handed on.
   */
  private record AlertBrief(
      String alertId, EntityKey key, boolean mayBeVictim, boolean hasVerdict) {
    static AlertBrief of(Alert alert) {
      return new AlertBrief(
          alert.getAlertId(),
          EntityNames.of(alert),
          EntityNames.mayBeVictim(alert),
          RecordSymbols.mayGoToOthers(alert.getVerdict()));
    }
  }

  private HandoverSelection(
      SelectionRequest wanted,
      SharingTerms sharing,
      RuleBook rules,
      VerdictRules verdictRules,
      Instant now) {
    this.wanted = wanted;
    this.sharing = sharing;
    this.rules = rules;
    this.verdictRules = verdictRules;
    this.now = now;
  }

  /**
   * Selects among the present alerts; never among those with rules on trial.
   *
   * @param rules whose words go out
   * @param verdictRules which verdicts the jobs allow
   * @param now the clock, for what has expired
   */
  public static HandoverContents of(
      ResultSource results,
      SelectionRequest wanted,
      SharingTerms sharing,
      RuleBook rules,
      VerdictRules verdictRules,
      Instant now)
      throws IOException {
    return new HandoverSelection(wanted, sharing, rules, verdictRules, now).select(results);
  }

  private HandoverContents select(ResultSource results) throws IOException {
    Collection<AlertBrief> all =
        PresentAlerts.read(results, TopicNames.ALERTS, id -> true, AlertBrief::of);
    PossibleVictims victims = new PossibleVictims();
    all.forEach(one -> victims.learn(one.alertId(), one.mayBeVictim()));
    Set<String> ids = candidates(results, all);
    Map<String, List<Verdict>> verdicts =
        LatestRecords.verdicts(results, ids::contains, wanted.pending);
    Set<String> counting = wanted.pending.stream().map(VerdictKey::of).collect(Collectors.toSet());
    for (Alert alert :
        PresentAlerts.read(results, TopicNames.ALERTS, ids::contains, alert -> alert)) {
      String id = alert.getAlertId();
      VerdictHistory history =
          VerdictHistory.of(alert, verdicts.getOrDefault(id, List.of()), verdictRules);
      take(history, victims, counting);
    }
    return new HandoverContents(
        List.copyOf(going),
        held,
        wanted.theCase,
        hubGoes(all, victims),
        rules.currency(),
        victims,
        sharing);
  }

  /** Reads those whole that may go; the others cannot. */
  private Set<String> candidates(ResultSource results, Collection<AlertBrief> all)
      throws IOException {
    if (wanted.isNarrow()) {
      return wanted.ids();
    }
    Set<String> ids =
        LatestRecords.alertsWith(
            results, one -> RecordSymbols.mayGoToOthers(one.getVerdict().name()));
    all.stream().filter(AlertBrief::hasVerdict).map(AlertBrief::alertId).forEach(ids::add);
    wanted.pending.stream().map(Verdict::getAlertId).forEach(ids::add);
    return ids;
  }

  private void take(VerdictHistory history, PossibleVictims victims, Set<String> counting) {
    Alert alert = history.alert();
    HandoverClearance clearance = HandoverClearance.of(history, counting, verdictRules.eyes());
    ClearingVerdict decided = clearance.decided();
    String refusal = decided == null ? clearance.refusal() : refusal(alert, victims, decided);
    if (decided == null || !refusal.isEmpty()) {
      held.put(alert.getAlertId(), refusal);
      return;
    }
    AlertView view = AlertView.of(history, List.of(), rules, now);
    going.add(new HandedOverAlert(view, decided, sharing.expiry(decided.time())));
  }

  private String refusal(Alert alert, PossibleVictims victims, ClearingVerdict decided) {
    boolean isVictim = alert.getTrack() == Track.VICTIM;
    if (isVictim && !wanted.victims && !wanted.names(alert.getAlertId())) {
      return "of a young person who may need help: only by its own id (or --victims)";
    }
    if (victims.beside(alert) != null) {
      return PossibleVictims.STAYS;
    }
    if (alert.getTrack() == Track.UNKNOWN) {
      return "on a track that is newer than this program";
    }
    return now.isAfter(sharing.expiry(decided.time()))
        ? "its verdict is more than "
            + sharing.days()
            + " days old: decide again (or --expires DAYS)"
        : "";
  }

  /** The token in the middle stays where an alert on it was not handed on, or is a victim's. */
  private boolean hubGoes(Collection<AlertBrief> all, PossibleVictims victims) {
    Case theCase = wanted.theCase;
    if (theCase == null || victims.contains(EntityNames.of(theCase))) {
      return false;
    }
    EntityKey hub = EntityNames.of(theCase);
    Set<String> gone =
        going.stream().map(one -> one.alert().getAlertId()).collect(Collectors.toSet());
    return all.stream()
        .filter(one -> one.key().equals(hub))
        .allMatch(one -> gone.contains(one.alertId()));
  }
}
