package org.drey.streaming.source;

import java.util.ArrayList;
import java.util.List;

/**
 * The offsets of one partition that were passed over without a record. Most are no loss: what a
 * producer has aborted is not read, and the marks at the end of transactions have offsets, too. A
 * loss is what lies before the first offset that the broker still has: it was deleted before it was
 * read, and nothing else says so.
 */
final class Holes {
  /** Beyond this many, those that follow are taken for one. */
  private static final int MOST = 1_000;

  private static final long UNKNOWN = -1;

  private final List<Hole> holes = new ArrayList<>();
  private final List<Hole> asked = new ArrayList<>();
  private long next = UNKNOWN;

  /** Offsets from one on to before another. */
  private record Hole(long from, long to) {
    long before(long offset) {
      return Math.max(0, Math.min(to, offset) - from);
    }
  }

  /** Says where reading begins; below zero if that is not known. */
  void startAt(long offset) {
    next = Math.max(UNKNOWN, offset);
  }

  /** Notes the offset of a record. */
  void see(long offset) {
    if (next != UNKNOWN && offset > next) {
      add(new Hole(next, offset));
    }
    next = offset + 1;
  }

  private void add(Hole hole) {
    if (holes.size() < MOST) {
      holes.add(hole);
    } else {
      holes.set(MOST - 1, new Hole(holes.get(MOST - 1).from(), hole.to()));
    }
  }

  boolean isEmpty() {
    return holes.isEmpty();
  }

  /**
   * The broker is asked about the holes that there are; those that follow wait for another time.
   */
  void ask() {
    asked.addAll(holes);
    holes.clear();
  }

  /** It does not answer: they are asked about again. */
  void keep() {
    holes.addAll(0, asked);
    asked.clear();
  }

  /**
   * Forgets the holes that were asked about, and says how many offsets of them the broker has
   * deleted.
   *
   * @param first the first offset that it still has
   */
  long deletedBefore(long first) {
    long deleted = asked.stream().mapToLong(hole -> hole.before(first)).sum();
    asked.clear();
    return deleted;
  }
}
