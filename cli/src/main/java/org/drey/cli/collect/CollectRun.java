package org.drey.cli.collect;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import org.drey.cli.blocklist.JsonOutput;
import org.drey.collect.feed.FeedSums;
import org.drey.edge.http.StatusPages;
import org.drey.edge.http.StatusServer;
import org.drey.terminal.ShutdownHook;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** A run of a command that collects: to an end, or until the process is stopped. */
record CollectRun(CommandSpec spec, ShutdownHook shutdown, CollectService service) {

  /** A source that is read until it ends or its thread is interrupted. */
  interface CollectedSource {
    /** Reads it. */
    void read() throws Exception;
  }

  /**
   * Reads a source to its end, and prints the sums.
   *
   * @param metrics where to serve health and metrics meanwhile; null to serve none
   * @return the exit status
   */
  int toEnd(boolean json, @Nullable InetSocketAddress metrics, CollectedSource source)
      throws Exception {
    try (StatusServer web = serve(metrics)) {
      if (web != null) {
        service.gaps().connected(Clock.systemUTC().instant());
        spec.commandLine().getErr().println("http:/" + web.address() + StatusPages.HEALTH);
      }
      service.start();
      return readAll(json, source);
    }
  }

  private int readAll(boolean json, CollectedSource source) throws Exception {
    int status;
    try (CollectProgress progress =
        new CollectProgress(() -> CollectStatus.line(service.counts().sums()))) {
      progress.start();
      status = until(0, source);
    } finally {
      FeedSums sums = service.counts().sums();
      print(json ? JsonOutput.of(sums) : CollectStatus.line(sums));
    }
    return status == 0 ? exitStatus(service.counts().sums()) : status;
  }

  private @Nullable StatusServer serve(@Nullable InetSocketAddress metrics) throws IOException {
    return metrics == null ? null : StatusServer.start(metrics, CollectStatus.pages(service));
  }

  /** Returns 0 if the brokers have all that was not refused for what it is, else 1. */
  static int exitStatus(FeedSums sums) {
    return sums.allLost() + sums.held() + sums.pending() == 0 ? 0 : 1;
  }

  /** Reads a source until the process is stopped; returns the exit status. */
  int untilStopped(CollectedSource source) throws Exception {
    return until(ShutdownHook.STOPPED, source);
  }

  private int until(int status, CollectedSource source) throws Exception {
    return shutdown.interrupt(
        () -> {
          source.read();
          return status;
        });
  }

  /** Prints a line at once. */
  void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
