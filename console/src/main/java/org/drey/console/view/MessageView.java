package org.drey.console.view;

import java.util.List;

/**
 * A page that says one thing.
 *
 * @param found alerts, each a link
 */
public record MessageView(Frame frame, String headline, List<String> words, List<Found> found) {
  /** An alert that was found, and whom it is about. */
  public record Found(String alertId, String token, String words) {}
}
