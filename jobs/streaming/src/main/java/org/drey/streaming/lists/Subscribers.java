package org.drey.streaming.lists;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each subscriber has chosen, about 24 bytes a subscriber: a keyed hash of the subscriber, and
 * one of a few profiles, shared by all who chose the same. A subscriber who has chosen nothing is
 * not in it, and a profile that no subscriber has any more is forgotten.
 *
 * <p>Written by one thread, read by any number.
 */
public final class Subscribers {
  /** How many different profiles there may be at a time: choices come from a menu. */
  static final int MAX_PROFILES = 10_000;

  private static final int SHARDS = 64;

  private final SubscriberHash hash = new SubscriberHash();
  private final List<Long2ObjectOpenHashMap<Profile>> shards = new ArrayList<>(SHARDS);

  /** Profiles that are in use. */
  private final Map<Profile, Held> held = new HashMap<>();

  /** A profile, and how many subscribers have it. */
  private static final class Held {
    private final Profile profile;
    private long count;

    private Held(Profile profile) {
      this.profile = profile;
    }
  }

  /** Without any subscriber. */
  public Subscribers() {
    for (int i = 0; i < SHARDS; i++) {
      shards.add(new Long2ObjectOpenHashMap<>());
    }
  }

  /** The profile of a subscriber. */
  public Profile profile(String tokenDomain, int keyVersion, String subject) {
    long who = hash.of(tokenDomain, keyVersion, subject);
    Profile chosen = chosen(who);
    return chosen == null ? Profile.NONE : chosen;
  }

  /**
   * A subscriber has chosen.
   *
   * @return false if there are too many different profiles already; the choice before stays
   */
  boolean put(String tokenDomain, int keyVersion, String subject, Profile profile) {
    long who = hash.of(tokenDomain, keyVersion, subject);
    Profile before = chosen(who);
    boolean isNew = !profile.equals(Profile.NONE) && !held.containsKey(profile);
    if (isNew && held.size() >= MAX_PROFILES && !isLast(before)) {
      return false;
    }
    release(before);
    Profile shared = take(profile);
    Long2ObjectOpenHashMap<Profile> shard = shard(who);
    synchronized (shard) {
      if (shared == null) {
        shard.remove(who);
      } else {
        shard.put(who, shared);
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
    for (Long2ObjectOpenHashMap<Profile> shard : shards) {
      synchronized (shard) {
        size += shard.size();
      }
    }
    return size;
  }

  private @Nullable Profile chosen(long who) {
    Long2ObjectOpenHashMap<Profile> shard = shard(who);
    synchronized (shard) {
      return shard.get(who);
    }
  }

  /** Whether no other subscriber has a profile. */
  private boolean isLast(@Nullable Profile profile) {
    Held one = profile == null ? null : held.get(profile);
    return one != null && one.count == 1;
  }

  private void release(@Nullable Profile profile) {
    Held one = profile == null ? null : held.get(profile);
    if (one != null && --one.count == 0) {
      held.remove(one.profile);
    }
  }

  private @Nullable Profile take(Profile profile) {
    if (profile.equals(Profile.NONE)) {
      return null;
    }
    Held one = held.computeIfAbsent(profile, Held::new);
    one.count++;
    return one.profile;
  }

  private Long2ObjectOpenHashMap<Profile> shard(long who) {
    return shards.get((int) (who & (SHARDS - 1)));
  }
}
