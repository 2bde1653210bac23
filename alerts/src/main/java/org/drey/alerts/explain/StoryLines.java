package org.drey.alerts.explain;

import java.util.List;
import java.util.Locale;
import org.drey.alerts.story.PaidShare;
import org.drey.alerts.story.StoryOccasion;
import org.drey.alerts.story.StoryPayment;
import org.drey.event.Alert;

/** The story as lines of a terminal: an occasion a line, with what was paid as a bar. */
final class StoryLines {
  private static final int LATEST = 20;
  private static final int BAR = 16;

  private final AlertView view;
  private final Alert alert;
  private final TextLayout layout;

  StoryLines(AlertView view, TextLayout layout) {
    this.view = view;
    this.alert = view.alert();
    this.layout = layout;
  }

  void write(boolean all) {
    layout.heading("COURSE OF EVENTS");
    layout.text(view.who() + ": " + entity() + ".");
    if (!view.story().facts().isEmpty()) {
      layout.text(String.join(" ", view.story().facts()));
    }
    if (!view.reasons().isEmpty()) {
      layout.text(
          "From "
              + TimeWords.utc(alert.getFirstSeen())
              + " to "
              + TimeWords.utc(alert.getLastSeen())
              + ". An alert is a reason to look, not a finding about a person.");
    }
    occasions(all);
    paid();
  }

  private String entity() {
    return alert.getEntity()
        + (alert.getTokenDomain().equals("default") ? "" : " (of " + alert.getTokenDomain() + ")");
  }

  private void occasions(boolean all) {
    List<StoryOccasion> occasions = view.story().occasions();
    int left = all ? 0 : Math.max(0, occasions.size() - LATEST);
    if (occasions.isEmpty()) {
      return;
    }
    layout.line("");
    if (left > 0) {
      layout.text("The latest " + LATEST + "; " + left + " earlier (--evidence):");
    }
    double most = occasions.stream().mapToDouble(StoryOccasion::paid).max().orElse(0);
    OccasionWords words = new OccasionWords(alert);
    for (StoryOccasion one : occasions.subList(left, occasions.size())) {
      String when = String.format(Locale.ROOT, "%12s", OccasionWords.when(one));
      String bar = most == 0 ? "" : "  " + bar(one.paid(), most);
      layout.item(when + bar, words.happened(one));
    }
  }

  private static String bar(double part, double most) {
    int columns = part <= 0 ? 0 : (int) Math.max(1, Math.round(BAR * part / most));
    return "█".repeat(columns) + " ".repeat(BAR - columns);
  }

  private void paid() {
    List<PaidShare> shares = view.story().paid();
    if (shares.size() < 2) {
      return;
    }
    layout.heading(StoryPayment.isPaid(alert) ? "WHO PAID" : "WHO WAS PAID");
    double most = shares.get(0).sum();
    for (PaidShare one : shares.subList(0, Math.min(PaidShare.LISTED, shares.size()))) {
      layout.item(
          String.format(Locale.ROOT, "%9.2f  %s", one.sum(), bar(one.sum(), Math.max(1, most))),
          one.other() + ", " + (one.payments() == 1 ? "once" : one.payments() + " times"));
    }
    if (shares.size() > PaidShare.LISTED) {
      layout.text("and " + (shares.size() - PaidShare.LISTED) + " more.");
    }
  }
}
