package org.drey.alerts.verdict;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.drey.base.Ids;
import org.drey.base.Suggestions;
import org.drey.event.Alert;
import org.drey.event.Verdict;
import org.drey.event.VerdictReason;
import org.drey.event.wire.DomainCheck;
import org.drey.event.wire.InvalidRecordException;
import org.drey.rules.compile.Track;
import org.drey.rules.event.EntityKey;
import org.drey.rules.verdict.VerdictCheck;
import org.jspecify.annotations.Nullable;

/**
 * A verdict that is allowed, ready to be given.
 *
 * @param verdict the record: what was seen is what the revision shown lists
 * @param effects what it does once the job has taken it up, a sentence each
 */
public record Decision(Verdict verdict, List<String> effects) {

  /**
   * Makes a verdict of what an analyst wants.
   *
   * @param history of the alert, as the analyst was shown it
   * @param now when it is given, by the analyst's clock
   * @throws RefusedException if it is not allowed; says what is
   */
  public static Decision of(History history, Wish wish, VerdictRules rules, Instant now)
      throws RefusedException {
    Alert alert = history.alert();
    Track track = Kinds.track(alert);
    if (track == null) {
      throw new RefusedException("The track of this alert is newer than this program: update it.");
    }
    checkReason(wish, track);
    checkFamilies(wish, rules, alert);
    Verdict undone = undone(history, wish, now);
    Verdict verdict = record(history, wish, now.truncatedTo(ChronoUnit.MILLIS));
    try {
      DomainCheck.of(verdict.getSchema()).check(verdict);
    } catch (InvalidRecordException e) {
      throw new RefusedException("Not allowed: " + e.detail());
    }
    Optional<String> refusal =
        VerdictCheck.refusal(rule(verdict, wish, track), entity(alert), rules.hardFamilies());
    if (refusal.isPresent()) {
      throw new RefusedException("Not allowed: " + refusal.get());
    }
    return new Decision(
        verdict, new Effects(history, wish, undone, verdict).sentences(rules.eyes()));
  }

  /** Before the record's own enum refuses it with less to go by. */
  private static void checkReason(Wish wish, Track track) throws RefusedException {
    List<String> reasons = wish.type().reasons(track).stream().sorted().toList();
    if (reasons.isEmpty()) {
      throw new RefusedException(
          "Not allowed: " + wish.type() + " is not for alerts of the track " + track + ".");
    }
    if (!reasons.contains(wish.reason())) {
      throw new RefusedException(
          "Not allowed: the reasons for "
              + wish.type()
              + " are "
              + String.join(", ", reasons)
              + Suggestions.didYouMean(wish.reason(), reasons)
              + ".");
    }
  }

  private static void checkFamilies(Wish wish, VerdictRules rules, Alert alert)
      throws RefusedException {
    List<String> known = List.copyOf(rules.known(alert));
    for (String family : wish.suppress()) {
      if (!known.contains(family)) {
        throw new RefusedException(
            "There is no family '"
                + family
                + "'"
                + Suggestions.didYouMean(family, known)
                + "; there are "
                + String.join(", ", known)
                + ".");
      }
    }
  }

  private static @Nullable Verdict undone(History history, Wish wish, Instant now)
      throws RefusedException {
    if (wish.takesBack() == null || !wish.type().takesBack()) {
      return null; // what does not fit is refused with the rest
    }
    List<Verdict> possible = history.canBeTakenBack(now);
    return possible.stream()
        .filter(one -> one.getVerdictId().equals(wish.takesBack()))
        .findFirst()
        .orElseThrow(() -> new RefusedException(notToBeTakenBack(possible)));
  }

  private static String notToBeTakenBack(List<Verdict> possible) {
    List<String> ids = possible.stream().map(Verdict::getVerdictId).toList();
    return "No verdict of that id can be taken back on this alert; "
        + (ids.isEmpty() ? "there is none" : "there is " + String.join(", ", ids))
        + ". It has to be a closing one that took effect within the last "
        + History.CAN_BE_TAKEN_BACK.toDays()
        + " days and was not taken back.";
  }

  private static Verdict record(History history, Wish wish, Instant now) {
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
  private static String id(History history, Wish wish) {
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
    return Ids.of(parts.toArray(String[]::new));
  }

  private static org.drey.rules.verdict.Verdict rule(Verdict verdict, Wish wish, Track track) {
    Long days = verdict.getSuppressDays();
    return new org.drey.rules.verdict.Verdict(
        verdict.getVerdictId(),
        verdict.getVerdictTime().toEpochMilli(),
        verdict.getAsOf().toEpochMilli(),
        verdict.getAlertId(),
        track,
        wish.type(),
        wish.reason(),
        verdict.getTakesBack(),
        verdict.getSeen(),
        verdict.getSuppress(),
        days == null
            ? org.drey.rules.verdict.Verdict.SUPPRESS_DAYS
            : (int) Math.max(-1, Math.min(days, Integer.MAX_VALUE)),
        verdict.getAnalyst(),
        verdict.getSecondAnalyst(),
        "");
  }

  private static EntityKey entity(Alert alert) {
    return new EntityKey(
        alert.getTokenDomain(),
        alert.getKeyVersion(),
        alert.getEntityKind().name(),
        alert.getEntity());
  }

  /** Whether this very verdict was given before. */
  public boolean isGiven(History history) {
    return history.verdicts().stream()
        .anyMatch(one -> one.getVerdictId().equals(verdict.getVerdictId()));
  }
}
