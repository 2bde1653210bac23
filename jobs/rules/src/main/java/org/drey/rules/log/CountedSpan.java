package org.drey.rules.log;

import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;

/**
 * The span of the observations that are counted.
 *
 * @param after those after this point
 * @param until and not after this one
 * @param first none of what is counted is earlier, milliseconds since 1970
 */
public record CountedSpan(LogPoint after, LogPoint until, long first) {

  /** Returns whether an observation is counted. */
  public boolean has(LoggedEvent one) {
    return after.isBefore(one) && !until.isBefore(one);
  }

  static CountedSpan read(ByteReader in) {
    return new CountedSpan(LogPoint.read(in), LogPoint.read(in), in.readFixed());
  }

  void write(ByteWriter out) {
    after.write(out);
    until.write(out);
    out.writeFixed(first);
  }
}
