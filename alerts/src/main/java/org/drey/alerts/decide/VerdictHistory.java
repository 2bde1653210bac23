package org.drey.alerts.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.alerts.entity.HostAges;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts on one alert, in the order in which they take effect.
 *
 * @param alert as it is now
 * @param verdicts those that are allowed, by time of effect, then id
 * @param refused those that are not, which change nothing
 * @param takenBack ids of those that a later one took back
 * @param closers the verdict that ended the episode shown, as the jobs' fold finds it; two, where
 *     it depends on whether the configuration, which is not at hand, asks for second eyes; none if
 *     none did, or if it is not among those that were read
 * @param needsTwo whether two analysts have to agree to close it, as far as is known
 * @param victimAlert the alert by which whom this one is about may be a victim; null if there is
 *     none, or if it is this one
 */
public record VerdictHistory(
    Alert alert,
    List<Verdict> verdicts,
    List<RefusedVerdict> refused,
    Set<String> takenBack,
    List<Verdict> closers,
    boolean needsTwo,
    @Nullable String victimAlert) {
  /** A verdict can be taken back for so long after it took effect. */
  public static final Duration CAN_BE_TAKEN_BACK = Duration.ofDays(90);

  private static final Comparator<Verdict> ORDER =
      Comparator.comparing(VerdictHistory::actsAt).thenComparing(Verdict::getVerdictId);

  /** A verdict that is not allowed, and why. */
  public record RefusedVerdict(Verdict verdict, String why) {}

  /**
   * The history of an alert.
   *
   * @param rules those that the jobs run
   */
  public static VerdictHistory of(Alert alert, Collection<Verdict> verdicts, VerdictRules rules) {
    List<Verdict> ordered = new ArrayList<>();
    List<RefusedVerdict> refused = new ArrayList<>();
    for (Verdict one : verdicts) {
      rules
          .refusal(one)
          .ifPresentOrElse(
              why -> refused.add(new RefusedVerdict(one, why)), () -> ordered.add(one));
    }
    ordered.sort(ORDER);
    return new VerdictHistory(
        alert,
        List.copyOf(ordered),
        List.copyOf(refused),
        takenBackOf(ordered),
        ClosingVerdicts.of(alert, ordered, rules),
        rules.needsTwo(alert),
        null);
  }

  /** Returns the alert that speaks against a verdict of a type; null if none does. */
  @Nullable String victimAlertAgainst(VerdictType type) {
    return RecordSymbols.mayGoToOthers(type.name()) ? victimAlert : null;
  }

  /** Returns whether a verdict of a type calls lawful what was done with children who host. */
  boolean clearsOfChildren(VerdictType type) {
    return type == VerdictType.BENIGN_EXPLAINED && HostAges.of(alert).haveChildren();
  }

  /** Returns the same history of one who may be a victim by another alert; null if by none. */
  public VerdictHistory beside(@Nullable String anotherAlert) {
    return new VerdictHistory(alert, verdicts, refused, takenBack, closers, needsTwo, anotherAlert);
  }

  private static Set<String> takenBackOf(List<Verdict> verdicts) {
    Map<String, Verdict> byId = new HashMap<>();
    verdicts.forEach(one -> byId.put(one.getVerdictId(), one));
    Set<String> ids = new HashSet<>();
    for (Verdict one : verdicts) {
      Verdict undone = one.getTakesBack() == null ? null : byId.get(one.getTakesBack());
      if (undone != null && isClosing(undone) && !isTooLate(undone, actsAt(one))) {
        ids.add(undone.getVerdictId());
      }
    }
    return Set.copyOf(ids);
  }

  /** Returns when a verdict takes effect: not before what it saw. */
  public static Instant actsAt(Verdict verdict) {
    Instant given = verdict.getVerdictTime();
    return given.isBefore(verdict.getAsOf()) ? verdict.getAsOf() : given;
  }

  /** Returns whether a verdict can no longer be taken back at a time. */
  public static boolean isTooLate(Verdict verdict, Instant at) {
    return at.isAfter(actsAt(verdict).plus(CAN_BE_TAKEN_BACK));
  }

  /** Returns whether a verdict ended the episode that the alert shows; quiet may have. */
  public boolean isClosedByVerdict() {
    return isClosedByVerdict(alert);
  }

  static boolean isClosedByVerdict(Alert alert) {
    return alert.getState() == AlertState.CLOSED && alert.getClosedBy() != null;
  }

  /** The verdict that ended the episode shown; null if none did, or if it is not known which. */
  public @Nullable Verdict closing() {
    return closers.size() == 1 ? closers.get(0) : null;
  }

  /**
   * Returns whether a verdict closed nothing because another one had ended the episode shown before
   * it.
   */
  public boolean isTooLateToClose(Verdict verdict) {
    return isClosing(verdict)
        && !closers.isEmpty()
        && closers.stream().allMatch(closer -> ORDER.compare(verdict, closer) > 0);
  }

  /**
   * Returns whether a verdict closed nothing and was taken back, or is what took such a one back:
   * the alert is as if neither had been given.
   */
  public boolean isVoid(Verdict verdict) {
    String undone =
        verdict.getTakesBack() == null ? verdict.getVerdictId() : verdict.getTakesBack();
    return takenBack.contains(undone)
        && verdicts.stream()
            .filter(one -> one.getVerdictId().equals(undone))
            .anyMatch(this::isTooLateToClose);
  }

  /** The newest that the alert knows of and that is not void; null if there is none. */
  public @Nullable Verdict newestInForce() {
    return takenUp().stream()
        .filter(one -> !isVoid(one) && !takenBack.contains(one.getVerdictId()))
        .max(ORDER)
        .orElse(null);
  }

  /** The newest that the alert knows of; null if there is none, or if it was not read. */
  public @Nullable Verdict newestTakenUp() {
    return verdicts.stream().filter(this::isNamed).max(ORDER).orElse(null);
  }

  /** Returns whether the alert names a verdict; where it lacked eyes, as NEEDS_MORE. */
  private boolean isNamed(Verdict one) {
    return names(alert, one);
  }

  static boolean names(Alert alert, Verdict one) {
    String named = alert.getVerdict();
    return one.getVerdictTime().equals(alert.getVerdictTime())
        && (one.getVerdict().name().equals(named)
            || (isClosing(one) && VerdictType.NEEDS_MORE.name().equals(named)));
  }

  /** The closing verdict that the alert names as NEEDS_MORE for want of second eyes, or null. */
  public @Nullable Verdict waitingForSecond() {
    Verdict newest = newestTakenUp();
    boolean lacks =
        newest != null
            && isClosing(newest)
            && VerdictType.NEEDS_MORE.name().equals(alert.getVerdict());
    return lacks ? newest : null;
  }

  /** Those that the alert does not know of yet: the newest that it knows comes before them. */
  public List<Verdict> pending() {
    Instant newest = alert.getVerdictTime();
    if (newest == null) {
      return verdicts;
    }
    Verdict known = newestTakenUp();
    return verdicts.stream()
        .filter(one -> known == null ? actsAt(one).isAfter(newest) : ORDER.compare(one, known) > 0)
        .toList();
  }

  /** Returns whether it is about a young person, of whom a score says nothing. */
  public boolean isOfYoungPerson() {
    return alert.getTrack() == Track.VICTIM || victimAlert != null;
  }

  /** Returns whether a verdict will close an open alert, as soon as the alert knows of it. */
  public boolean isDecidedBeforeItIsKnown() {
    return alert.getState() == AlertState.OPEN
        && pending().stream()
            .filter(one -> isClosing(one) && !takenBack.contains(one.getVerdictId()))
            .filter(one -> one.getSeen().containsAll(alert.getFindings()))
            .anyMatch(one -> !needsTwo || one.getSecondAnalyst() != null);
  }

  /** Returns whether a verdict is, or would be, the newest: the one that the alert names. */
  public boolean isNewest(Verdict verdict) {
    return verdicts.stream().noneMatch(one -> ORDER.compare(one, verdict) > 0);
  }

  /** Those that the alert knows of. */
  List<Verdict> takenUp() {
    List<Verdict> known = new ArrayList<>(verdicts);
    known.removeAll(pending());
    return known;
  }

  /** The closing verdicts that can still be taken back at a time, the newest first. */
  public List<Verdict> canBeTakenBack(Instant now) {
    return verdicts.stream()
        .filter(one -> isClosing(one) && !takenBack.contains(one.getVerdictId()))
        .filter(one -> !isTooLate(one, now))
        .sorted(ORDER.reversed())
        .toList();
  }

  static boolean isClosing(Verdict verdict) {
    VerdictType type = RecordSymbols.type(verdict);
    return type != null && type.closes();
  }

  /** Returns whether a verdict takes what was seen out of the score. */
  public static boolean spends(Verdict verdict) {
    VerdictType type = RecordSymbols.type(verdict);
    return type != null && type.spends();
  }
}
