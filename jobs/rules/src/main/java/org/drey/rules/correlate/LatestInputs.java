package org.drey.rules.correlate;

import java.util.Arrays;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.correlate.CorrelationView.Member;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;

/**
 * Of each rule of a correlation when its latest event was; and of an ordered one of three rules or
 * more, since when events of its first rules are there in their order: the latest time at which
 * such a series begins. What leaves the window needs no change, for it only becomes too old.
 */
final class LatestInputs {
  private static final int FEWEST_IN_ORDER = 3;

  private final long[] newest;

  /** For the first rule, the first two, and so on, without the last; empty if not asked for. */
  private final long[] begins;

  private boolean isSure = true;

  LatestInputs(CorrelationView view) {
    int references = view.rule().references().size();
    boolean isOrdered = view.rule().type() == CorrelationRule.Type.TEMPORAL_ORDERED;
    newest = new long[references];
    begins = new long[isOrdered && references >= FEWEST_IN_ORDER ? references - 1 : 0];
    clear();
  }

  void clear() {
    Arrays.fill(newest, Long.MIN_VALUE);
    Arrays.fill(begins, Long.MIN_VALUE);
    isSure = true;
  }

  /** An event comes into the window. */
  void add(Member member, long time) {
    boolean isLate = false;
    for (int i = 0; i < newest.length; i++) {
      isLate |= newest[i] > time;
    }
    for (int i = 0; i < newest.length; i++) {
      if (member.is(i)) {
        newest[i] = Math.max(newest[i], time);
      }
    }
    if (isLate) {
      addLate(member, time);
    } else {
      for (int i = 0; i < begins.length; i++) {
        if (newest[i] == time) { // those of one time are in any order
          begins[i] = Math.max(begins[i], i == 0 ? time : begins[i - 1]);
        }
      }
    }
  }

  /** A rule's series ends with its newest event. Where others of it end is not known. */
  private void addLate(Member member, long time) {
    long begin = Long.MIN_VALUE;
    for (int i = 0; i < begins.length; i++) {
      long own = Long.MIN_VALUE;
      if (member.is(i)) {
        own = i == 0 ? time : Math.min(time, begins[i - 1]);
      }
      long raised = newest[i] == time ? Math.max(begin, own) : begin;
      if (newest[i] >= time && begins[i] < raised) {
        begins[i] = raised;
        isSure &= i == 0 || (i == 1 && (member.is(0) || begins[0] <= time));
      }
      begin = Math.max(begin, own);
    }
  }

  /** The time of a rule's newest event, also of one before the window. */
  long newest(int reference) {
    return newest[reference];
  }

  /**
   * The latest time at which a series of events of all rules but the last begins, or a later one if
   * that is not {@link #isSure}.
   */
  long begin() {
    return begins.length == 0 ? newest[0] : begins[begins.length - 1];
  }

  /** Returns whether the series are known; else the caller has to look. */
  boolean isSure() {
    return isSure;
  }

  /**
   * Notes since when the series are there, of the caller who has looked.
   *
   * @param found for the first rule, the first two, and so on, without the last; what is too old
   *     for the window may be any such time
   */
  void know(long[] found) {
    System.arraycopy(found, 0, begins, 0, begins.length);
    isSure = true;
  }

  void read(ByteReader in) {
    for (int i = 0; i < newest.length; i++) {
      newest[i] = in.readFixed();
    }
    for (int i = 0; i < begins.length; i++) {
      begins[i] = in.readFixed();
    }
    isSure = begins.length == 0 || in.readByte() == 1;
  }

  void write(ByteWriter out) {
    for (long time : newest) {
      out.writeFixed(time);
    }
    for (long time : begins) {
      out.writeFixed(time);
    }
    if (begins.length > 0) {
      out.writeByte(isSure ? 1 : 0);
    }
  }
}
