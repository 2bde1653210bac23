package org.drey.console.view;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.drey.alerts.decide.ReasonMeanings;
import org.drey.alerts.decide.VerdictChoice;
import org.drey.alerts.decide.VerdictRules;
import org.drey.alerts.explain.AlertView;
import org.drey.console.decide.DecisionForm;
import org.drey.event.Alert;
import org.drey.event.Track;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/**
 * The decisions that are possible, and nothing else.
 *
 * @param generation of the revision that is shown
 * @param revision that is shown
 * @param families that can be suppressed
 * @param benign the lawful explanations that there are, by indicator; none where none can be named
 * @param off why nothing can be decided; null if something can
 * @param error why the last attempt was refused; null if it was not
 */
public record DecideView(
    long generation,
    long revision,
    List<VerdictOption> verdicts,
    List<String> families,
    Map<String, String> benign,
    @Nullable String off,
    @Nullable String error,
    TypedVerdict typed) {
  /** The form before anything is filled in. */
  public static final TypedVerdict NOTHING_TYPED = new TypedVerdict("", List.of(), "", "", "", "");

  private static final int SHOWN_OF_AN_ID = 8;

  /** The values that were filled in before, and stay. */
  public record TypedVerdict(
      String choice,
      List<String> suppress,
      String days,
      String benign,
      String note,
      String sameAs) {}

  /**
   * A verdict with its reasons.
   *
   * @param letter which, pressed in the form, goes to it
   */
  public record VerdictOption(String name, String letter, String effect, List<Reason> reasons) {
    /** Returns whether a choice is one of its reasons. */
    public boolean has(String choice) {
      return reasons.stream().anyMatch(one -> one.value().equals(choice));
    }
  }

  /**
   * A reason, and how a form sends it.
   *
   * @param follows what an analyst says by it, and what follows
   */
  public record Reason(String value, String words, String follows) {}

  /** Returns what can be decided on an alert, by rules that say what can be suppressed. */
  public static DecideView of(
      AlertView view,
      VerdictRules rules,
      @Nullable String off,
      @Nullable String error,
      TypedVerdict typed) {
    Alert alert = view.alert();
    List<VerdictOption> verdicts = view.choices().stream().map(DecideView::verdicts).toList();
    boolean canSuppress =
        alert.getTrack() != Track.VICTIM
            && view.choices().stream().anyMatch(one -> one.verdict().spends());
    List<String> families =
        canSuppress
            ? alert.getReasons().stream()
                .map(org.drey.event.Reason::getFamily)
                .filter(family -> !rules.hardFamilies().contains(family))
                .distinct()
                .sorted()
                .toList()
            : List.of();
    String nothing = verdicts.isEmpty() ? "Nothing can be decided: it is withdrawn." : off;
    boolean canExplain =
        view.choices().stream().anyMatch(one -> one.verdict() == VerdictType.BENIGN_EXPLAINED);
    return new DecideView(
        alert.getGeneration(),
        alert.getRevision(),
        verdicts,
        families,
        canExplain ? rules.benign() : Map.of(),
        nothing,
        error,
        typed);
  }

  static VerdictOption verdicts(VerdictChoice choice) {
    String of =
        choice.takesBack() == null ? "" : " (takes back " + shorten(choice.takesBack()) + ")";
    return new VerdictOption(
        words(choice.verdict().name()) + of,
        letter(choice.verdict()),
        choice.effect(),
        reasons(choice));
  }

  /** The reasons of a choice, as a form sends them. */
  static List<Reason> reasons(VerdictChoice choice) {
    return choice.reasons().stream()
        .map(
            reason ->
                new Reason(
                    DecisionForm.choice(choice.verdict().name(), reason, choice.takesBack()),
                    words(reason).toLowerCase(Locale.ROOT),
                    ReasonMeanings.of(choice.verdict(), reason)))
        .toList();
  }

  private static String letter(VerdictType type) {
    return switch (type) {
      case CONFIRMED -> "c";
      case LIKELY -> "l";
      case UNFOUNDED -> "u";
      case BENIGN_EXPLAINED -> "b";
      case DUPLICATE -> "d";
      case NEEDS_MORE -> "m";
      case REOPENED -> "r";
    };
  }

  private static String shorten(String id) {
    return id.length() <= SHOWN_OF_AN_ID ? id : id.substring(0, SHOWN_OF_AN_ID) + "…";
  }

  /** A symbol as words: "Benign explained". */
  public static String words(String symbol) {
    String lower = symbol.toLowerCase(Locale.ROOT).replace('_', ' ');
    return lower.isEmpty() ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1);
  }
}
