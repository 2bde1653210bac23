package org.drey.cli.collect;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.drey.base.SigmaTimespan;
import org.drey.collect.feed.FeedPressure;
import org.drey.collect.iso20022.MessageFiles;
import org.drey.collect.iso20022.MessageIntake;
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

/** {@code ./drey collect iso20022}: payments, as banks send them to each other and to customers. */
@Command(
    name = "iso20022",
    mixinStandardHelpOptions = true,
    description = "Takes ISO 20022 messages of payments, and writes the topic payments.",
    footer = {
      "",
      "Takes pacs.008, pain.001 and camt.054, with what became of them: pacs.002 and",
      "pacs.004, in any version. Accounts become tokens; names, addresses and texts of",
      "messages are never read. --config declares the legal basis of the topic. What",
      "was read is sent, filtered, refused or lost.",
      "",
      "Exit status: 0 the brokers have all that was not refused, 1 they have not, 2",
      "used wrongly.",
      "",
      "Examples:",
      "  ./drey collect iso20022 --from /var/spool/payments --zone Europe/Berlin \\",
      "      --bootstrap kafka:9092 --config drey.yaml --key-file tokens.key",
      "  ./drey collect iso20022 --from /var/spool/payments --customers customers.csv \\",
      "      --relations relations.csv --pairs pairs.drey \\",
      "      --bootstrap kafka:9092 --config drey.yaml --key-file tokens.key",
      "  zcat pacs008.xml.gz | ./drey collect iso20022 --stdin \\",
      "      --bootstrap kafka:9092 --config drey.yaml --key-file tokens.key"
    })
final class Iso20022Command implements Callable<Integer> {
  @Option(
      names = "--from",
      paramLabel = "PATH",
      description = "A file, or all files of a folder, to their ends.")
  private @Nullable Path from;

  @Option(names = "--stdin", description = "Standard input, to its end.")
  private boolean stdin;

  @Option(
      names = "--hold",
      paramLabel = "TIME",
      description =
          "A rejection until so long after a payment makes it DECLINED; a later one is an event of"
              + " its own (default: ${DEFAULT-VALUE}).")
  private String hold = "15m";

  @Mixin private ZoneOption zone = new ZoneOption();

  @Option(names = "--json", description = "Print the sums as JSON.")
  private boolean json;

  @Mixin private CollectOptions options = new CollectOptions();

  @Mixin private FirmOptions firm = new FirmOptions();

  @Spec private CommandSpec spec;

  private final ShutdownHook shutdown;

  /** To be stopped by the end of the process. */
  Iso20022Command(ShutdownHook shutdown) {
    this.shutdown = shutdown;
  }

  @Override
  public Integer call() throws Exception {
    if ((from == null) != stdin) {
      throw WrongUse.of(spec, "One of --from and --stdin says where messages come from");
    }
    if (from != null && !Files.exists(from)) {
      throw new UserError("--from: there is no file or folder " + from);
    }
    Duration held = held();
    ZoneId ofTimes = zone.zone(spec);
    List<String> streams = List.of(TopicNames.PAYMENTS);
    try (CollectService service =
        new CollectService(spec, options, firm, streams, FeedPressure.WAIT)) {
      if (!service.feed().isWithSubjects()) {
        throw WrongUse.of(
            spec,
            "--config FILE that declares a legal basis for the topic: a payment names a payer");
      }
      MessageIntake intake = new MessageIntake(service.feed(), held, ofTimes);
      return new CollectRun(spec, shutdown, service)
          .toEnd(json, options.metricsIfGiven(spec), () -> read(intake));
    }
  }

  private void read(MessageIntake intake) throws Exception {
    if (from == null) {
      intake.read(System.in);
    } else {
      MessageFiles.read(from, intake);
    }
    intake.end();
  }

  private Duration held() {
    try {
      return Duration.ofMillis(SigmaTimespan.millis(hold));
    } catch (IllegalArgumentException e) {
      throw WrongUse.of(spec, "--hold: " + e.getMessage());
    }
  }
}
