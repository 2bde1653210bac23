package org.drey.edge.rpz;

import java.time.Instant;

/** Serial numbers of a zone: 32 bits that wrap around and must always grow (RFC 1982). */
public final class ZoneSerial {
  private static final long MODULUS = 1L << 32;
  private static final long HALF = 1L << 31;

  private ZoneSerial() {}

  /** The next after one that is in use. */
  public static long after(long serial) {
    return (serial + 1) % MODULUS;
  }

  /**
   * The next after one that is in use, and never below the time in seconds: so a zone whose last
   * serial was forgotten still grows. A serial made of the date would allow 100 changes a day.
   */
  public static long after(long serial, Instant now) {
    long time = Math.floorMod(now.getEpochSecond(), MODULUS);
    return isAfter(time, serial) ? time : after(serial);
  }

  /** The first of a zone of which nothing is known. */
  public static long first(Instant now) {
    return Math.floorMod(now.getEpochSecond(), MODULUS);
  }

  /**
   * Returns whether one serial is newer than another; false for the same, and at exactly half the
   * range.
   */
  public static boolean isAfter(long serial, long other) {
    long ahead = Math.floorMod(serial - other, MODULUS);
    return ahead > 0 && ahead < HALF;
  }
}
