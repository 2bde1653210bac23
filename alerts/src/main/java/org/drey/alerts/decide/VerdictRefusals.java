package org.drey.alerts.decide;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.drey.base.NameSuggestions;
import org.drey.event.Verdict;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.score.AlertVerdicts;
import org.drey.rules.verdict.VerdictCheck;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/**
 * Reasons why a verdict is not allowed, in an analyst's words and with what to do instead; the
 * jobs' own check comes later and decides.
 */
final class VerdictRefusals {
  private final VerdictHistory history;
  private final VerdictRequest wish;
  private final AlertTrack track;
  private final VerdictRules rules;
  private final DecisionChannel surface;

  VerdictRefusals(
      VerdictHistory history,
      VerdictRequest wish,
      AlertTrack track,
      VerdictRules rules,
      DecisionChannel surface) {
    this.history = history;
    this.wish = wish;
    this.track = track;
    this.rules = rules;
    this.surface = surface;
  }

  /**
   * Checks.
   *
   * @return the verdict that is to be taken back, or null
   */
  @Nullable Verdict check(Instant now) throws RefusedException {
    if (history.verdicts().size() >= AlertVerdicts.MAX_VERDICTS) {
      throw refused(
          "this alert has "
              + history.verdicts().size()
              + " verdicts, and takes at most "
              + AlertVerdicts.MAX_VERDICTS
              + ".");
    }
    reason();
    duplicate();
    suppression();
    benignClass();
    return undone(now);
  }

  private void reason() throws RefusedException {
    List<String> reasons = wish.type().reasons(track).stream().sorted().toList();
    if (reasons.isEmpty()) {
      throw refused(
          wish.type()
              + " is not for alerts of the track "
              + track
              + ". These are: "
              + Arrays.stream(VerdictType.values())
                  .filter(type -> !type.reasons(track).isEmpty())
                  .map(VerdictType::name)
                  .collect(Collectors.joining(", "))
              + ".");
    }
    if (!reasons.contains(wish.reason())) {
      throw refused(
          wish.reason()
              + " is no reason for "
              + wish.type()
              + (track == AlertTrack.VICTIM ? " on a young person's alert" : "")
              + NameSuggestions.didYouMean(wish.reason(), reasons)
              + "; the reasons are "
              + String.join(", ", reasons)
              + ".");
    }
  }

  private void duplicate() throws RefusedException {
    if (wish.type() == VerdictType.DUPLICATE && wish.noteRef() == null) {
      throw refused(
          "DUPLICATE says which alert or case has it already"
              + surface.of(": --same-as ID.", ": write its id into the field for it."));
    }
  }

  private void benignClass() throws RefusedException {
    String named = wish.benignClass();
    if (named == null) {
      return;
    }
    if (wish.type() != VerdictType.BENIGN_EXPLAINED) {
      throw refused(
          wish.type()
              + " names no lawful explanation, only BENIGN_EXPLAINED does."
              + surface.of(" Leave out --benign-class.", " Choose none."));
    }
    List<String> known = List.copyOf(rules.benign().keySet());
    if (!known.contains(named)) {
      throw refused(
          "there is no benign indicator '"
              + named
              + "'; there are "
              + String.join(", ", known)
              + ".");
    }
  }

  private void suppression() throws RefusedException {
    if (wish.suppress().isEmpty()) {
      return;
    }
    if (track == AlertTrack.VICTIM) {
      throw refused(
          "on a young person's alert nothing is suppressed: who is pressed again has to be seen"
              + " again."
              + unsuppressed());
    }
    if (!wish.type().spends()) {
      throw refused(
          wish.type()
              + " suppresses nothing: only UNFOUNDED and BENIGN_EXPLAINED say that such findings"
              + " mean nothing for a while."
              + unsuppressed());
    }
    families();
    Long days = wish.suppressDays();
    if (days != null && (days < 1 || days > VerdictCheck.MAX_SUPPRESS_DAYS)) {
      throw refused(
          surface.of("--suppress-days is", "the days of suppressing are")
              + " 1 to "
              + VerdictCheck.MAX_SUPPRESS_DAYS
              + ", and not "
              + days
              + ".");
    }
  }

  private String unsuppressed() {
    return surface.of(" Leave out --suppress.", " Select no family.");
  }

  private void families() throws RefusedException {
    List<String> known = List.copyOf(rules.known(history.alert()));
    for (String family : wish.suppress()) {
      if (!known.contains(family)) {
        throw new RefusedException(
            "There is no family '"
                + family
                + "'"
                + NameSuggestions.didYouMean(family, known)
                + "; there are "
                + String.join(", ", known)
                + ".");
      }
      if (rules.hardFamilies().contains(family)) {
        throw refused(
            family
                + " has hard evidence, such as a trusted report, which no verdict suppresses."
                + surface.of(" Leave out --suppress ", " Do not select ")
                + family
                + ".");
      }
    }
  }

  private @Nullable Verdict undone(Instant now) throws RefusedException {
    if (!wish.type().takesBack()) {
      if (wish.takesBack() != null) {
        throw refused(
            "only REOPENED takes a verdict back."
                + surface.of(" Leave out --takes-back, or decide REOPENED.", " Choose Reopened."));
      }
      return null;
    }
    List<Verdict> possible = history.canBeTakenBack(now);
    if (wish.takesBack() == null) {
      throw refused(
          "REOPENED takes a verdict back: "
              + surface.of("name it by --takes-back. ", "choose which. ")
              + named(possible));
    }
    return possible.stream()
        .filter(one -> one.getVerdictId().equals(wish.takesBack()))
        .findFirst()
        .orElseThrow(
            () ->
                refused(
                    "no verdict of that id can be taken back on this alert. "
                        + named(possible)
                        + " It has to be a closing one that took effect within the last "
                        + VerdictHistory.CAN_BE_TAKEN_BACK.toDays()
                        + " days and was not taken back."));
  }

  private static String named(List<Verdict> possible) {
    return possible.isEmpty()
        ? "On this alert there is none."
        : possible.stream()
            .map(one -> one.getVerdictId() + " (" + one.getVerdict() + " of " + one.getAnalyst())
            .collect(Collectors.joining("), ", "There is ", ")."));
  }

  private static RefusedException refused(String why) {
    return new RefusedException("Not allowed: " + why);
  }
}
