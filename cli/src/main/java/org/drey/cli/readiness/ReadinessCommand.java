package org.drey.cli.readiness;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.drey.cli.sample.FolderEvents;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.rules.sigma.RuleFile;
import org.drey.terminal.ProgressLine;
import org.drey.terminal.TerminalInfo;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey readiness}: what the columns of a folder of events can detect. */
@Command(
    name = "readiness",
    mixinStandardHelpOptions = true,
    description = "Says what the columns of your events can detect, before the first day.",
    footer = {
      "",
      "Reads a folder of <topic>.jsonl, as replay does, and compares what is filled with",
      "what the rules read: which indicators can fire, which cannot and for want of what,",
      "and which column is most worth adding. In capitals: what missing ages, tenure and",
      "relationships do to children and to families. Null, UNKNOWN and absent are not",
      "filled. Nothing is sent, and no value of a record is shown.",
      "",
      "Exit status: 0 events were read, 1 nothing can be read, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey readiness --events firm --config config.yaml",
      "  ./drey readiness --events firm --config config.yaml --json",
      "  ./drey readiness --events firm --rules my-rules"
    })
public final class ReadinessCommand implements Callable<Integer> {
  private static final long SHOW_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  @Option(names = "--events", required = true, paramLabel = "DIR", description = "The events.")
  private Path events = Path.of("");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration: rates of currencies, legal bases, reference sets.")
  private @Nullable Path config;

  @Option(names = "--rules", paramLabel = "DIR", description = "Rules instead of the catalogue.")
  private @Nullable Path rules;

  @Option(names = "--json", description = "Print one document of JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (!Files.isDirectory(events)) {
      throw new UserError("--events: there is no folder " + events);
    }
    DreyConfiguration configuration =
        config == null ? DreyConfiguration.DEFAULT : DreyConfiguration.read(config);
    ProgressLine progress = ProgressLine.onTerminal();
    FolderEvents folder = FolderEvents.withAbsentColumns(events, configuration, shown(progress));
    ReadinessReport report =
        ReadinessStudy.of(
            folder, StreamRegistry.compile(files(), configuration), PeopleNumbers.MOST);
    progress.clear();
    if (report.lines() == 0 && report.unread().isEmpty()) {
      throw new UserError(
          "--events: " + events + " has no <topic>.jsonl, such as payments.jsonl: nothing to read");
    }
    spec.commandLine()
        .getOut()
        .println(
            json
                ? JSON.writeValueAsString(report)
                : new ReadinessText(report, TerminalInfo.showsColour()).text());
    return report.streams().isEmpty() ? 1 : 0;
  }

  private List<RuleFile> files() throws IOException {
    if (rules == null) {
      return RuleFile.catalogue();
    }
    if (!Files.exists(rules)) {
      throw new UserError("--rules: there is no file or folder " + rules);
    }
    List<RuleFile> files = RuleFile.readAll(rules);
    if (files.isEmpty()) {
      throw new UserError("--rules: there is no .yml file in " + rules);
    }
    return files;
  }

  /** Shows how far it is when it has taken a while, and again after as long. */
  private static LongConsumer shown(ProgressLine progress) {
    long[] last = {System.nanoTime()};
    return lines -> {
      if (System.nanoTime() - last[0] > SHOW_NANOS) {
        last[0] = System.nanoTime();
        progress.show(() -> "reading: %,d lines".formatted(lines));
      }
    };
  }
}
