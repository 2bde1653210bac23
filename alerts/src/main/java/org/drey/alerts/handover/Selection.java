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
import org.drey.alerts.decide.History;
import org.drey.alerts.decide.Kinds;
import org.drey.alerts.decide.VerdictRules;
import org.drey.alerts.entity.Entities;
import org.drey.alerts.entity.Victims;
import org.drey.alerts.explain.AlertView;
import org.drey.alerts.explain.RuleBook;
import org.drey.alerts.present.PresentAlerts;
import org.drey.alerts.present.Upserts;
import org.drey.alerts.source.Results;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.event.Topics;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.event.VerdictKey;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;

/** The selection of what may go to others, decided in this one place for all formats. */
public final class Selection {
  private final Wanted wanted;
  private final Sharing sharing;
  private final RuleBook rules;
  private final VerdictRules verdictRules;
  private final Instant now;
  private final Map<String, String> held = new TreeMap<>();
  private final List<Handed> going = new ArrayList<>();

  /**
   * A request for a selection.
   *
   * @param alerts ids; with no case, none are all
   * @param theCase its members, or null
   * @param victims whether alerts of young people go also where no id names them
   * @param pending verdicts that count though no job has taken them up yet
   */
  public record Wanted(
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

  /** What of an alert is kept to know who may be a victim, and whether it may be handed on. */
  private record Brief(String alertId, EntityKey key, boolean mayBeVictim, boolean hasVerdict) {
    static Brief of(Alert alert) {
      return new Brief(
          alert.getAlertId(),
          Entities.of(alert),
          Entities.mayBeVictim(alert),
          Kinds.mayGoToOthers(alert.getVerdict()));
    }
  }

  private Selection(
      Wanted wanted, Sharing sharing, RuleBook rules, VerdictRules verdictRules, Instant now) {
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
  public static Handover of(
      Results results,
      Wanted wanted,
      Sharing sharing,
      RuleBook rules,
      VerdictRules verdictRules,
      Instant now)
      throws IOException {
    return new Selection(wanted, sharing, rules, verdictRules, now).select(results);
  }

  private Handover select(Results results) throws IOException {
    Collection<Brief> all = PresentAlerts.read(results, Topics.ALERTS, id -> true, Brief::of);
    Victims victims = new Victims();
    all.forEach(one -> victims.learn(one.alertId(), one.mayBeVictim()));
    Set<String> ids = candidates(results, all);
    Map<String, List<Verdict>> verdicts = Upserts.verdicts(results, ids::contains, wanted.pending);
    Set<String> counting = wanted.pending.stream().map(VerdictKey::of).collect(Collectors.toSet());
    for (Alert alert : PresentAlerts.read(results, Topics.ALERTS, ids::contains, alert -> alert)) {
      String id = alert.getAlertId();
      History history = History.of(alert, verdicts.getOrDefault(id, List.of()), verdictRules);
      take(history, victims, counting);
    }
    return new Handover(List.copyOf(going), held, wanted.theCase, hubGoes(all), victims, sharing);
  }

  /** Reads those whole that may go; the others cannot. */
  private Set<String> candidates(Results results, Collection<Brief> all) throws IOException {
    if (wanted.isNarrow()) {
      return wanted.ids();
    }
    Set<String> ids =
        Upserts.alertsWith(results, one -> Kinds.mayGoToOthers(one.getVerdict().name()));
    all.stream().filter(Brief::hasVerdict).map(Brief::alertId).forEach(ids::add);
    wanted.pending.stream().map(Verdict::getAlertId).forEach(ids::add);
    return ids;
  }

  private void take(History history, Victims victims, Set<String> counting) {
    Alert alert = history.alert();
    Clearance clearance = Clearance.of(history, counting, verdictRules.eyes());
    Decided decided = clearance.decided();
    String refusal = decided == null ? clearance.refusal() : refusal(alert, victims, decided);
    if (decided == null || !refusal.isEmpty()) {
      held.put(alert.getAlertId(), refusal);
      return;
    }
    AlertView view = AlertView.of(history, List.of(), rules, now);
    going.add(new Handed(view, decided, sharing.expiry(decided.time())));
  }

  private String refusal(Alert alert, Victims victims, Decided decided) {
    boolean isVictim = alert.getTrack() == Track.VICTIM;
    if (isVictim && !wanted.victims && !wanted.names(alert.getAlertId())) {
      return "of a young person who may need help: only by its own id (or --victims)";
    }
    if (victims.beside(alert) != null) {
      return Victims.STAYS;
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

  /** The token in the middle stays where an alert on it was not handed on. */
  private boolean hubGoes(Collection<Brief> all) {
    Case theCase = wanted.theCase;
    if (theCase == null) {
      return false;
    }
    EntityKey hub = Entities.of(theCase);
    Set<String> gone =
        going.stream().map(one -> one.alert().getAlertId()).collect(Collectors.toSet());
    return all.stream()
        .filter(one -> one.key().equals(hub))
        .allMatch(one -> gone.contains(one.alertId()));
  }
}
