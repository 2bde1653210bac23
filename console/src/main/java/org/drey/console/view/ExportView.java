package org.drey.console.view;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.explain.TrackWords;
import org.drey.alerts.handover.ExportFormat;
import org.drey.alerts.handover.TrafficLight;
import org.drey.base.PlainText;
import org.drey.console.handover.HandoverDocument;
import org.drey.console.handover.HandoverTarget;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.jspecify.annotations.Nullable;

/**
 * Handing on an alert or a case: the formats that there are, and what would go.
 *
 * @param what it is about
 * @param token of whom it is about, or of what a case has in common
 * @param help what comes first where it is of a young person
 * @param victimAlert the alert by which whom it is about may be a victim, so that nothing goes out;
 *     null if there is none, or if it is this one
 * @param back the page that it was asked for on
 * @param target the fields that name it
 * @param error why what was sent was refused; empty if it was not
 * @param off why nothing can be handed on now; null if it can
 * @param stays why nothing may go to others; empty if something may
 * @param shown what would go; null before it is asked for
 */
public record ExportView(
    PageFrame frame,
    String what,
    String token,
    List<String> help,
    @Nullable String victimAlert,
    String back,
    Map<String, String> target,
    List<String> error,
    @Nullable String off,
    List<String> stays,
    TypedHandover typed,
    @Nullable HandoverShown shown) {
  /** The longest purpose, and receiver, in characters. */
  public static final int MAX_LENGTH = 200;

  private static final int MAX_LINES = 2000;

  /** The values that were filled in. */
  public record TypedHandover(String format, String purpose, String receiver, String tlp) {
    /** Nothing yet. */
    public static final TypedHandover NOTHING =
        new TypedHandover("", "", "", TrafficLight.RED.word());

    /** The format, if it is one. */
    public @Nullable ExportFormat known() {
      return ExportFormat.named(format).orElse(null);
    }
  }

  /**
   * A document as it would go.
   *
   * @param lines what goes, and what stays and why
   * @param text the document, or its beginning
   * @param more how many lines of it are not shown
   */
  public record HandoverShown(
      String label, List<String> lines, String text, long more, String digest) {
    /** The view of a document. */
    public static HandoverShown of(HandoverDocument document) {
      List<String> text = document.shown().lines().toList();
      return new HandoverShown(
          document.format().label(),
          document.lines().stream().map(PlainText::text).toList(),
          String.join("\n", text.stream().limit(MAX_LINES).map(PlainText::text).toList()),
          Math.max(0, text.size() - MAX_LINES),
          document.digest());
    }
  }

  /** The alert or case that a page is about. */
  public record HandoverSubject(
      String what, String token, List<String> help, String back, Map<String, String> target) {
    /** The view of an alert or a case; a shared entity is not named if it may be a victim. */
    public static HandoverSubject of(HandoverTarget target, String back, PossibleVictims victims) {
      Alert alert = target.alert();
      if (alert != null) {
        return new HandoverSubject(
            TrackWords.who(alert),
            PlainText.text(alert.getEntity()),
            TrackWords.help(alert),
            "/alerts/" + alert.getAlertId(),
            Map.of("alert", alert.getAlertId()));
      }
      Case star = Objects.requireNonNull(target.theCase());
      return new HandoverSubject(
          "A case of "
              + star.getMembers().size()
              + " alerts, one "
              + TrackWords.kind(star.getEntityKind())
              + " in common",
          victims.hidesCentre(star) ? "of one who may need help" : PlainText.text(star.getEntity()),
          List.of(),
          back,
          Map.of("case", star.getCaseId()));
    }
  }

  /** Formats for the house. */
  public List<ExportFormat> house() {
    return ExportFormat.ALL.stream().filter(ExportFormat::isForTheHouse).toList();
  }

  /** Formats for others. */
  public List<ExportFormat> others() {
    return ExportFormat.ALL.stream().filter(one -> !one.isForTheHouse()).toList();
  }

  /** Returns who may read it. */
  public List<TrafficLight> levels() {
    return List.of(TrafficLight.values());
  }

  /** A level in words. */
  public static String words(TrafficLight level) {
    return switch (level) {
      case RED -> level.label() + ", its receivers in person";
      case AMBER_STRICT -> level.label() + ", their organisation alone";
    };
  }

  /** Returns whether a level was chosen. */
  public boolean isChosen(TrafficLight level) {
    return typed.tlp().toLowerCase(Locale.ROOT).equals(level.word());
  }
}
