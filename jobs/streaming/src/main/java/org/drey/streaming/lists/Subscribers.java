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
public final class Subscribers {
  private static final int SHARDS = 64;

  private final SubscriberHash hash = new SubscriberHash();
  private final List<Long2ObjectOpenHashMap<Profile>> shards = new ArrayList<>(SHARDS);

  /** The profiles, each once: there are few, as their categories are those of the lists. */
  private final Map<Profile, Profile> profiles = new HashMap<>();

  /** Without any subscriber. */
  public Subscribers() {
    for (int i = 0; i < SHARDS; i++) {
      shards.add(new Long2ObjectOpenHashMap<>());
    }
  }

  /** The profile of a subscriber. */
  public Profile profile(String tokenDomain, int keyVersion, String subject) {
    long who = hash.of(tokenDomain, keyVersion, subject);
    Long2ObjectOpenHashMap<Profile> shard = shard(who);
    synchronized (shard) {
      return shard.getOrDefault(who, Profile.NONE);
    }
  }

  /** A subscriber has chosen. */
  void put(String tokenDomain, int keyVersion, String subject, Profile profile) {
    long who = hash.of(tokenDomain, keyVersion, subject);
    Long2ObjectOpenHashMap<Profile> shard = shard(who);
    synchronized (shard) {
      if (profile.equals(Profile.NONE)) {
        shard.remove(who);
      } else {
        shard.put(who, profiles.computeIfAbsent(profile, own -> own));
      }
    }
  }

  /** A subscriber no longer has a choice. */
  void remove(String tokenDomain, int keyVersion, String subject) {
    put(tokenDomain, keyVersion, subject, Profile.NONE);
  }

  /** Returns how many have chosen something. */
  public long size() {
    long size = 0;
    for (Long2ObjectOpenHashMap<Profile> shard : shards) {
      synchronized (shard) {
        size += shard.size();
      }
    }
    return size;
  }

  private Long2ObjectOpenHashMap<Profile> shard(long who) {
    return shards.get((int) (who & (SHARDS - 1)));
  }
}
