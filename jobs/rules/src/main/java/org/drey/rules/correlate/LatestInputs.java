package org.drey.rules.correlate;

import java.util.Arrays;
import org.drey.rules.correlate.CorrelationView.Member;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;

/**
 * The time of the latest event of each rule of a correlation. An event that leaves the window
 * changes nothing: it only becomes too old.
 */
final class LatestInputs {
  private final long[] newest;

  LatestInputs(CorrelationView view) {
    newest = new long[view.rule().references().size()];
    clear();
  }

  void clear() {
    Arrays.fill(newest, Long.MIN_VALUE);
  }

  /** An event comes into the window. */
  void add(Member member, long time) {
    for (int i = 0; i < newest.length; i++) {
      if (member.is(i)) {
        newest[i] = Math.max(newest[i], time);
      }
    }
  }

  /** The time of a rule's newest event, also of one before the window. */
  long newest(int reference) {
    return newest[reference];
  }

  void read(ByteReader in) {
    for (int i = 0; i < newest.length; i++) {
      newest[i] = in.readFixed();
    }
  }

  void write(ByteWriter out) {
    for (long time : newest) {
      out.writeFixed(time);
    }
  }
}
