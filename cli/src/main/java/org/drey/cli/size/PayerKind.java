package org.drey.cli.size;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * People who pay one kind of payee, and the state that is kept of each.
 *
 * @param who what they do
 * @param share of all payments
 * @param isAbroad whether these are the small payments abroad, of which rules keep most
 * @param bytes of a person, by every how many days the person pays; measured
 */
record PayerKind(String who, double share, boolean isAbroad, NavigableMap<Double, Double> bytes) {

  PayerKind {
    bytes = new TreeMap<>(bytes);
    if (bytes.isEmpty()) {
      throw new IllegalArgumentException(who + ": nothing was measured");
    }
  }

  /**
   * Returns the bytes of a person who pays so often. Between two measurements it is on the straight
   * line through them where both scales are logarithmic. Who pays more often than was measured has
   * as much more state; who pays more rarely is counted as the rarest that was measured.
   */
  double bytesAt(double everyDays) {
    Map.Entry<Double, Double> below = bytes.floorEntry(everyDays);
    Map.Entry<Double, Double> above = bytes.ceilingEntry(everyDays);
    if (below == null) {
      Map.Entry<Double, Double> first = bytes.firstEntry();
      return first.getValue() * first.getKey() / everyDays;
    }
    if (above == null || above.getKey().equals(below.getKey())) {
      return below.getValue();
    }
    if (below.getValue() <= 0 || above.getValue() <= 0) {
      return below.getValue();
    }
    double part = Math.log(everyDays / below.getKey()) / Math.log(above.getKey() / below.getKey());
    return below.getValue() * Math.pow(above.getValue() / below.getValue(), part);
  }
}
