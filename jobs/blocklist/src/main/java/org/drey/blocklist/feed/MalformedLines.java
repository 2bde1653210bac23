package org.drey.blocklist.feed;

import java.util.ArrayList;
import java.util.List;
import org.drey.blocklist.feed.MalformedListException.Problem;

/**
 * The malformed lines of a feed. However much is wrong with it, only the beginning and the number
 * are kept.
 */
public final class MalformedLines {
  private final List<Problem> first = new ArrayList<>();
  private int count;

  /** None yet. */
  public MalformedLines() {}

  /** One more. */
  public void add(int line, String reason) {
    count++;
    if (first.size() < MalformedListException.MAX_PROBLEMS) {
      first.add(new Problem(line, reason));
    }
  }

  /** Returns how many there are. */
  public int count() {
    return count;
  }

  /** The first of them, at most {@value MalformedListException#MAX_PROBLEMS}. */
  public List<Problem> first() {
    return List.copyOf(first);
  }

  /** Refuses the list if there are any. */
  public void refuse(String listId) throws MalformedListException {
    if (count > 0) {
      throw new MalformedListException(listId, first, count);
    }
  }
}
