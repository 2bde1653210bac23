package org.drey.blocklist.compile;

import org.drey.blocklist.index.ListHeader;

/**
 * Refuses a version that has far more or far fewer entries than the one before: a feed that was cut
 * off, or is another's.
 *
 * @param maxPercent the largest change that passes, of the number of entries before
 */
public record ChangeGuard(double maxPercent) {
  /** The word by which a user passes it. */
  public static final String NAME = "change";

  /** A fifth of the list. */
  public static final ChangeGuard DEFAULT = new ChangeGuard(20);

  /** Takes 0 and more. */
  public ChangeGuard {
    if (!(maxPercent >= 0)) {
      throw new IllegalArgumentException("the largest change is 0 percent or more");
    }
  }

  /**
   * The comparison of two versions.
   *
   * @param percent grown by, or shrunk by if negative
   */
  public record Change(String previousVersion, long before, long after, double percent) {}

  /** Compares. */
  public Change change(ListHeader previous, long entries) {
    double before = Math.max(1, previous.entries());
    double percent = 100.0 * (entries - previous.entries()) / before;
    return new Change(
        previous.version(), previous.entries(), entries, Math.round(percent * 100) / 100.0);
  }

  /** Returns whether a change is too large. */
  public boolean refuses(Change change) {
    return Math.abs(change.percent()) > maxPercent;
  }
}
