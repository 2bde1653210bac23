package org.drey.alerts.explain;

import java.util.List;
import org.drey.alerts.decide.ReasonMeanings;
import org.drey.alerts.decide.VerdictChoice;
import org.drey.event.LinkedEntity;
import org.drey.event.Track;

/** The context of an alert: verdicts, what can be decided, and what hangs together with it. */
final class AlertContext {
  private static final int LINKED = 10;

  private final AlertView view;
  private final TextLayout layout;
  private final String decide;

  /**
   * The context of a view.
   *
   * @param decide the command that gives a verdict on it
   */
  AlertContext(AlertView view, TextLayout layout, String decide) {
    this.view = view;
    this.layout = layout;
    this.decide = decide;
  }

  void write() {
    if (!view.verdicts().isEmpty()) {
      layout.heading("WHO DECIDED WHAT, AND WHY");
      view.verdicts().forEach(one -> layout.item("-", one.sentence()));
    }
    choices();
    linked();
  }

  private void choices() {
    layout.heading("POSSIBLE DECISIONS");
    if (!view.choices().isEmpty()) {
      layout.line("  " + decide);
    }
    for (VerdictChoice choice : view.choices()) {
      String takesBack = choice.takesBack() == null ? "" : " --takes-back " + choice.takesBack();
      layout.item("-", choice.verdict() + takesBack + ": " + choice.effect() + ".");
      choice
          .reasons()
          .forEach(
              reason ->
                  layout.item("  -", reason + ": " + ReasonMeanings.of(choice.verdict(), reason)));
    }
    if (view.choices().isEmpty()) {
      layout.text("Nothing: it is withdrawn.");
    }
  }

  private void linked() {
    List<LinkedEntity> linked = view.alert().getLinkedEntities();
    boolean isReceiver = view.alert().getTrack() == Track.RECEIVER;
    if (linked.isEmpty() && view.cases().isEmpty() && !isReceiver) {
      return;
    }
    layout.heading("CONNECTIONS");
    new CaseWords(view.alert().getAlertId())
        .sentences(view.cases())
        .forEach(sentence -> layout.item("-", sentence));
    if (!view.cases().isEmpty()) {
      layout.text("'./drey alerts list --case ID' has the alerts of one of these cases.");
    }
    for (LinkedEntity one : linked.subList(0, Math.min(LINKED, linked.size()))) {
      layout.item(
          "-",
          "the "
              + TrackWords.kind(one.getKind())
              + " "
              + one.getEntity()
              + findings(one.getFindings()));
    }
    if (isReceiver) {
      layout.text("Who paid it is not listed, nor their devices: any of them may be a child.");
    }
    if (linked.size() > LINKED) {
      layout.text("and " + (linked.size() - LINKED) + " more (--json).");
    }
  }

  /**
   * Returns how many findings name it; none of an alert that was written before they were counted.
   */
  private static String findings(int count) {
    return switch (count) {
      case 0 -> "";
      case 1 -> ", in 1 finding";
      default -> ", in " + count + " findings";
    };
  }
}
