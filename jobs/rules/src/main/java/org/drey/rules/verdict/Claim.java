package org.drey.rules.verdict;

import java.util.Comparator;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;

/**
 * Whose an id of a verdict is, as far as is known: a verdict counts once, and of records that
 * differ under one id the first by {@link Verdict#FIRST}. The text of a record begins with its id,
 * its time and its alert, so records on several alerts are in order by time and alert; of those on
 * one alert the alert itself knows the texts.
 *
 * @param time of the first record known, milliseconds since 1970
 * @param alertId the alert that it is on
 */
public record Claim(long time, String alertId) implements Comparable<Claim> {
  private static final int VERSION = 1;
  private static final Comparator<Claim> ORDER =
      Comparator.comparingLong(Claim::time).thenComparing(Claim::alertId);

  /** That of a record. */
  public static Claim of(Verdict verdict) {
    return new Claim(verdict.time(), verdict.alertId());
  }

  @Override
  public int compareTo(Claim other) {
    return ORDER.compare(this, other);
  }

  /** As bytes, which are state; they begin with their version. */
  public byte[] toBytes() {
    return new ByteWriter().writeByte(VERSION).writeSigned(time).writeText(alertId).toBytes();
  }

  /** Reads one. */
  public static Claim of(byte[] bytes) {
    ByteReader in = new ByteReader(bytes).checkVersion(VERSION);
    return new Claim(in.readSigned(), in.readText());
  }
}
