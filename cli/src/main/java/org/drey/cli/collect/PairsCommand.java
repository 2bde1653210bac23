package org.drey.cli.collect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.drey.cli.blocklist.JsonOutput;
import org.drey.collect.feed.FeedSums;
import org.drey.collect.feed.HistoryFeed;
import org.drey.collect.firm.FirmFacts;
import org.drey.collect.firm.PairFile;
import org.drey.collect.format.LineFormat;
import org.drey.collect.iso20022.MessageFiles;
import org.drey.collect.iso20022.MessageIntake;
import org.drey.collect.lines.LineFeeds;
import org.drey.collect.lines.LineSplitter;
import org.drey.event.Channel;
import org.drey.event.TopicNames;
import org.drey.terminal.ShutdownHook;
import org.drey.terminal.UserError;
import org.drey.terminal.WrongUse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey collect pairs}: fills a file of pairs from old payments. */
@Command(
    name = "pairs",
    mixinStandardHelpOptions = true,
    description = "Fills a file of pairs, the first payment of each, from old payments.",
    footer = {
      "",
      "Nothing is sent, and no brokers are needed. Files may come in any order, and",
      "again: the earliest payment of a pair counts. The file holds no account, but",
      "fingerprints with the key in FILE.key, which is made with it. A collector that",
      "uses the file has to be stopped meanwhile.",
      "",
      "Exit status: 0 all was read, 1 none of it is a payment, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey collect pairs --from archive --zone Europe/Berlin --pairs pairs.drey",
      "  ./drey collect pairs --from 2025.csv --format my-core.yaml --pairs pairs.drey"
    })
final class PairsCommand implements Callable<Integer> {
  private static final Duration HOLD = Duration.ofDays(7); // sending nothing, it need not hurry

  @Option(
      names = "--from",
      required = true,
      paramLabel = "PATH",
      description = "A file of old payments, or a folder of such files.")
  private Path from = Path.of("");

  @Option(
      names = "--pairs",
      required = true,
      paramLabel = "FILE",
      description = "The file of pairs; it is made if need be.")
  private Path pairs = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "NAME|FILE",
      description = "The format of lines (default: messages of ISO 20022).")
  private @Nullable String format;

  @Mixin private ZoneOption zone = new ZoneOption();

  @Option(names = "--json", description = "Print the sums as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  private final ShutdownHook shutdown;

  /** The end of the process stops it. */
  PairsCommand(ShutdownHook shutdown) {
    this.shutdown = shutdown;
  }

  @Override
  public Integer call() throws Exception {
    if (!Files.exists(from)) {
      throw new UserError("--from: there is no file or folder " + from);
    }
    LineFormat lines = format == null ? null : NamedFormat.read(format);
    if (lines != null && !lines.streams().contains(TopicNames.PAYMENTS)) {
      throw WrongUse.of(spec, "--format: one of payments");
    }
    PairFile file = FirmOptions.open(pairs);
    try (FirmFacts facts = new FirmFacts(FirmFacts.randomKey(), null, null, file)) {
      HistoryFeed feed = new HistoryFeed(facts, Clock.systemUTC());
      int status;
      try (CollectProgress progress = new CollectProgress(() -> line(feed.counts().sums()))) {
        progress.start();
        status = shutdown.interrupt(() -> read(lines, feed));
      }
      if (facts.problem() != null) {
        throw new UserError("--pairs: " + facts.problem());
      }
      report(feed.counts().sums(), file.size());
      return status;
    }
  }

  private int read(@Nullable LineFormat lines, HistoryFeed feed) throws Exception {
    if (lines == null) {
      MessageIntake intake =
          new MessageIntake(feed, HOLD, zone.zone(spec), false, Channel.ACCOUNT_TRANSFER);
      MessageFiles.read(from, intake);
      intake.end();
    } else {
      readLines(lines, feed);
    }
    return feed.counts().sums().sent() > 0 ? 0 : 1;
  }

  private void readLines(LineFormat lines, HistoryFeed feed)
      throws IOException, InterruptedException {
    LineFeeds feeds =
        new LineFeeds(lines, Map.of(TopicNames.PAYMENTS, feed), feed.counts(), feed.clock());
    for (Path file : MessageFiles.files(from)) {
      try (InputStream in = Files.newInputStream(file)) {
        new LineSplitter(feeds.intake(), 0).readAll(in);
      }
    }
    feeds.flush();
  }

  private static String line(FeedSums sums) {
    return "read %,d: %,d payments, %,d filtered, %,d repeated, %,d refused%s"
        .formatted(
            sums.read(),
            sums.sent(),
            sums.filtered(),
            sums.repeated(),
            sums.allRefused(),
            CollectStatus.reasons(sums.refused()));
  }

  private void report(FeedSums sums, long known) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("read", sums.read());
    report.put("payments", sums.sent());
    report.put("filtered", sums.filtered());
    report.put("repeated", sums.repeated());
    report.put("refused", sums.refused());
    report.put("pairs", known);
    spec.commandLine()
        .getOut()
        .println(
            json
                ? JsonOutput.of(report)
                : "%s%n%,d pairs in %s".formatted(line(sums), known, pairs));
    spec.commandLine().getOut().flush();
  }
}
