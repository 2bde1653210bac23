package org.drey.console.view;

import java.util.List;

/**
 * Verdicts that were sent together.
 *
 * @param refused why each of the others was not sent, by the beginning of the alert's id
 * @param sent what became of each
 */
public record SentView(
    PageFrame frame, String headline, List<String> refused, List<ProgressView> sent) {
  private static final int SHOWN_OF_AN_ID = 8;

  /** The beginning of an alert's id, by which it is found. */
  public static String shorten(String alertId) {
    return alertId.substring(0, Math.min(SHOWN_OF_AN_ID, alertId.length()));
  }

  /** Returns whether there are several, all of which can be taken back. */
  public boolean canTakeBack() {
    return sent.size() > 1 && sent.stream().allMatch(one -> one.takeBack() != null);
  }

  /** Returns whether the job has not answered all of them. */
  public boolean isWaiting() {
    return sent.stream().anyMatch(ProgressView::isWaiting);
  }
}
