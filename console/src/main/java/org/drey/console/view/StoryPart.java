package org.drey.console.view;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.drey.alerts.explain.AlertView;
import org.drey.alerts.explain.OccasionWords;
import org.drey.alerts.story.PaidShare;
import org.drey.alerts.story.StoryOccasion;
import org.drey.alerts.story.StoryPayment;
import org.drey.base.PlainText;
import org.drey.event.Alert;
import org.jspecify.annotations.Nullable;

/**
 * The part of a page that says what happened.
 *
 * @param facts how many, how much, with whom; empty without payments and sessions
 * @param wide the picture for a screen; null if there is nothing to draw
 * @param narrow the same for a phone
 * @param occasions one by one, the newest first
 * @param paidTitle whether they were paid or paid
 * @param paid who was paid, or who paid, the largest first
 * @param morePaid how many of those are not listed
 * @param kept how many events there are, and how many are no longer
 */
public record StoryPart(
    String facts,
    @Nullable StoryPicture wide,
    @Nullable StoryPicture narrow,
    List<OccasionDetail> occasions,
    String paidTitle,
    List<ShareBar> paid,
    int morePaid,
    String kept) {
  private static final double FULL = 100;

  /**
   * The payments of one payee or payer.
   *
   * @param width in percent of the largest
   */
  public record ShareBar(String token, String sum, String times, String width) {}

  /** The part of an alert; null without events and reports. */
  static @Nullable StoryPart of(AlertView view) {
    List<StoryOccasion> occasions = view.story().occasions();
    if (occasions.isEmpty() && view.story().facts().isEmpty()) {
      return null;
    }
    List<PaidShare> shares = view.story().paid();
    return new StoryPart(
        PlainText.text(String.join(" ", view.story().facts())),
        StoryPicture.of(occasions, StoryPicture.WIDE),
        StoryPicture.of(occasions, StoryPicture.NARROW),
        zooms(view.alert(), occasions),
        StoryPayment.isPaid(view.alert()) ? "Who paid" : "Who was paid",
        bars(shares),
        Math.max(0, shares.size() - PaidShare.LISTED),
        kept(view.alert()));
  }

  private static List<OccasionDetail> zooms(Alert alert, List<StoryOccasion> occasions) {
    OccasionWords words = new OccasionWords(alert);
    List<OccasionDetail> zooms = new ArrayList<>();
    for (int i = occasions.size() - 1; i >= 0; i--) {
      StoryOccasion one = occasions.get(i);
      zooms.add(
          OccasionDetail.of(
              one, i + 1, OccasionWords.when(one), PlainText.text(words.happened(one))));
    }
    return zooms;
  }

  private static List<ShareBar> bars(List<PaidShare> shares) {
    double most = shares.stream().mapToDouble(PaidShare::sum).max().orElse(0);
    return shares.stream()
        .limit(PaidShare.LISTED)
        .map(
            one ->
                new ShareBar(
                    PlainText.text(one.other()),
                    String.format(Locale.ROOT, "%.2f", one.sum()),
                    one.payments() == 1 ? "once" : one.payments() + " times",
                    PointBarsView.percent(most == 0 ? 0 : FULL * one.sum() / most)))
        .toList();
  }

  /** Returns how many events there are, and how many that reasons name are no longer. */
  private static String kept(Alert alert) {
    Set<String> gone = new HashSet<>();
    alert.getReasons().forEach(reason -> gone.addAll(reason.getEvidence()));
    alert.getEvents().forEach(event -> gone.remove(event.getEventId()));
    int kept = alert.getEvents().size();
    return (kept == 1 ? "1 event is kept" : kept + " events are kept")
        + (gone.isEmpty() ? "" : "; of " + gone.size() + " more, only the id is left");
  }
}
