package org.drey.edge.icap;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.drey.blocklist.ListMatcher;
import org.drey.edge.icap.Counts.OpenReason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides within a set time or lets pass: a list must never keep a page from being shown because
 * something is slow or broken. Each such case is counted by its reason.
 *
 * <p>Each connection waits for one decision at a time, and there is a place in the queue for each
 * connection. So the queue is full only of decisions that have missed their deadline: then the
 * workers are stuck, and waiting for them would be in vain.
 */
final class Decider implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Decider.class);
  static final int WORKERS = 4;

  private final UrlStage stage;
  private final Supplier<@Nullable ListMatcher> list;
  private final Duration deadline;
  private final Counts counts;
  private final ThreadPoolExecutor workers;

  Decider(
      UrlStage stage, Supplier<@Nullable ListMatcher> list, IcapSettings settings, Counts counts) {
    this.stage = stage;
    this.list = list;
    this.deadline = settings.deadline();
    this.counts = counts;
    this.workers =
        new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(settings.connections()),
            Threads.named("icap decision"));
  }

  Verdict decide(byte[] head) {
    ListMatcher matcher = list.get();
    if (matcher == null) {
      return open(OpenReason.NO_LIST);
    }
    Future<Verdict> verdict;
    try {
      verdict = workers.submit(() -> stage.decide(HttpHead.of(head), matcher));
    } catch (RejectedExecutionException e) {
      return open(OpenReason.BUSY);
    }
    try {
      return verdict.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      verdict.cancel(true);
      return open(OpenReason.DEADLINE);
    } catch (ExecutionException e) {
      // The message may hold what was asked for; its kind does not.
      LOG.warn("a decision failed ({}), and the request passed", kind(e));
      return open(OpenReason.ERROR);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return open(OpenReason.ERROR);
    }
  }

  private static String kind(ExecutionException e) {
    return e.getCause() == null ? "unknown" : e.getCause().getClass().getSimpleName();
  }

  private Verdict open(OpenReason reason) {
    counts.countOpen(reason);
    return Verdict.PASS;
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
