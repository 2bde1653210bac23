package org.drey.streaming.lists;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What each subscriber has chosen, about 24 bytes a subscriber: a keyed hash of who it is, and the
 * number of one of a few profiles. Who has chosen nothing is not in it.
 *
 * <p>Written by one thread, read by any number.
 */
public final class Subscribers {
  /** How many different profiles there may be: choices come from a menu. */
  static final int MAX_PROFILES = 10_000;

  private static final int SHARDS = 64;
  private static final int NONE = 0;

  private final SubscriberHash hash = new SubscriberHash();
  private final Long2IntOpenHashMap[] shards = new Long2IntOpenHashMap[SHARDS];
  private final List<Profile> profiles = new CopyOnWriteArrayList<>(List.of(Profile.NONE));
  private final Map<Profile, Integer> numbers = new HashMap<>(Map.of(Profile.NONE, NONE));

  /** Without anybody. */
  public Subscribers() {
    for (int i = 0; i < SHARDS; i++) {
      shards[i] = new Long2IntOpenHashMap();
    }
  }

  /** The profile of a subscriber. */
  public Profile profile(String tokenDomain, int keyVersion, String subject) {
    long who = hash.of(tokenDomain, keyVersion, subject);
    Long2IntOpenHashMap shard = shard(who);
    int number;
    synchronized (shard) {
      number = shard.get(who);
    }
    return profiles.get(number);
  }

  /**
   * A subscriber has chosen.
   *
   * @return false if there are too many different profiles already; the choice before stays
   */
  boolean put(String tokenDomain, int keyVersion, String subject, Profile profile) {
    Integer number = numbers.get(profile);
    if (number == null) {
      if (profiles.size() == MAX_PROFILES) {
        return false;
      }
      number = profiles.size();
      profiles.add(profile);
      numbers.put(profile, number);
    }
    long who = hash.of(tokenDomain, keyVersion, subject);
    Long2IntOpenHashMap shard = shard(who);
    synchronized (shard) {
      if (number == NONE) {
        shard.remove(who);
      } else {
        shard.put(who, number.intValue());
      }
    }
    return true;
  }

  /** A subscriber no longer has a choice. */
  void remove(String tokenDomain, int keyVersion, String subject) {
    put(tokenDomain, keyVersion, subject, Profile.NONE);
  }

  /** How many have chosen something. */
  public long size() {
    long size = 0;
    for (Long2IntOpenHashMap shard : shards) {
      synchronized (shard) {
        size += shard.size();
      }
    }
    return size;
  }

  private Long2IntOpenHashMap shard(long who) {
    return shards[(int) (who & (SHARDS - 1))];
  }
}
