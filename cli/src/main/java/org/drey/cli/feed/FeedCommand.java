package org.drey.cli.feed;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.drey.cli.blocklist.JsonOutput;
import org.drey.cli.topics.AdminSession;
import org.drey.cli.topics.TopicBrokers;
import org.drey.collect.recorded.DeclaredStreams;
import org.drey.collect.recorded.RecordedFolder;
import org.drey.collect.recorded.RecordedLine;
import org.drey.collect.recorded.TimeShift;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.terminal.KafkaOptions;
import org.drey.terminal.ProgressLine;
import org.drey.terminal.ShutdownHook;
import org.drey.terminal.UserError;
import org.drey.terminal.WrongUse;
import org.drey.topics.BrokerFaults;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey feed}: a folder into the topics of live jobs. */
@Command(
    name = "feed",
    mixinStandardHelpOptions = true,
    description = "Sends a folder of <topic>.jsonl, as replay reads it, into the live topics.",
    footer = {
      "",
      "Lines are sent in the order of their received_at, each to its provider's topic,",
      "verdicts and erasures, too. A line that is no record is sent as it is: the jobs",
      "make a dead letter of it. Ctrl-C ends it when brokers have what was sent.",
      "",
      "Times are moved by whole days, so that hours of the day stay what they are. The",
      "last is then within the last day; with --as-recorded the first is, and what came",
      "before this time of that day is sent at once.",
      "",
      "Exit status: 0 all was sent, 1 failed, 2 used wrongly, 130 ended by Ctrl-C.",
      "",
      "Examples:",
      "  ./drey feed --input world --shift-to-now --bootstrap kafka:9092 \\",
      "      --config world/config.yaml",
      "  ./drey feed --input world --rate 500 --save sent --kafka client.properties",
      "  ./drey feed --input world --as-recorded --shift-to-now --bootstrap kafka:9092"
    })
public final class FeedCommand implements Callable<Integer> {
  private static final Duration LINE_EVERY = Duration.ofSeconds(15);
  private static final int MOST_A_SECOND = 10_000_000;

  @Option(names = "--input", required = true, paramLabel = "DIR", description = "The events.")
  private Path input = Path.of("");

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The jobs' configuration: which topics each stream has.")
  private @Nullable Path config;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Lines a second, of all streams together; else as fast as brokers take them.")
  private @Nullable Integer rate;

  @Option(names = "--as-recorded", description = "At the pace at which lines were received.")
  private boolean asRecorded;

  @Option(names = "--shift-to-now", description = "Moves all times by whole days, up to now.")
  private boolean shiftToNow;

  @Option(
      names = "--hits",
      description = "Sends blocklist-hits.jsonl, too: only where no blocklist job runs.")
  private boolean withHits;

  @Option(
      names = "--from-start",
      description = "Sends all, also where the topics have a part of the folder already.")
  private boolean fromStart;

  @Option(
      names = "--save",
      paramLabel = "DIR",
      description = "Writes what was sent as a folder that replay reads, to compare results.")
  private @Nullable Path save;

