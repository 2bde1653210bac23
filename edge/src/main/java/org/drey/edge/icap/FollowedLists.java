package org.drey.edge.icap;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.drey.blocklist.ListMatcher;
import org.drey.blocklist.publish.ListAge;
import org.drey.edge.icap.ListProvider.Found;
import org.drey.edge.net.Threads;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lists in force, looked for again each second. What is missing or damaged leaves the last good
 * ones in force and is told, once.
 */
public final class FollowedLists implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedLists.class);
  private static final long POLL_MILLIS = 1000;
  private static final String UNSAID = "the lists cannot be looked at, nor can it be said why";
  private static final String NO_LIST_TAG = "drey-none";

  private final ListProvider provider;
  private final Duration staleAfter;
  private final InstantSource clock;
  private final ScheduledExecutorService poller =
      Executors.newSingleThreadScheduledExecutor(Threads.named("list poller"));
  private volatile @Nullable CurrentLists current;
  private volatile @Nullable String problem;

  /**
   * Follows lists from the next {@link #poll} or {@link #start} on.
   *
   * @param staleAfter how old a list may be; an older one keeps serving
   */
  public FollowedLists(ListProvider provider, Duration staleAfter, InstantSource clock) {
    this.provider = provider;
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
    return current;
  }

  /** The lists in force; null if there are none. */
  public @Nullable CurrentLists lists() {
    return current;
  }

  /** Names the versions in force. */
  public String tag() {
    CurrentLists now = current;
    return now == null ? NO_LIST_TAG : now.tag();
  }

  /** What is wrong with what was found last; null if nothing is. Names no entry. */
  public @Nullable String problem() {
    return problem;
  }

  /** How old a list is. */
  Duration age(CurrentLists.One list) {
    return ListAge.of(list.since(), clock.instant());
  }

  /** Whether a list is older than it may be. */
  boolean isStale(CurrentLists.One list) {
    return ListAge.isStale(age(list), staleAfter);
  }

  /** Looks once. Whatever goes wrong, errors too, must not end the looking. */
  synchronized void poll() {
    try {
      look();
    } catch (Throwable e) {
      problem = UNSAID; // all else could fail, too
    }
  }

  private void look() {
    CurrentLists before = current;
    try {
      Found found = provider.now(before);
      CurrentLists now = found.lists();
      if (now != null && !now.equals(before)) {
        current = now;
        LOG.info("list in force: {}", now.tag());
      }
      tell(found.problems());
    } catch (Throwable e) {
      tell(List.of(Problems.describe(e)));
    }
  }

  /** Once, and not every second. */
  private void tell(List<String> problems) {
    String what = problems.isEmpty() ? null : String.join("; ", problems);
    if (what != null && !what.equals(problem)) {
      String stays =
          current == null
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
