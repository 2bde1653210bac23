package org.drey.streaming.lists;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
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
}
