package org.drey.local.demo;

import java.time.Instant;
import java.util.List;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldItem;
import org.drey.streaming.job.DetectionInputs;
import org.drey.streaming.job.LiveBlocklist;

/** The progress of the jobs in reading what the feeds send of a world. */
final class ReadProgress {
  private final SyntheticWorld world;
  private final DemoState state;
  private final DetectionInputs inputs;

  ReadProgress(SyntheticWorld world, DemoState state, DetectionInputs inputs) {
    this.world = world;
    this.state = state;
    this.inputs = inputs;
  }

  /** Returns whether everything is sent that arrives before a time. */
  boolean isSentBefore(Instant time) {
    return world.arrivals().entrySet().stream()
        .allMatch(topic -> isSentBefore(time, topic.getValue(), state.sentTo(topic.getKey())));
  }

  private static boolean isSentBefore(Instant time, List<WorldItem> items, long sent) {
    return sent == items.size() || !items.get(Math.toIntExact(sent)).arrival().isBefore(time);
  }

  /**
   * Returns whether both jobs have read everything that is sent, and the hits that are the result.
   */
  boolean isAllRead() {
    boolean ofInputs =
        world.arrivals().keySet().stream()
            .filter(topic -> inputs.reads(StreamRegistry.of(topic)))
            .allMatch(topic -> state.count(topic + ".read") >= state.sentTo(topic));
    return ofInputs
        && state.count(TopicNames.VERDICTS + ".read") >= state.decisions().given()
        && state.count("blocklist.read") >= sentToBlocklist()
        && state.count(TopicNames.BLOCKLIST_HITS + ".read") >= hits();
  }

  private long sentToBlocklist() {
    return LiveBlocklist.TOPICS.stream().mapToLong(state::sentTo).sum();
  }

  private long hits() {
    return state.count("blocklist.SPLASH")
        + state.count("blocklist.INSPECT")
        + state.count("blocklist.RECORD");
  }
}
