package org.drey.console.view;

import java.util.List;

/**
 * A page that says one thing.
 *
 * @param found alerts, each a link
 */
public record MessageView(
    PageFrame frame, String headline, List<String> words, List<FoundAlert> found) {
  /** An alert that was found, and whom it is about. */
  public record FoundAlert(String alertId, String token, String words) {}
}