  @Option(names = "--json", description = "Prints the counts as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  private final ShutdownHook shutdown;

  public FeedCommand(ShutdownHook shutdown) {
    this.shutdown = shutdown;
  }

  @Override
  public Integer call() throws Exception {
    return shutdown.interrupt(this::feed);
  }

  private int feed() throws Exception {
    check();
    RecordedFolder recorded = new RecordedFolder(input, configuration(), kafka.prefix());
    FeedFolder folder = FeedFolder.read(recorded, withHits);
    PrintWriter err = spec.commandLine().getErr();
    folder.ignored().forEach(err::println);
    if (folder.lines().isEmpty()) {
      throw new UserError("--input: " + input + " has no lines that jobs may read");
    }
    Properties client = AdminSession.client(kafka, spec);
    demandTopics(client, folder.lines());
    TopicEnds ends =
        new BrokerFaults(client).call(() -> TopicEnds.read(client, recorded, folder.lines()));
    if (ends.ends().isEmpty()) {
      err.println("This user may not read the topics: all is sent, whatever they have already.");
    }
    FeedPartitions partitions = new FeedPartitions(ends.counts(), folder.lines());
    FeedFolder sent = shiftToNow ? shifted(folder, partitions, ends) : folder;
    FeedPlan plan =
        fromStart
            ? FeedPlan.fromStart(sent.lines(), partitions, ends.ends())
            : FeedPlan.goOn(sent.lines(), partitions, ends.ends());
    plan.words().forEach(err::println);
    err.flush();
    return send(client, sent, plan, partitions);
  }

  private FeedFolder shifted(FeedFolder folder, FeedPartitions partitions, TopicEnds ends) {
    FeedFolder sent =
        (fromStart
                ? Optional.<TimeShift>empty()
                : FeedPlan.shiftOfPart(folder.lines(), partitions, ends.ends()))
            .map(folder::shifted)
            .orElseGet(() -> folder.shifted(asRecorded, Instant.now()));
    spec.commandLine().getErr().println(sent.shiftInWords());
    return sent;
  }

  private DreyConfiguration configuration() throws IOException {
    return DeclaredStreams.in(
        config == null ? DreyConfiguration.DEFAULT : DreyConfiguration.read(config));
  }

  private void check() throws IOException {
    if (!Files.isDirectory(input)) {
      throw new UserError("--input: there is no folder " + input);
    }
    if (rate != null && asRecorded) {
      throw WrongUse.of(spec, "--rate, --as-recorded: one of them");
    }
    if (rate != null && (rate < 1 || rate > MOST_A_SECOND)) {
      throw WrongUse.of(spec, "--rate: from 1 to " + MOST_A_SECOND);
    }
    if (save != null && Files.exists(save)) {
      throw new UserError("--save: " + save + " is there already; name a folder that is not");
    }
  }

  /** Asked first: a producer would have brokers create topics that are missing, wrongly set up. */
  private static void demandTopics(Properties client, List<RecordedLine> lines)
      throws IOException, InterruptedException {
    Set<String> topics = lines.stream().map(RecordedLine::topic).collect(Collectors.toSet());
    Set<String> missing =
        AdminSession.run(client, admin -> new TopicBrokers(admin).missing(topics));
    if (!missing.isEmpty()) {
      throw new UserError(
          "There are no topics %s: ./drey topics apply creates them"
              .formatted(String.join(", ", missing)));
    }
  }

  private int send(Properties client, FeedFolder folder, FeedPlan plan, FeedPartitions partitions)
      throws Exception {
    ProgressLine progress = ProgressLine.alsoElsewhere(LINE_EVERY);
    try (SentLines saved = save == null ? null : new SentLines(save);
        Producer<byte[], byte[]> producer = FeedRun.producer(client)) {
      FeedText text = new FeedText(plan.lines().size());
      FeedRun run =
          new FeedRun(
              producer,
              partitions,
              pace(folder, plan),
              saved,
              (totals, time) -> progress.show(() -> text.progress(totals, time)));
      boolean isAll;
      ScheduledExecutorService watch = BrokerSilence.watch(run, spec.commandLine().getErr());
      try {
        isAll = run.send(plan.lines());
      } catch (KafkaException e) {
        throw new UserError(
            "%s: %s. The numbers above count what brokers have"
                .formatted(new BrokerFaults(client).name(), BrokerFaults.shortly(e)));
      } finally {
        watch.shutdownNow();
        progress.clear();
        print(run.totals(), text, folder);
      }
      if (!isAll) {
        spec.commandLine().getErr().println("Stopped; brokers have what is counted above.");
      }
      return isAll ? 0 : ShutdownHook.STOPPED;
    }
  }

  private FeedPace pace(FeedFolder folder, FeedPlan plan) {
    if (rate != null) {
      return FeedPace.ofRate(rate, System::nanoTime);
    }
    if (!asRecorded) {
      return FeedPace.UNLIMITED;
    }
    long first = plan.lines().isEmpty() ? folder.first() : plan.lines().get(0).order();
    long start = shiftToNow ? System.currentTimeMillis() : first;
    return FeedPace.asRecorded(start, folder.last(), System::nanoTime);
  }

  private void print(FeedTotals totals, FeedText text, FeedFolder folder) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonOutput.of(text.json(totals, folder.days())));
    } else {
      text.table(totals).forEach(out::println);
    }
    out.flush();
  }
}
