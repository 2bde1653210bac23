package org.drey.edge.splash;

import io.prometheus.metrics.core.metrics.Counter;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.drey.base.DaemonThreads;
import org.drey.blocklist.live.ListProblems;
import org.drey.edge.metrics.ServerMetrics;
import org.drey.edge.splash.template.ProcessingStatement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The declarations in force, looked for again each second, so that the page says what is declared
 * now. What cannot be used leaves the last good ones in force, and is counted and logged, once.
 */
final class FollowedDeclarations implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedDeclarations.class);
  private static final long POLL_MILLIS = 1000;
  private static final String UNSAID = "they cannot be looked at, nor can it be said why";

  private final DeclarationSource source;
  private final Consumer<ProcessingStatement> page;
  private final Counter refused;
  private final ScheduledExecutorService poller =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("declaration poller"));
  private volatile VisitorDeclaration inForce;
  private volatile @Nullable String problem;

  /**
   * Has the page say what is declared now, and follows it from {@link #start} on.
   *
   * @param page is given what it may say, from another thread
   * @param metrics are to have the hash, and what could not be used
   * @throws IOException if it cannot be read
   */
  FollowedDeclarations(
      DeclarationSource source, Consumer<ProcessingStatement> page, ServerMetrics metrics)
      throws IOException {
    this.source = source;
    this.page = page;
    this.inForce = source.look();
    page.accept(inForce.processing());
    refused =
        metrics.counter(
            "drey_splash_declarations_refused_total",
            "How often a changed configuration could not be used.");
    metrics.gauge(
        "drey_splash_declarations_problem",
        "1 if the newest configuration could not be used.",
        value -> value.call(problem == null ? 0 : 1));
    metrics.gauge(
        "drey_splash_declarations",
        "1; the label is the hash of what the configuration declares.",
        series -> series.call(1, inForce.hash()),
        "hash");
  }

  /** Looks each second. */
  void start() {
    ScheduledFuture<?> unused =
        poller.scheduleWithFixedDelay(this::poll, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Looks once. No failure, errors included, may end the looking. */
  void poll() {
    try {
      look();
    } catch (Throwable e) {
      problem = UNSAID; // all else could fail, too
    }
  }

  private void look() {
    VisitorDeclaration found;
    try {
      found = source.look();
    } catch (Throwable e) {
      refuse(e instanceof IOException ? ListProblems.describe(e) : String.valueOf(e.getMessage()));
      return;
    }
    problem = null;
    if (!found.equals(inForce)) {
      page.accept(found.processing());
      inForce = found;
      LOG.info("declarations in force: {}", found.hash());
    }
  }

  /** Once, and not every second. */
  private void refuse(String why) {
    if (!why.equals(problem)) {
      problem = why;
      refused.inc();
      LOG.warn("{}; the page says what was declared before", why);
    }
  }

  @Override
  public void close() {
    poller.shutdownNow();
  }
}
