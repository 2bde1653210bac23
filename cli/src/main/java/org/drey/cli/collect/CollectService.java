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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.drey.base.DaemonThreads;
import org.drey.base.LogLimiter;
import org.drey.collect.feed.CollectFeed;
import org.drey.collect.feed.CollectorState;
import org.drey.collect.feed.FeedCounts;
import org.drey.collect.feed.FeedGap;
import org.drey.collect.feed.FeedGaps;
import org.drey.collect.feed.FeedPressure;
import org.drey.collect.feed.FeedTarget;
import org.drey.collect.feed.GapReason;
import org.drey.collect.feed.RecordOutlet;
import org.drey.collect.firm.FirmFacts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;

/** A feed with what it needs: files that are followed, gaps, and a note of how far it was. */
final class CollectService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CollectService.class);

  /** So many refusals of a source are said one by one. */
  private static final long MOST_NAMED = 20;

  private static final Clock CLOCK = Clock.systemUTC();

  private final FollowedFiles followed = new FollowedFiles();
  private final FeedCounts counts = new FeedCounts();
  private final List<RecordOutlet> outlets = new ArrayList<>();
  private final Map<String, CollectFeed> feeds = new LinkedHashMap<>();
  private final FirmFacts facts;
  private final FeedGaps gaps;
  private final @Nullable CollectorState state;
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("collect ticks"));
  private final LogLimiter limiter = new LogLimiter();
  private final AtomicLong refusals = new AtomicLong();
  private volatile Supplier<@Nullable String> source = () -> null;
  private volatile @Nullable String stateProblem;
  private @Nullable String said;
  private boolean isClosed;

  /**
   * A service for some streams.
   *
   * @param firm what is known beside payments
   * @param pressure a source that waits goes on where it was, and so has no gaps
   */
  CollectService(
      CommandSpec spec,
      CollectOptions options,
      FirmOptions firm,
      List<String> streams,
      FeedPressure pressure)
      throws Exception {
    Instant now = CLOCK.instant();
    Path folder = options.state();
    CollectorState noted = folder == null ? null : new CollectorState(folder);
    boolean waits = pressure == FeedPressure.WAIT;
    state = waits ? null : noted;
    gaps = new FeedGaps(waits ? Map.of() : begins(state, now), this::note);
    counts.settled().at(now, this::note);
    counts.sayRefusals(this::sayRefusal);
    var subscribers = options.subscribers(followed);
    facts = firm.open(followed);
    for (String stream : streams) {
      Supplier<FeedTarget> target = options.target(spec, stream, followed);
      var keys = options.keys(spec, target.get(), followed);
      RecordOutlet outlet = options.outlet(spec, target.get(), pressure, counts);
      outlets.add(outlet);
      feeds.put(stream, new CollectFeed(target, keys, subscribers, facts, outlet, counts, CLOCK));
    }
  }

  private static Map<String, Instant> begins(@Nullable CollectorState state, Instant now)
      throws IOException {
    return state == null ? Map.of(FeedGaps.ALL, now) : state.read(now);
  }

  /** Begins to follow files, and to note how far it is. */
  void start() {
    var unusedTick = ticks.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    // Not at once: after a start all writers are away.
    var unusedLook =
        ticks.scheduleWithFixedDelay(() -> gaps.forget(CLOCK.instant()), 1, 1, TimeUnit.HOURS);
    settle();
  }

  private void tick() {
    try {
      followed.look();
      facts.save();
      settle();
      sayProblem();
    } catch (RuntimeException | Error e) { // the next one may succeed
      LOG.warn("a look at the files failed", e);
    }
  }

  /** Says at a terminal, too, what keeps it from its work, and that it works again. */
  private void sayProblem() {
    String now = problem();
    if (now != null && !now.equals(said) && limiter.isDue("problem")) {
      LOG.warn("{}", now);
    } else if (now == null && said != null) {
      LOG.warn("it works again");
    }
    said = now;
  }

  /** Says what was refused, the first ones all; then one a minute, so that no disk is filled. */
  private void sayRefusal(String words) {
    boolean isNamed = refusals.incrementAndGet() <= MOST_NAMED;
    if (isNamed || limiter.isDue("refusal")) {
      LOG.warn("{}{}", words, isNamed ? "" : limiter.leftOut("refusal"));
    }
  }

  private synchronized void settle() {
    if (!isClosed) {
      writeState(counts.settled().at(CLOCK.instant(), this::note));
    }
  }

  private void writeState(Instant settled) {
    if (state != null) {
      try {
        state.write(gaps.begins(settled));
        stateProblem = null;
      } catch (IOException e) {
        stateProblem = "the state cannot be written: " + e.getMessage();
      }
    }
  }

  private void note(FeedGap gap) {
    if (limiter.isDue(gap.writer())) {
      String words = "gap of {} from {} to {}: {}{}";
      String left = limiter.leftOut(gap.writer());
      LOG.warn(words, named(gap), gap.begin(), gap.end(), why(gap), left);
    }
    if (state != null && !state.add(gap)) {
      LOG.warn("there are too many gaps to note this one");
    }
  }

  private static String why(FeedGap gap) {
    return gap.reason() == GapReason.LOST ? "brokers did not take all" : "no connection";
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

  /** Returns what is known beside payments. */
  FirmFacts facts() {
    return facts;
  }

  FollowedFiles followed() {
    return followed;
  }

  FeedGaps gaps() {
    return gaps;
  }

  /** Has a source say what keeps it from its work. */
  void watch(Supplier<@Nullable String> problem) {
    source = problem;
  }

  /** Returns what keeps it from its work; null for nothing. */
  @Nullable String problem() {
    String sending =
        outlets.stream()
            .map(RecordOutlet::problem)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    String files = followed.problem() == null ? facts.problem() : followed.problem();
    String state = stateProblem == null ? source.get() : stateProblem;
    return sending != null ? sending : files != null ? files : state;
  }

  /** Ends once, though the end of the process and that of the command both ask for it. */
  @Override
  public synchronized void close() {
    if (!isClosed) {
      isClosed = true;
      ticks.shutdown();
      outlets.forEach(RecordOutlet::close);
      closeFacts();
      writeState(counts.settled().end(CLOCK.instant(), this::note));
    }
  }

  private void closeFacts() {
    try {
      facts.close();
    } catch (IOException e) {
      LOG.warn("the last pairs are not saved: {}", e.getMessage());
    }
  }
}
