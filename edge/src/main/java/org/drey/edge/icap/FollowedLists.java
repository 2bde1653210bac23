package org.drey.edge.icap;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.drey.blocklist.ListMatcher;
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
    Instant now = clock.instant();
    return list.since().isAfter(now) ? Duration.ZERO : Duration.between(list.since(), now);
  }

  /** Whether a list is older than it may be. */
  boolean isStale(CurrentLists.One list) {
    return age(list).compareTo(staleAfter) > 0;
  }

  /** Looks once. */
  synchronized void poll() {
    CurrentLists before = current;
    try {
      CurrentLists now = provider.now(before);
      if (!now.equals(before)) {
        current = now;
        LOG.info("list in force: {}", now.tag());
      }
      problem = null;
    } catch (IOException | RuntimeException e) {
      tell(before, describe(e));
    }
  }

  private void tell(@Nullable CurrentLists before, String what) {
    if (!what.equals(problem)) {
      problem = what;
      String stays =
          before == null
              ? "requests pass undecided until there is a list"
              : "the last good one stays";
      LOG.warn("{}; {}", what, stays);
    }
  }

  /** Only exceptions of reading say where and why without an entry in them. */
  private static String describe(Exception e) {
    if (e instanceof NoSuchFileException missing) {
      return "there is no file " + missing.getFile();
    }
    return e instanceof IOException
        ? String.valueOf(e.getMessage())
        : "the list cannot be read (" + e.getClass().getSimpleName() + ")";
  }

  @Override
  public void close() {
    poller.shutdownNow();
  }
}
