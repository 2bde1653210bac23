package org.drey.cli.collect;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.drey.collect.feed.FeedCounts;
import org.drey.collect.feed.FeedPressure;
import org.drey.collect.feed.FeedSender;
import org.drey.collect.feed.FeedTarget;
import org.drey.collect.feed.RecordFolder;
import org.drey.collect.feed.RecordOutlet;
import org.drey.collect.feed.SubscriberTable;
import org.drey.collect.feed.TokenKeys;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.terminal.KafkaOptions;
import org.drey.terminal.SocketAddresses;
import org.drey.terminal.UserError;
import org.drey.terminal.WrongUse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options of all sources: where events go, and how people become tokens. */
final class CollectOptions {
  private static final int METRICS_PORT = 1349;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "A folder in place of brokers, for what has an end: readiness and replay read it.")
  private @Nullable Path output;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The jobs' configuration: only where it declares a legal basis for the topic do records"
              + " name subjects. Followed as it changes.")
  private @Nullable Path config;

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      description = "Who sends (default: the provider to which --config binds the topic).")
  private @Nullable String provider;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "The topic (default: the one named like the stream).")
  private @Nullable String topic;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description =
          "The keys of tokens, a line VERSION: BASE64 each, which only its owner may read. With two"
              + " keys each event is written once with each. Followed as it changes.")
  private @Nullable Path keyFile;

  @Option(
      names = "--subscribers",
      paramLabel = "FILE",
      description =
          "Who has which address: network,ports,from,to,subscriber,network_class. Followed as it"
              + " changes.")
  private @Nullable Path subscribers;

  @Option(
      names = "--metrics",
      paramLabel = "ADDRESS",
      description =
          "Where to serve health and metrics (default: ${DEFAULT-VALUE}; for input that ends only if"
              + " this is given).")
  private String metrics = "127.0.0.1:" + METRICS_PORT;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "A folder for what the next start needs: how far it was, gaps, messages.")
  private @Nullable Path state;

  /** Returns the folder for the next start; null to note nothing. */
  @Nullable Path state() {
    return state;
  }

  /** Returns where to serve health and metrics. */
  InetSocketAddress metrics(CommandSpec spec) {
    return SocketAddresses.of(spec, "--metrics", metrics, METRICS_PORT);
  }

  /** Returns the same of a source that has an end; null if the option is not given. */
  @Nullable InetSocketAddress metricsIfGiven(CommandSpec spec) {
    return spec.commandLine().getParseResult().hasMatchedOption("--metrics") ? metrics(spec) : null;
  }

  /** Returns whether a topic is named. */
  boolean hasTopic() {
    return topic != null;
  }

  /** Returns the options of Kafka, which must be given. */
  KafkaOptions kafka(CommandSpec spec) {
    if (!kafka.areGiven()) {
      throw WrongUse.of(
          spec,
          "--bootstrap HOST:PORT or --kafka FILE: where the topic is; of what has an end --output"
              + " DIR writes files instead");
    }
    return kafka;
  }

  /** Refuses a folder for records: files that grow for ever are no one's to read. */
  void refuseOutput(CommandSpec spec) {
    if (output != null) {
      throw WrongUse.of(spec, "--output: only of a file, a folder or standard input");
    }
  }

  /** Returns where the records of a stream go. */
  RecordOutlet outlet(CommandSpec spec, FeedTarget target, FeedPressure pressure, FeedCounts counts)
      throws IOException {
    Path folder = output;
    if (folder == null) {
      KafkaOptions brokers = kafka(spec);
      return FeedSender.open(brokers.client(), brokers.prefix() + target.topic(), pressure, counts);
    }
    if (kafka.areGiven()) {
      throw WrongUse.of(spec, "--output or brokers: records go to one of them");
    }
    try {
      return RecordFolder.create(folder, target.stream(), counts);
    } catch (IOException e) {
      throw new UserError("--output: " + e.getMessage());
    }
  }

  /** Returns what is declared of the topic of a stream, now and later. */
  Supplier<FeedTarget> target(CommandSpec spec, String stream, FollowedFiles followed)
      throws Exception {
    String named = topic == null ? stream : topic;
    String sender = provider;
    if (config != null) {
      return followed.add(
          config, file -> FeedTarget.of(DreyConfiguration.read(file), stream, named, sender));
    }
    if (sender == null) {
      throw WrongUse.of(spec, "--provider NAME, or --config FILE that binds the topic to one");
    }
    FeedTarget target = new FeedTarget(stream, named, sender, "default", false);
    return () -> target;
  }

  /** Returns the keys, now and later; without a file there are none. */
  Supplier<@Nullable TokenKeys> keys(CommandSpec spec, FeedTarget target, FollowedFiles followed)
      throws Exception {
    if (keyFile != null) {
      return followed.add(keyFile, TokenKeys::read);
    }
    if (target.subjects()) {
      throw WrongUse.of(
          spec, "--key-file: --config declares a legal basis, so subjects become tokens");
    }
    return () -> null;
  }

  /** Returns the subscribers, now and later; without a file each address is one. */
  Supplier<SubscriberTable> subscribers(FollowedFiles followed) throws Exception {
    if (subscribers == null) {
      return () -> SubscriberTable.NONE;
    }
    return followed.add("--subscribers", subscribers, SubscriberTable::read);
  }
}
