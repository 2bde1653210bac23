package org.drey.rules.verdict;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.schema.EntityKey;

/** The check of which verdicts are allowed. What is not changes nothing. */
public final class VerdictCheck {
  /** The most days for which families may be suppressed. */
  public static final int MAX_SUPPRESS_DAYS = 90;

  private VerdictCheck() {}

  /**
   * Returns why a verdict is not allowed; empty if it is. The text names fields and what the table
   * says, never an id or a token.
   *
   * @param entity whose alert it is on
   * @param hardFamilies families with hard rules in the rule set in force at the verdict's time,
   *     see {@link #hardFamilies}
   */
  public static Optional<String> refusal(
      Verdict verdict, EntityKey entity, Set<String> hardFamilies) {
    if (!verdict.alertId().equals(AlertIds.of(verdict.track(), entity))) {
      return Optional.of("alert_id is not the one of track and entity");
    }
    Set<String> reasons = verdict.type().reasons(verdict.track());
    if (reasons.isEmpty()) {
      return Optional.of(verdict.type() + " is not allowed on the track " + verdict.track());
    }
    if (!reasons.contains(verdict.reason())) {
      return Optional.of(
          "the reason is none of "
              + verdict.type()
              + " on the track "
              + verdict.track()
              + ": "
              + String.join(", ", reasons.stream().sorted().toList()));
    }
    if (verdict.type().takesBack() && verdict.takesBack() == null) {
      return Optional.of(verdict.type() + " needs takes_back");
    }
    if (!verdict.type().takesBack() && verdict.takesBack() != null) {
      return Optional.of(verdict.type() + " has no takes_back");
    }
    return suppression(verdict, hardFamilies);
  }

  private static Optional<String> suppression(Verdict verdict, Set<String> hardFamilies) {
    if (verdict.suppress().isEmpty()) {
      return Optional.empty();
    }
    if (verdict.track() == AlertTrack.VICTIM) {
      return Optional.of("suppress is not allowed on the track " + verdict.track());
    }
    if (!verdict.type().spends()) {
      return Optional.of(verdict.type() + " suppresses nothing");
    }
    if (verdict.suppress().stream().anyMatch(hardFamilies::contains)) {
      return Optional.of("suppress names a family with hard rules");
    }
    if (verdict.suppressDays() < 1 || verdict.suppressDays() > MAX_SUPPRESS_DAYS) {
      return Optional.of("suppress_days is not within 1 to " + MAX_SUPPRESS_DAYS);
    }
    return Optional.empty();
  }

  /** The families with hard rules. */
  public static Set<String> hardFamilies(RuleSet rules) {
    return rules.heads().stream()
        .map(RuleHead::scoring)
        .filter(scoring -> scoring != null && scoring.hard())
        .map(ScoringPart::family)
        .filter(Objects::nonNull)
        .map(ScoringPart.Family::name)
        .collect(Collectors.toUnmodifiableSet());
  }
}
