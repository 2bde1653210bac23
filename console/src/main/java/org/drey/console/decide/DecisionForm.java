package org.drey.console.decide;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.drey.alerts.decide.VerdictChoice;
import org.drey.alerts.decide.VerdictRequest;
import org.drey.console.work.AnalystNotes;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/**
 * The form that an analyst has filled in; not checked by the rules yet.
 *
 * @param generation of the revision that was shown
 * @param revision that was shown
 * @param choice verdict, reason, and what it takes back
 * @param suppress families
 * @param days for how long, as it was typed; empty for the usual
 * @param benignClass null for none
 * @param note empty for none
 * @param alsoVictim the alert by which the same person may be a victim, as it is named before a
 *     verdict is sent; empty for none
 * @param alsoChild whether it is said that hosts are assured to be children, as it is before a
 *     verdict that clears whoever pays them
 * @param sameAs of a duplicate the id of the alert or case that has it, or its first letters; empty
 *     for none
 */
public record DecisionForm(
    long generation,
    long revision,
    String choice,
    List<String> suppress,
    String days,
    @Nullable String benignClass,
    String note,
    String alsoVictim,
    boolean alsoChild,
    String sameAs) {
  private static final Pattern SEPARATOR = Pattern.compile("\\|");
  private static final int MAX_PARTS = 3;

  /** Reads the fields of a form. */
  public static DecisionForm of(Map<String, List<String>> fields) {
    String benign = first(fields, "benign_class").strip();
    return new DecisionForm(
        number(first(fields, "generation")).orElse(-1L),
        number(first(fields, "revision")).orElse(-1L),
        first(fields, "choice"),
        List.copyOf(fields.getOrDefault("suppress", List.of())),
        first(fields, "days").strip(),
        benign.isEmpty() ? null : benign,
        first(fields, "note").strip(),
        first(fields, "also_victim"),
        first(fields, "also_child").equals("yes"),
        first(fields, "same_as").strip());
  }

  /** The same without what is ticked beside its preview. */
  public DecisionForm asPreviewed() {
    return new DecisionForm(
        generation, revision, choice, suppress, days, benignClass, note, "", false, sameAs);
  }

  /** Returns how a choice is written in a form. */
  public static String choice(String verdict, String reason, @Nullable String takesBack) {
    return verdict + "|" + reason + (takesBack == null ? "" : "|" + takesBack);
  }

  private static String first(Map<String, List<String>> fields, String name) {
    List<String> values = fields.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.get(0);
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.valueOf(text.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The note as it is kept: that of a duplicate names first what has it. */
  public String keptNote() {
    return isDuplicate() && !sameAs.isEmpty()
        ? "The same as " + sameAs + (note.isEmpty() ? "" : ". " + note)
        : note;
  }

  boolean isDuplicate() {
    return verdict().filter(VerdictType.DUPLICATE::equals).isPresent();
  }

  /**
   * Returns the verdict that was chosen.
   *
   * @throws NotNowException if there is none, or if something else is not filled in as it has to be
   */
  VerdictType demandFilled() throws DecisionProcess.NotNowException {
    Optional<VerdictType> type = verdict();
    if (type.isEmpty()) {
      throw new DecisionProcess.NotNowException(
          "Nothing was chosen. Choose a verdict and its reason.");
    }
    if (note.length() > AnalystNotes.MAX_LENGTH) {
      throw new DecisionProcess.NotNowException(
          "The note is longer than " + AnalystNotes.MAX_LENGTH + " characters.");
    }
    if (isUnreadable()) {
      throw new DecisionProcess.NotNowException(
          "The days of suppressing are a whole number, such as 7.");
    }
    return type.get();
  }

  /** The verdict; empty if none was chosen. */
  Optional<VerdictType> verdict() {
    String name = part(0);
    for (VerdictType type : VerdictType.values()) {
      if (type.name().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** Null for the usual, and for what is no number. */
  private @Nullable Long suppressDays() {
    return number(days).orElse(null);
  }

  /** Returns whether the days are no number. */
  private boolean isUnreadable() {
    return !days.isEmpty() && suppressDays() == null;
  }

  /** Returns whether it would close an alert. */
  public boolean closes() {
    return verdict().map(VerdictType::closes).orElse(true); // without one, that is said first
  }

  /** Returns whether it is among what a page offers. */
  boolean isOneOf(List<VerdictChoice> offered) {
    return offered.stream()
        .filter(one -> Objects.equals(one.takesBack(), takesBack()))
        .anyMatch(one -> verdict().filter(one.verdict()::equals).isPresent());
  }

  private String reason() {
    return part(1);
  }

  private @Nullable String takesBack() {
    String id = part(2);
    return id.isEmpty() ? null : id;
  }

  /**
   * Returns what the analyst wants by it.
   *
   * @param second who agrees; null if no one does
   */
  VerdictRequest wish(String alertId, VerdictType type, String analyst, @Nullable String second) {
    return new VerdictRequest(
        type,
        reason(),
        suppress,
        suppress.isEmpty() ? null : suppressDays(),
        type == VerdictType.BENIGN_EXPLAINED ? benignClass : null,
        takesBack(),
        analyst,
        second,
        keptNote().isEmpty() ? null : AnalystNotes.id(alertId, analyst, keptNote()));
  }

  private String part(int which) {
    String[] parts = SEPARATOR.split(choice, MAX_PARTS);
    return which < parts.length ? parts[which] : "";
  }
}
