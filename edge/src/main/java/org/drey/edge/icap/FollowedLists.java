package org.drey.edge.icap;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.drey.base.DaemonThreads;
import org.drey.blocklist.ListMatcher;
import org.drey.blocklist.live.ListInForce;
import org.drey.blocklist.live.ListProblems;
import org.drey.blocklist.live.ListSet;
import org.drey.blocklist.live.ListSource;
import org.drey.blocklist.live.ListSource.LoadedLists;
import org.drey.blocklist.publish.ListAge;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lists in force, looked for again each second. What is missing or damaged leaves the last good
 * ones in force and is logged, once.
 */
public final class FollowedLists implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedLists.class);
  private static final long POLL_MILLIS = 1000;
  private static final String UNSAID = "the lists cannot be looked at, nor can it be said why";
  private static final String NO_LIST_TAG = "drey-none";
  private static final int TAG_LENGTH = 32;

  private final ListSource source;
  private final Duration staleAfter;
  private final InstantSource clock;
  private final ScheduledExecutorService poller =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("list poller"));
  private volatile ListSet current = ListSet.EMPTY;
  private volatile @Nullable String problem;

  /**
   * Follows lists from the next {@link #poll} or {@link #start} on.
   *
   * @param staleAfter how old a list may be; an older one keeps serving
   */
  public FollowedLists(ListSource source, Duration staleAfter, InstantSource clock) {
    this.source = source;
    this.staleAfter = staleAfter;
    this.clock = clock;
  }

  /** Looks now, and then each second. */
  public void start() {
    poll();
    ScheduledFuture<?> unused =
        poller.scheduleWithFixedDelay(this::poll, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Decides by the lists in force; null if there are none. */
  public @Nullable ListMatcher matcher() {
    return lists();
  }

  /** The lists in force; null if there are none. */
  public @Nullable ListSet lists() {
    ListSet now = current;
    return now.lists().isEmpty() ? null : now;
  }

  /** Names the versions in force; changes with them, for the header ISTag. */
  public String tag() {
    return tag(current);
  }

  private static String tag(ListSet lists) {
    if (lists.lists().isEmpty()) {
      return NO_LIST_TAG;
    }
    StringBuilder tag = new StringBuilder("drey");
    lists.lists().forEach(list -> tag.append('-').append(list.version().version()));
    return tag.length() <= TAG_LENGTH
        ? tag.toString()
        : "drey-" + lists.lists().size() + "-" + Integer.toHexString(tag.toString().hashCode());
  }

  /** Returns what is wrong with what was found last; null if nothing is. Names no entry. */
  public @Nullable String problem() {
    return problem;
  }

  /** Returns how old a list is. */
  Duration age(ListInForce list) {
    return list.age(clock.millis());
  }

  /** Returns whether a list is older than it may be. */
  boolean isStale(ListInForce list) {
    return ListAge.isStale(age(list), staleAfter);
  }

  /** Looks once. No failure, errors included, may end the looking. */
  synchronized void poll() {
    try {
      look();
    } catch (Throwable e) {
      problem = UNSAID; // all else could fail, too
    }
  }

  private void look() {
    try {
      LoadedLists found = source.look();
      String before = tag();
      current = found.lists();
      if (!tag().equals(before)) {
        LOG.info("list in force: {}", tag());
      }
      report(found.problems());
    } catch (Throwable e) {
      report(List.of(ListProblems.describe(e)));
    }
  }

  /** Once, and not every second. */
  private void report(List<String> problems) {
    String what = problems.isEmpty() ? null : String.join("; ", problems);
    if (what != null && !what.equals(problem)) {
      String stays =
          current.lists().isEmpty()
              ? "requests pass undecided until there is a list"
              : "of each list the last good version stays";
      LOG.warn("{}; {}", what, stays);
    }
    problem = what;
  }

  @Override
  public void close() {
    poller.shutdownNow();
  }
}
