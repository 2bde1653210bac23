package org.drey.streaming.lists;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The choices of subscribers, about 24 bytes each: a keyed hash of the subscriber, and one of a few
 * profiles, shared by all who chose the same. A subscriber who has chosen nothing is not in it.
 *
 * <p>Written by one thread, read by any number.
 */
public final class SubscriberProfiles {
  private static final int SHARDS = 64;

  private final SubscriberHash hash = new SubscriberHash();
  private final List<Long2ObjectOpenHashMap<SubscriberProfile>> shards = new ArrayList<>(SHARDS);

  /** The profiles, each once: there are few, as their categories are those of the lists. */
  private final Map<SubscriberProfile, SubscriberProfile> profiles = new HashMap<>();

  /** Without any subscriber. */
  public SubscriberProfiles() {
    for (int i = 0; i < SHARDS; i++) {
      shards.add(new Long2ObjectOpenHashMap<>());
    }
  }

  /** The profile of a subscriber. */
  public SubscriberProfile profile(String tokenDomain, int keyVersion, String subject) {
    long who = hash.of(tokenDomain, keyVersion, subject);
    Long2ObjectOpenHashMap<SubscriberProfile> shard = shard(who);
    synchronized (shard) {
      return shard.getOrDefault(who, SubscriberProfile.NONE);
    }
  }

  /** A subscriber has chosen. */
  void put(String tokenDomain, int keyVersion, String subject, SubscriberProfile profile) {
    long who = hash.of(tokenDomain, keyVersion, subject);
    Long2ObjectOpenHashMap<SubscriberProfile> shard = shard(who);
    synchronized (shard) {
      if (profile.equals(SubscriberProfile.NONE)) {
        shard.remove(who);
      } else {
        shard.put(who, profiles.computeIfAbsent(profile, own -> own));
      }
    }
  }

  /** A subscriber no longer has a choice. */
  void remove(String tokenDomain, int keyVersion, String subject) {
    put(tokenDomain, keyVersion, subject, SubscriberProfile.NONE);
  }

  /** Returns how many have chosen something. */
  public long size() {
    long size = 0;
    for (Long2ObjectOpenHashMap<SubscriberProfile> shard : shards) {
      synchronized (shard) {
        size += shard.size();
      }
    }
    return size;
  }

  private Long2ObjectOpenHashMap<SubscriberProfile> shard(long who) {
    return shards.get((int) (who & (SHARDS - 1)));
  }

  /**
   * A number for a subscriber that depends on a secret of this process: a polynomial over its text
   * modulo 2^61 - 1, taken at a random point (Carter and Wegman, 1979). Two given subscribers share
   * a number with a probability of at most their length in 2^61, regardless of their tokens.
   * Allocates nothing.
   */
  static final class SubscriberHash {
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
}
