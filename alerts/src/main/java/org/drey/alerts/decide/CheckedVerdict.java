package org.drey.alerts.decide;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.base.DerivedIds;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Case;
import org.drey.event.Verdict;
import org.drey.event.VerdictReason;
import org.drey.event.wire.DomainCheck;
import org.drey.event.wire.InvalidRecordException;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.score.FoldForecast.KnownFinding;
import org.drey.rules.score.StoredVerdict.Effect;
import org.jspecify.annotations.Nullable;

/**
 * A verdict that is allowed, ready to be given.
 *
 * @param verdict the record: what was seen is what the revision shown lists
 * @param forecast what it does once the job has taken it up, by the jobs' own fold
 * @param effects the same, a sentence each
 * @param victimAlert the alert that has to be named before this is given, as it says that the
 *     entity may be a victim, and this verdict says otherwise; null if there is none
 * @param clearsOfChildren whether it has to be said once more before this is given that hosts are
 *     assured to be children, as this verdict calls what was done lawful
 */
public record CheckedVerdict(
    Verdict verdict,
    VerdictForecast forecast,
    List<String> effects,
    @Nullable String victimAlert,
    boolean clearsOfChildren) {
  private static final int LEAST_LETTERS = 4;

  /**
   * Makes a verdict of what an analyst wants.
   *
   * @param history of the alert, as the analyst was shown it
   * @param findings what is known of the alert's entity; empty if nothing is, and the effects are
   *     then less exact
   * @param now when it is given, by the analyst's clock
   * @param surface in whose words effects and refusals are
   * @throws RefusedException if it is not allowed; says what is
   */
  public static CheckedVerdict of(
      VerdictHistory history,
      VerdictRequest wish,
      VerdictRules rules,
      Collection<KnownFinding> findings,
      Instant now,
      DecisionChannel surface)
      throws RefusedException {
    Alert alert = history.alert();
    AlertTrack track = RecordSymbols.track(alert);
    if (track == null) {
      throw new RefusedException("The track of this alert is newer than this program: update it.");
    }
    Verdict undone = new VerdictRefusals(history, wish, track, rules, surface).check(now);
    Verdict verdict = record(history, wish, now.truncatedTo(ChronoUnit.MILLIS));
    try {
      DomainCheck.of(verdict.getSchema()).check(verdict);
    } catch (InvalidRecordException e) {
      throw new RefusedException("Not allowed: " + e.detail());
    }
    Optional<String> refusal = rules.refusal(verdict);
    if (refusal.isPresent()) {
      throw new RefusedException("Not allowed: " + refusal.get());
    }
    VerdictForecast forecast = VerdictForecast.of(history, track, verdict, rules, findings);
    return new CheckedVerdict(
        verdict,
        forecast,
        new VerdictEffects(history, forecast, verdict, surface)
            .sentences(wish.type(), undone, rules),
        history.victimAlertAgainst(wish.type()),
        history.clearsOfChildren(wish.type()));
  }

  /**
   * Returns the same verdict, whose effects also say which cases the alert leaves with it.
   *
   * @param cases those that the alert is in, and those that the other alerts of these are in
   */
  public CheckedVerdict among(Collection<Case> cases) {
    boolean leaves =
        forecast.effect() == Effect.ACTED
            && forecast.state() == AlertState.CLOSED
            && !RecordSymbols.mayGoToOthers(verdict.getVerdict().name());
    if (!leaves) {
      return this;
    }
    List<String> all = new ArrayList<>(effects);
    all.addAll(new CaseOutlook(verdict.getAlertId(), cases).sentences());
    return new CheckedVerdict(verdict, forecast, List.copyOf(all), victimAlert, clearsOfChildren);
  }

  /**
   * Refuses a verdict that speaks against a child, unless that is confirmed: one that would confirm
   * a suspicion about one who may be a victim, unless the alert that says so is named; one that
   * clears whoever pays children who host, unless the children are.
   *
   * @param named its id, or the first letters of it; null if none is named
   * @param alsoChild whether it is said that hosts are children
   * @param surface in whose words the refusal is
   */
  public void demandNamed(@Nullable String named, boolean alsoChild, DecisionChannel surface)
      throws RefusedException {
    if (clearsOfChildren && !alsoChild) {
      throw new RefusedException(
          effects.get(0)
              + " Nothing was given. If it is meant nevertheless, say that you know of the child"
              + surface.of(": --also-child.", "."));
    }
    boolean isNamed =
        named != null
            && named.length() >= LEAST_LETTERS
            && victimAlert != null
            && victimAlert.startsWith(named);
    if (victimAlert != null && !isNamed) {
      throw new RefusedException(
          effects.get(0)
              + " Nothing was given. If it is meant nevertheless, name that alert"
              + surface.of(": --also-victim " + PossibleVictims.shortened(victimAlert) + ".", "."));
    }
  }

  private static Verdict record(VerdictHistory history, VerdictRequest wish, Instant now) {
    Alert alert = history.alert();
    return Verdict.newBuilder()
        .setVerdictId(id(history, wish))
        .setVerdictTime(now)
        .setAlertId(alert.getAlertId())
        .setTrack(alert.getTrack())
        .setEntityKind(alert.getEntityKind())
        .setEntity(alert.getEntity())
        .setTokenDomain(alert.getTokenDomain())
        .setKeyVersion(alert.getKeyVersion())
        .setAsOf(alert.getAsOf())
        .setGeneration(alert.getGeneration())
        .setRevision(alert.getRevision())
        .setRulesetVersion(alert.getRulesetVersion())
        .setVerdict(org.drey.event.VerdictType.valueOf(wish.type().name()))
        .setReason(VerdictReason.valueOf(wish.reason()))
        .setTakesBack(wish.takesBack())
        .setBenignClass(wish.benignClass())
        .setSeen(alert.getFindings())
        .setSuppress(wish.suppress())
        .setSuppressDays(wish.suppressDays())
        .setAnalyst(wish.analyst())
        .setSecondAnalyst(wish.secondAnalyst())
        .setNoteRef(wish.noteRef())
        .build();
  }

  /**
   * Derived from all that was decided and of which revision, not from when: what is sent again
   * after a time-out, or twice by mistake, is the same verdict and counts once. How many were taken
   * back is part of it, so that one that was can be given again.
   */
  private static String id(VerdictHistory history, VerdictRequest wish) {
    Alert alert = history.alert();
    List<String> parts = new ArrayList<>(List.of("verdict", alert.getAlertId()));
    parts.add(Long.toString(alert.getGeneration()));
    parts.add(Long.toString(alert.getRevision()));
    parts.add(Long.toString(alert.getAsOf().toEpochMilli()));
    parts.add(Integer.toString(history.takenBack().size()));
    parts.addAll(List.of(wish.type().name(), wish.reason(), wish.analyst()));
    parts.add(Objects.requireNonNullElse(wish.takesBack(), ""));
    parts.add(Objects.requireNonNullElse(wish.benignClass(), ""));
    parts.add(Objects.requireNonNullElse(wish.secondAnalyst(), ""));
    parts.add(Objects.requireNonNullElse(wish.noteRef(), ""));
    parts.add(String.valueOf(wish.suppressDays()));
    parts.addAll(wish.suppress());
    return DerivedIds.of(parts.toArray(String[]::new));
  }

  /** Returns whether this very verdict was given before. */
  public boolean isGiven(VerdictHistory history) {
    return history.verdicts().stream()
        .anyMatch(one -> one.getVerdictId().equals(verdict.getVerdictId()));
  }
}
