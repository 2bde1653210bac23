package org.drey.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.drey.event.BlocklistHit;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldItem;
import org.drey.local.generate.WorldSettings;

/** Feeds a world in and shows what happens. */
final class WorldPlayback implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration FINISH_WITHIN = Duration.ofMinutes(3);

  private final SyntheticWorld world;
  private final DemoState state;
  private final JobWatch watch;
  private final SplashVisitors visitors;
  private final DemoView view;
  private final List<Thread> feeds = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  WorldPlayback(
      SyntheticWorld world,
      DemoState state,
      JobWatch watch,
      SplashVisitors visitors,
      DemoView view) {
    this.world = world;
    this.state = state;
    this.watch = watch;
    this.visitors = visitors;
    this.view = view;
  }

  /** A task for when the jobs have read a day. */
  interface Midnight {
    void reached(Instant midnight) throws Exception;
  }

  /**
   * Feeds the world in, until the jobs have read all of it.
   *
   * @param playFor how long the first day takes at least
   */
  void play(
      Properties kafka,
      int partitions,
      TopicPlayback.ListedTargets listed,
      ReadProgress reading,
      Duration playFor,
      Midnight midnight)
      throws Exception {
    Instant to = WorldSettings.START.plus(Duration.ofDays(world.settings().days()));
    DemoPace pace = new DemoPace(WorldSettings.START, to, playFor);
    for (Map.Entry<String, List<WorldItem>> topic : world.arrivals().entrySet()) {
      String name = topic.getKey();
      feed(name, new TopicPlayback(kafka, name, topic.getValue(), partitions, pace, listed, state));
    }
    Instant end = Instant.now().plus(playFor).plus(FINISH_WITHIN);
    while (!(feeds.stream().noneMatch(Thread::isAlive) && reading.isAllRead())) {
      state.playedTo(pace.now());
      show("playing");
      if (state.failure() != null && !closed) {
        throw new IllegalStateException("a record could not be sent", state.failure());
      }
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("the jobs did not read everything within " + FINISH_WITHIN);
      }
      if (reading.isSentBefore(pace.midnight()) && reading.isAllRead()) {
        midnight.reached(pace.midnight());
        pace.nextDay();
        end = Instant.now().plus(playFor).plus(FINISH_WITHIN);
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  private void feed(String topic, TopicPlayback feed) {
    Thread thread = new Thread(feed, "feed " + topic);
    thread.setDaemon(true);
    feeds.add(thread);
    thread.start();
  }

  /** Shows what comes until every committed record has been seen. */
  void catchUp(List<TopicTail<?>> tails, String doing) throws IOException, InterruptedException {
    tails.forEach(TopicTail::caughtUp); // what was true before the checkpoint does not count
    Instant end = Instant.now().plus(FINISH_WITHIN);
    List<TopicTail<?>> behind = new ArrayList<>(tails);
    while (!behind.isEmpty()) {
      behind.removeIf(TopicTail::caughtUp);
      show(doing);
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("the results did not come within " + FINISH_WITHIN);
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    show(doing);
  }

  /** Looks at the jobs, lets those who are led to the splash page load it, and draws. */
  private void show(String doing) throws IOException, InterruptedException {
    watch.look(state);
    for (BlocklistHit led = state.nextVisit(); led != null; led = state.nextVisit()) {
      state.visited(visitors.visit(led));
    }
    view.show(Instant.now(), doing);
  }

  /** Sends nothing more. */
  @Override
  public void close() {
    closed = true;
    feeds.forEach(Thread::interrupt);
  }
}
