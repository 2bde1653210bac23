package org.drey.terminal.alerts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.drey.alerts.source.ResultFolder;
import org.drey.alerts.source.ResultSource;
import org.drey.alerts.source.ResultTopics;
import org.drey.event.TopicNames;
import org.drey.terminal.KafkaOptions;
import org.drey.terminal.SlowStep;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of where alerts are read from. */
final class SourceOptions {
  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "A folder that replay or 'alerts tail' wrote.")
  private @Nullable Path from;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--trial",
      description = "The alerts with rules on trial (shadow-alerts) instead.")
  private boolean trial;

  KafkaOptions kafka() {
    return kafka;
  }

  /** The topic of the alerts. */
  String alerts() {
    return trial ? TopicNames.SHADOW_ALERTS : TopicNames.ALERTS;
  }

  boolean isTrial() {
    return trial;
  }

  /** The folder; null if it is topics. */
  @Nullable ResultFolder folder(Consumer<String> warnings) {
    return from == null ? null : new ResultFolder(from, warnings);
  }

  /** Returns what a hint has to repeat: the source as it was given. */
  String written() {
    return from == null ? "--bootstrap …" : "--from " + from;
  }

  /** The folder or topics; refused unless it is just one of the two, and has alerts. */
  ResultSource results(CommandSpec spec) throws IOException {
    if ((from == null) != kafka.areGiven()) {
      throw new ParameterException(
          spec.commandLine(),
          "one of --from DIR and --bootstrap HOST:PORT (or --kafka FILE): where the alerts are");
    }
    if (from != null && !kafka.prefix().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--topic-prefix: only with --bootstrap or --kafka, whose topics it names");
    }
    Consumer<String> warnings = spec.commandLine().getErr()::println;
    if (from != null && !Files.isDirectory(from)) {
      throw new UserError("--from: there is no folder " + from);
    }
    List<String> held = new ArrayList<>();
    ResultSource results =
        new ProgressResultSource(
            from == null
                ? new ResultTopics(kafka.topics(), held::add)
                : new ResultFolder(from, held::add),
            held,
            warnings);
    if (!SlowStep.run("asking " + results.name(), () -> results.has(alerts()))) {
      throw new UserError(
          from == null
              ? "There is no topic "
                  + kafka.topics().full(alerts())
                  + " at "
                  + results.name()
                  + ", or it may not be read"
              : "--from: "
                  + from
                  + " has no "
                  + alerts()
                  + ".jsonl. './drey replay --input DIR --output DIR' writes it: name its --output.");
    }
    return results;
  }
}
