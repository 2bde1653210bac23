package org.drey.collect.feed;

import org.jspecify.annotations.Nullable;

/** The facts about the people of events, as a source's thread asks for them. For one thread. */
public interface EventFacts {
  /**
   * Fills fields of an event that its source left empty, and no others.
   *
   * @param tokens that the event will have; null if it will have none
   */
  void fill(ObservedEvent seen, @Nullable TokenMaker tokens);

  /** Learns from an event that is taken; returns whether there was anything to learn. */
  boolean learn(ObservedEvent seen);
}
