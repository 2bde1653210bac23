package org.drey.streaming.lists;

import java.security.SecureRandom;

/**
 * A number for a subscriber that depends on a secret of this process: a polynomial over its text
 * modulo 2^61 - 1, taken at a random point (Carter and Wegman, 1979). Two given subscribers share a
 * number with a probability of at most their length in 2^61, regardless of their tokens. Allocates
 * nothing.
 */
final class SubscriberHash {
  private static final long PRIME = (1L << 61) - 1;
  private static final long END = 1L << 20; // no character

  private final long point;

  /** A hash with a new secret. */
  SubscriberHash() {
    this.point = (new SecureRandom().nextLong() & PRIME) % PRIME;
  }

  /** The number of a subscriber, 0 to 2^61 - 2. */
  long of(String tokenDomain, int keyVersion, String subject) {
    long hash = next(text(1, tokenDomain), END);
    hash = next(hash, keyVersion & 0xFFFF_FFFFL);
    return text(hash, subject);
  }

  private long text(long start, String text) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = next(hash, text.charAt(i));
    }
    return hash;
  }

  /** {@code hash * point + term}, modulo the prime. */
  private long next(long hash, long term) {
    long low = hash * point;
    long high = Math.multiplyHigh(hash, point);
    long sum = (low & PRIME) + (high << 3 | low >>> 61) + term;
    long reduced = (sum & PRIME) + (sum >>> 61);
    return reduced >= PRIME ? reduced - PRIME : reduced;
  }
}
