package org.drey.event;

import org.jspecify.annotations.NullMarked;

/** The purpose of a topic, which says how it has to be set up. */
@NullMarked
public enum TopicKind {
  /** Records without a key, each of which counts. */
  LOG,
  /** The same, with their own times: a hit bears the time at which its query was received. */
  LOG_WITH_OWN_TIMES,
  /** The newest record of a key counts, for ever. */
  UPSERTS,
  /** The newest record of a key counts, for as long as the topic keeps it. */
  UPSERTS_FOR_A_WHILE;

  /** Returns whether a key's newest record replaces those before it. */
  public boolean isCompacted() {
    return this == UPSERTS || this == UPSERTS_FOR_A_WHILE;
  }
}
