package org.drey.cli.collect;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.drey.base.DaemonThreads;
import org.drey.collect.feed.CollectFeed;
import org.drey.collect.feed.CollectorState;
import org.drey.collect.feed.CollectorState.WellNote;
import org.drey.collect.feed.FeedCounts;
import org.drey.collect.feed.FeedGap;
import org.drey.collect.feed.FeedGaps;
import org.drey.collect.feed.FeedPressure;
import org.drey.collect.feed.FeedSender;
import org.drey.collect.feed.FeedTarget;
import org.drey.collect.feed.SettledTime;
import org.drey.terminal.KafkaOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;

/** A feed with what it needs: files that are followed, gaps, and a note of how far it was. */
final class CollectService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CollectService.class);
  private static final Clock CLOCK = Clock.systemUTC();

  private final FollowedFiles followed = new FollowedFiles();
  private final FeedCounts counts = new FeedCounts();
  private final List<FeedSender> senders = new ArrayList<>();
  private final Map<String, CollectFeed> feeds = new LinkedHashMap<>();
  private final FeedGaps gaps;
  private final SettledTime settled;
  private final @Nullable CollectorState state;
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("collect ticks"));
  private volatile @Nullable String stateProblem;

  /** A service for some streams. */
  CollectService(
      CommandSpec spec, CollectOptions options, List<String> streams, FeedPressure pressure)
      throws Exception {
    Instant now = CLOCK.instant();
    Path folder = options.state();
    state = folder == null ? null : new CollectorState(folder);
    WellNote well = state == null ? new WellNote(now, List.of()) : state.read(now);
    var subscribers = options.subscribers(followed);
    KafkaOptions kafka = options.kafka(spec);
    for (String stream : streams) {
      Supplier<FeedTarget> target = options.target(spec, stream, followed);
      var keys = options.keys(spec, target.get(), followed);
      FeedSender sender =
          FeedSender.open(kafka.client(), kafka.prefix() + target.get().topic(), pressure, counts);
      senders.add(sender);
      feeds.put(stream, new CollectFeed(target, keys, subscribers, sender, counts, CLOCK));
    }
    gaps = new FeedGaps(well.until(), well.writers(), this::note);
    settled = new SettledTime(counts, now);
  }

  /** Begins to follow files, and to note how far it is. */
  void start() {
    var unused = ticks.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  private void tick() {
    try {
      followed.look();
      writeState();
    } catch (RuntimeException | Error e) { // the next one may succeed
      LOG.warn("a look at the files failed", e);
    }
  }

  private void writeState() {
    Instant until = settled.at(CLOCK.instant()).minus(FeedGaps.HELD_BACK);
    if (state != null) {
      try {
        state.write(until, gaps.writers());
        stateProblem = null;
      } catch (IOException e) {
        stateProblem = "the state cannot be written: " + e.getMessage();
      }
    }
  }

  private void note(FeedGap gap) {
    LOG.info("gap of {} from {} to {}", named(gap), gap.begin(), gap.end());
    if (state != null) {
      try {
        state.add(gap);
      } catch (IOException e) {
        LOG.warn("the gap cannot be noted: {}", e.getMessage());
      }
    }
  }

  private static String named(FeedGap gap) {
    return gap.writer().isEmpty() ? "all writers" : "writer " + gap.writer();
  }

  /** Returns the feed of the first stream. */
  CollectFeed feed() {
    return feeds.values().iterator().next();
  }

  /** Returns the feeds by their streams. */
  Map<String, CollectFeed> feeds() {
    return feeds;
  }

  FeedCounts counts() {
    return counts;
  }

  FeedGaps gaps() {
    return gaps;
  }

  /** Returns what keeps it from its work; null for nothing. */
  @Nullable String problem() {
    String sending =
        senders.stream().map(FeedSender::problem).filter(Objects::nonNull).findFirst().orElse(null);
    String files = followed.problem();
    return sending != null ? sending : files != null ? files : stateProblem;
  }

  @Override
  public void close() {
    ticks.shutdownNow();
    senders.forEach(FeedSender::close);
    writeState();
  }
}
