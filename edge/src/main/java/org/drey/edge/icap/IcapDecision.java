package org.drey.edge.icap;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.drey.base.DaemonThreads;
import org.drey.base.LogLimiter;
import org.drey.blocklist.ListMatcher;
import org.drey.edge.icap.IcapMetrics.OpenReason;
import org.drey.edge.net.ClientConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides within a set time or lets pass: a list must never keep a page from being shown because
 * something is slow or broken. The outcome then has the reason.
 *
 * <p>Each connection waits for one decision at a time, and there is a place in the queue for each
 * connection. So the queue is full only of decisions that have missed their deadline: then the
 * threads are stuck, and waiting for them would be in vain.
 */
final class IcapDecision implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IcapDecision.class);
  private static final LogLimiter LIMITER = new LogLimiter();

  private final UrlStage stage;
  private final Supplier<@Nullable ListMatcher> list;
  private final Duration deadline;
  private final ThreadPoolExecutor workers;

  IcapDecision(UrlStage stage, Supplier<@Nullable ListMatcher> list, IcapSettings settings) {
    this.stage = stage;
    this.list = list;
    this.deadline = settings.deadline();
    int cores = Runtime.getRuntime().availableProcessors();
    this.workers =
        new ThreadPoolExecutor(
            cores,
            cores,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(settings.connections()),
            DaemonThreads.named("icap decision"));
    workers.prestartAllCoreThreads(); // one that cannot start is known now, not under load
  }

  /** Hands the outcome on, on the connection's own thread; holds the connection until then. */
  void decide(byte[] head, ClientConnection connection, Consumer<RequestOutcome> then) {
    ListMatcher matcher = list.get();
    if (matcher == null) {
      then.accept(new RequestOutcome.Open(OpenReason.NO_LIST));
      return;
    }
    connection.hold();
    Question question = new Question(connection, then);
    try {
      Future<?> work =
          workers.submit(
              () -> {
                RequestOutcome outcome = outcome(head, matcher);
                connection.run(() -> question.end(outcome, OpenReason.ERROR));
              });
      question.late =
          connection.runAfter(
              deadline,
              () -> {
                question.end(null, OpenReason.DEADLINE);
                work.cancel(true);
              });
    } catch (RejectedExecutionException e) {
      question.end(null, OpenReason.TURNED_AWAY);
    }
  }

  /** Null if it failed. */
  private @Nullable RequestOutcome outcome(byte[] head, ListMatcher matcher) {
    try {
      return stage.decide(HttpHead.of(head), matcher);
    } catch (RuntimeException | Error e) {
      // The message may hold what was asked for; its kind does not.
      if (LIMITER.isDue(e.getClass())) {
        LOG.warn(
            "a decision failed, and the request passed: {}{}",
            e.getClass().getSimpleName(),
            LIMITER.leftOut(e.getClass()));
      }
      return null;
    }
  }

  /**
   * An answer that a connection waits for: the first end counts. For the connection's thread alone.
   */
  private static final class Question {
    private final ClientConnection connection;
    private final Consumer<RequestOutcome> then;
    private @Nullable Future<?> late;
    private boolean ended;

    Question(ClientConnection connection, Consumer<RequestOutcome> then) {
      this.connection = connection;
      this.then = then;
    }

    void end(@Nullable RequestOutcome outcome, OpenReason otherwise) {
      if (ended) {
        return;
      }
      ended = true;
      if (late != null) {
        late.cancel(false);
      }
      then.accept(outcome == null ? new RequestOutcome.Open(otherwise) : outcome);
      connection.release();
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
