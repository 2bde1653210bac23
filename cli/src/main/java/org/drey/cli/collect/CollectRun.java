package org.drey.cli.collect;

import org.drey.cli.blocklist.JsonOutput;
import org.drey.collect.feed.FeedSums;
import org.drey.terminal.ShutdownHook;
import picocli.CommandLine.Model.CommandSpec;

/** A run of a command that collects: to an end, or until the process is stopped. */
record CollectRun(CommandSpec spec, ShutdownHook shutdown, CollectService service) {

  /** A source that is read until it ends or its thread is interrupted. */
  interface CollectedSource {
    /** Reads it. */
    void read() throws Exception;
  }

  /** Reads a source to its end, and prints the sums; returns the exit status. */
  int toEnd(boolean json, CollectedSource source) throws Exception {
    int status;
    try (CollectProgress progress = new CollectProgress(service.counts())) {
      progress.start();
      service.start();
      status = until(0, source);
    }
    FeedSums sums = service.counts().sums();
    print(json ? JsonOutput.of(sums) : CollectStatus.line(sums));
    return status;
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
