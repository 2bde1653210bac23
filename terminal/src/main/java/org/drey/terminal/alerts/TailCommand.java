package org.drey.terminal.alerts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.drey.alerts.tail.AlertTail;
import org.drey.terminal.KafkaOptions;
import org.drey.terminal.ProgressLine;
import org.drey.terminal.ShutdownHook;
import org.drey.terminal.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./drey alerts tail}: topics as the files of a replay. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    description = "Writes what lies on the topics as the files of a replay.",
    footer = {
      "",
      "Writes alerts, shadow-alerts, blocklist-hits, splash-signals, verdicts, cases,",
      "dead-letters and findings, each as <topic>.jsonl, of those topics that are",
      "there and may be read; committed records only. Files of these names are",
      "replaced, when all is read that was there at the start. A case or finding is",
      "there in its newest form alone. The file loses what its topic deletes, and what",
      "names someone who is in erasures, if that may be read. With --follow it goes on",
      "until it is stopped.",
      "",
      "Exit status: 0 written, 1 not, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey alerts tail --bootstrap kafka:9092 --output today",
      "  ./drey alerts tail --kafka client.properties --output live --follow"
    })
final class TailCommand implements Callable<Integer> {
  private static final long WAIT_SECONDS = 10;

  private final ShutdownHook shutdown;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--output", required = true, paramLabel = "DIR", description = "The folder.")
  private Path output = Path.of("");

  @Option(names = "--follow", description = "Goes on with what comes, until it is stopped.")
  private boolean follow;

  @Spec private CommandSpec spec;

  TailCommand(ShutdownHook shutdown) {
    this.shutdown = shutdown;
  }

  @Override
  public Integer call() throws IOException {
    if (!kafka.areGiven()) {
      throw new ParameterException(
          spec.commandLine(), "--bootstrap HOST:PORT or --kafka FILE: whose topics");
    }
    ProgressLine progress = ProgressLine.onTerminal();
    try (AlertTail tail =
        AlertTail.open(kafka.topics(), output, spec.commandLine().getErr()::println)) {
      if (tail.present().isEmpty()) {
        throw new UserError(
            "None of the topics is there, or none may be read: "
                + String.join(", ", AlertTail.TOPICS)
                + (kafka.prefix().isEmpty() ? "" : ", with the prefix " + kafka.prefix()));
      }
      while (!tail.isAtEnd()) {
        tail.step();
        progress.show(() -> "reading: " + counts(tail.counts()));
      }
      tail.publish();
      progress.clear();
      spec.commandLine().getOut().println(output + ": " + counts(tail.counts()));
      spec.commandLine().getOut().flush();
      if (follow) {
        follow(tail, progress);
      }
    }
    return 0;
  }

  /** Ends between two steps, so that no line is cut off. */
  private void follow(AlertTail tail, ProgressLine progress) throws IOException {
    AtomicBoolean stopped = new AtomicBoolean();
    CountDownLatch done = new CountDownLatch(1);
    shutdown.stop(() -> stop(stopped, done));
    try {
      while (!stopped.get()) {
        tail.step();
        tail.publish();
        progress.show(() -> counts(tail.counts()));
      }
    } finally {
      done.countDown();
    }
  }

  private static void stop(AtomicBoolean stopped, CountDownLatch done) {
    stopped.set(true);
    try {
      boolean unused = done.await(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(one -> String.format(Locale.ROOT, "%,d %s", one.getValue(), one.getKey()))
        .collect(Collectors.joining(", "));
  }
}
