package org.drey.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.BlocklistHit;
import org.drey.event.TopicNames;
import org.drey.local.cluster.FlinkPage;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldItem;
import org.drey.local.generate.WorldSettings;
import org.drey.streaming.job.DetectionInputs;
import org.drey.streaming.job.LiveBlocklist;

/** Feeds a world in, waits until the jobs have read it, and prints what happens. */
final class WorldPlayback implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration FINISH_WITHIN = Duration.ofMinutes(3);
  private static final int ROWS = 10;

  private final SyntheticWorld world;
  private final DemoState state;
  private final List<JobClient> jobs;
  private final DetectionInputs inputs;
  private final SplashVisitors visitors;
  private final DemoLines lines;
  private final List<Thread> feeds = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /**
   * Plays a world.
   *
   * @param jobs the detection job and others after it
   * @param inputs what the detection job reads
   */
  WorldPlayback(
      SyntheticWorld world,
      DemoState state,
      List<JobClient> jobs,
      DetectionInputs inputs,
      SplashVisitors visitors,
      DemoLines lines) {
    this.world = world;
    this.state = state;
    this.jobs = jobs;
    this.inputs = inputs;
    this.visitors = visitors;
    this.lines = lines;
  }

  /** A task for when the jobs have read a day. */
  interface Midnight {
    void reached(Instant midnight) throws Exception;
  }

  /** Returns whether every subtask of every job is at work, by Flink's page. */
  boolean allRunning(URI web) throws InterruptedException {
    FlinkPage page = new FlinkPage(web);
    try {
      for (JobClient job : jobs) {
        JsonNode steps = page.steps(job.getJobID());
        if (steps.isEmpty()
            || !StreamSupport.stream(steps.spliterator(), false)
                .allMatch(step -> step.path("status").asText().equals("RUNNING"))) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false; // no answer this time
    }
  }

  /**
   * Feeds the world in, until the jobs have read all of it.
   *
   * @param playFor how long that takes at least
   */
  void play(
      Properties kafka,
      int partitions,
      TopicPlayback.ListedTargets listed,
      Duration playFor,
      Midnight midnight)
      throws Exception {
    lines.begin();
    DayPace pace = new DayPace(world.settings().days(), playFor);
    for (Map.Entry<String, List<WorldItem>> topic : world.arrivals().entrySet()) {
      String name = topic.getKey();
      feed(name, new TopicPlayback(kafka, name, topic.getValue(), partitions, pace, listed, state));
    }
    int days = 0;
    int every = Math.max(1, world.settings().days() / ROWS);
    Instant end = Instant.now().plus(playFor).plus(FINISH_WITHIN);
    while (!(feeds.stream().noneMatch(Thread::isAlive) && isAllRead())) {
      look();
      if (state.failure() != null && !closed) {
        throw new IllegalStateException("a record could not be sent", state.failure());
      }
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("the jobs did not read everything within " + FINISH_WITHIN);
      }
      if (isSentBefore(pace.midnight()) && isAllRead()) {
        midnight.reached(pace.midnight());
        days++;
        if (days % every == 0 && days < world.settings().days()) {
          lines.day(days, visitors.displays());
        }
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

  /** Waits until every committed record has been seen. */
  void catchUp(List<TopicTail<?>> tails) throws IOException, InterruptedException {
    tails.forEach(TopicTail::caughtUp); // what was true before the checkpoint does not count
    Instant end = Instant.now().plus(FINISH_WITHIN);
    List<TopicTail<?>> behind = new ArrayList<>(tails);
    while (!behind.isEmpty()) {
      behind.removeIf(TopicTail::caughtUp);
      look();
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("the results did not come within " + FINISH_WITHIN);
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    look();
  }

  /** Prints the last figures, and an alert as analysts read it. */
  void end() {
    lines.day(world.settings().days(), visitors.displays());
    lines.mostUrgent();
  }

  /** Looks at the jobs, and lets those who are led to the splash page load it. */
  private void look() throws IOException, InterruptedException {
    count();
    for (BlocklistHit led = state.nextVisit(); led != null; led = state.nextVisit()) {
      visitors.visit(led);
    }
    lines.news();
  }

  /** Keeps what the jobs have counted; a job that failed ends the demo. */
  private void count() throws InterruptedException {
    Map<String, Long> counts = new HashMap<>();
    for (JobClient job : jobs) {
      try {
        JobStatus status = job.getJobStatus().get();
        if (status.isTerminalState()) {
          throw new IllegalStateException("a job has ended: " + status + "; its log says why");
        }
        job.getAccumulators()
            .get()
            .forEach((name, value) -> counts.merge(name, (Long) value, Long::sum));
      } catch (ExecutionException e) {
        return; // no answer this time
      }
    }
    state.counts(counts);
  }

  /** Returns whether everything is sent that arrives before a time. */
  private boolean isSentBefore(Instant time) {
    return world.arrivals().entrySet().stream()
        .allMatch(topic -> isSentBefore(time, topic.getValue(), state.sentTo(topic.getKey())));
  }

  private static boolean isSentBefore(Instant time, List<WorldItem> items, long sent) {
    return sent == items.size() || !items.get(Math.toIntExact(sent)).arrival().isBefore(time);
  }

  /** Returns whether both jobs have read everything that is sent, and the hits that come of it. */
  private boolean isAllRead() {
    boolean ofInputs =
        world.arrivals().keySet().stream()
            .filter(topic -> inputs.reads(StreamRegistry.of(topic)))
            .allMatch(topic -> state.count(topic + ".read") >= state.sentTo(topic));
    long forLists = LiveBlocklist.TOPICS.stream().mapToLong(state::sentTo).sum();
    long hits =
        state.count("blocklist.SPLASH")
            + state.count("blocklist.INSPECT")
            + state.count("blocklist.RECORD");
    return ofInputs
        && state.count(TopicNames.VERDICTS + ".read") >= state.decisions().given()
        && state.count("blocklist.read") >= forLists
        && state.count(TopicNames.BLOCKLIST_HITS + ".read") >= hits;
  }

  /** Sends nothing more. */
  @Override
  public void close() {
    closed = true;
    feeds.forEach(Thread::interrupt);
  }

  /**
   * The pace of a demo: a moment of the world is played evenly over the time that the demo takes,
   * day by day. A day begins when the jobs have read the one before. Else a list hit, which reaches
   * the detection job by way of the blocklist job, could be further behind its query than state is
   * kept for it: a day passes in less than a second here, and a busy machine is seconds late.
   */
  static final class DayPace {
    private static final Duration DAY = Duration.ofDays(1);
    private static final long ASK_AGAIN_NANOS = Duration.ofMillis(10).toNanos();

    private final long began = System.nanoTime();
    private final double nanosPerMilli;
    private volatile Instant midnight = WorldSettings.START.plus(DAY);

    /** Begins now; so many days take so long where the jobs keep up. */
    DayPace(int days, Duration takes) {
      this.nanosPerMilli = (double) takes.toNanos() / DAY.multipliedBy(days).toMillis();
    }

    /** Returns how long to wait before asking again whether a moment is due; zero or less if so. */
    long nanosUntil(Instant moment) {
      long played = Duration.between(WorldSettings.START, moment).toMillis();
      long due = began + (long) (played * nanosPerMilli) - System.nanoTime();
      return moment.isBefore(midnight) ? due : Math.max(due, ASK_AGAIN_NANOS);
    }

    /** The end of the day that is being played. */
    Instant midnight() {
      return midnight;
    }

    /** The jobs have read the day: the next begins. */
    void nextDay() {
      midnight = midnight.plus(DAY);
    }
  }
}
