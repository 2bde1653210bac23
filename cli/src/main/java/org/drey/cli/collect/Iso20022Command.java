package org.drey.cli.collect;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.drey.base.SigmaTimespan;
import org.drey.collect.feed.FeedPressure;
import org.drey.collect.iso20022.MessageFiles;
import org.drey.collect.iso20022.MessageIntake;
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

/** {@code ./drey collect iso20022}: payments, as banks send them to each other and to customers. */
@Command(
    name = "iso20022",
    mixinStandardHelpOptions = true,
    description = "Takes ISO 20022 messages of payments, and writes the topic payments.",
    footer = {
      "",
      "Takes pacs.008, pacs.003, pain.001, pain.008, camt.052, camt.053 and camt.054,",
      "with what became of them: pacs.002 and pacs.004, in any version. Accounts become",
      "tokens; names, addresses and texts of messages are never read. --config declares",
      "the legal basis of the topic. Each payment is sent, filtered, repeated, refused",
      "or lost. Standard error says where refused ones are, and nothing of them.",
      "",
      "From HTTP and a topic, a payment is held for --hold and then sent. The next",
      "start reads those again that are held when it ends.",
      "",
      "Exit status: 0 the brokers have all of --from or --stdin that was not refused, 1",
      "they have not, 2 used wrongly; else 143 ended as asked, 130 by Ctrl-C.",
      "",
      "Examples:",
      "  ./drey collect iso20022 --from /var/spool/payments --zone Europe/Berlin \\",
      "      --bootstrap kafka:9092 --config drey.yaml --key-file tokens.key",
      "  ./drey collect iso20022 --from /var/spool/payments --customers customers.csv \\",
      "      --relations relations.csv --pairs pairs.drey \\",
      "      --bootstrap kafka:9092 --config drey.yaml --key-file tokens.key",
      "  ./drey collect iso20022 --http 127.0.0.1:6080 --state /var/lib/drey/payments \\",
      "      --bootstrap kafka:9092 --config drey.yaml --key-file tokens.key",
      "  ./drey collect iso20022 --from-topic bank-messages \\",
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

  @Mixin private PostOptions post = new PostOptions();

  @Option(
      names = "--from-topic",
      paramLabel = "NAME",
      description = "A topic of which each record is a message.")
  private @Nullable String fromTopic;

  @Option(
      names = "--from-config",
      paramLabel = "FILE",
      description =
          "Properties of the Kafka client that reads --from-topic (default: of the one that writes).")
  private @Nullable Path fromConfig;

  @Option(
      names = "--hold",
      paramLabel = "TIME",
      description =
          "A rejection until so long after a payment makes it DECLINED; a later one is an event of"
              + " its own (default: ${DEFAULT-VALUE}). So long HTTP and a topic hold a payment.")
  private String hold = "15m";

  @Mixin private ZoneOption zone = new ZoneOption();

  @Option(
      names = "--incoming",
      description =
          "Transfers are to your customers, so you know the payee, and of the payer little"
              + " (default: from your customers).")
  private boolean incoming;

  @Option(
      names = "--channel",
      paramLabel = "CHANNEL",
      description =
          "The channel of payments, for no message says it: P2P, WALLET, REMITTANCE ... (default:"
              + " ${DEFAULT-VALUE}). That of --customers comes before it.")
  private Channel channel = Channel.ACCOUNT_TRANSFER;

  @Option(names = "--json", description = "Print the sums as JSON.")
  private boolean json;

  @Mixin private CollectOptions options = new CollectOptions();

  @Mixin private FirmOptions firm = new FirmOptions();

  @Spec private CommandSpec spec;

  private final ShutdownHook shutdown;

  /** The end of the process stops it. */
  Iso20022Command(ShutdownHook shutdown) {
    this.shutdown = shutdown;
  }

  @Override
  public Integer call() throws Exception {
    checkSource();
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
      MessageIntake intake = new MessageIntake(service.feed(), held, ofTimes, incoming, channel);
      CollectRun run = new CollectRun(spec, shutdown, service);
      return from != null || stdin
          ? run.toEnd(json, options.metricsIfGiven(spec), () -> read(intake))
          : serve(new LiveMessagesRun(run, options.metrics(spec), intake));
    } catch (BindException e) {
      throw new UserError(e.getMessage() + ". Give another address.");
    }
  }

  private void checkSource() throws IOException {
    long sources =
        Stream.of(from != null, stdin, post.isGiven(), fromTopic != null).filter(is -> is).count();
    if (sources != 1) {
      throw WrongUse.of(
          spec, "One of --from, --stdin, --http and --from-topic says where messages come from");
    }
    if (from != null && !Files.exists(from)) {
      throw new UserError("--from: there is no file or folder " + from);
    }
    if (post.isGiven() && options.state() == null) {
      throw WrongUse.of(
          spec,
          "--state DIR: a message that was answered with 204 is kept there until its payments are"
              + " sent, so that none is lost if the collector ends");
    }
    if (post.isGiven() || fromTopic != null) {
      options.refuseOutput(spec);
    }
    if (fromConfig != null && fromTopic == null) {
      throw WrongUse.of(spec, "--from-topic NAME: what --from-config is to read");
    }
    post.check(spec);
  }

  private int serve(LiveMessagesRun run) throws Exception {
    Path state = options.state();
    String topic = fromTopic;
    return topic == null && state != null
        ? run.post(post, state)
        : run.topic(reader(), String.valueOf(topic));
  }

  /** Returns the properties of the client that reads. */
  private Properties reader() throws IOException {
    if (fromConfig == null) {
      return options.kafka(spec).client();
    }
    Properties client = new Properties();
    try (InputStream in = Files.newInputStream(fromConfig)) {
      client.load(in);
    }
    return client;
  }

  private void read(MessageIntake intake) throws Exception {
    if (from == null) {
      intake.read(System.in, "standard input");
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
