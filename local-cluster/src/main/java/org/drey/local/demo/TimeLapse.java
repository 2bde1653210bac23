package org.drey.local.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.drey.event.Topics;
import org.drey.streaming.config.Configuration;

/**
 * The configuration of a world that is played in time lapse. A day takes less than a second, so
 * that the two subtasks of the blocklist job, a few hundred milliseconds apart, are hours apart in
 * the time of the world: hits may be that late.
 */
final class TimeLapse {
  private static final Duration HITS_MAY_BE_LATE = Duration.ofDays(30);

  private TimeLapse() {}

  /** The configuration of a file, for time lapse. */
  static Configuration of(Path file) throws IOException {
    Configuration written = Configuration.read(file);
    Map<String, Configuration.Stream> streams = new HashMap<>(written.streams());
    Configuration.Stream hits = written.stream(Topics.BLOCKLIST_HITS);
    streams.put(
        Topics.BLOCKLIST_HITS,
        new Configuration.Stream(hits.legalBasis(), HITS_MAY_BE_LATE, hits.topics()));
    return written.withStreams(streams);
  }
}
