package org.drey.local.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.rules.compile.RuleSet;
import org.drey.terminal.ProgressLine;
import org.drey.terminal.ShutdownHook;
import org.drey.terminal.WrongUse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey replay}: both jobs over a folder of files. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Runs both jobs over a folder of <topic>.jsonl, without Kafka.",
    footer = {
      "",
      "Reads a file for each stream, such as payments.jsonl; a missing file is an empty",
      "stream. With --blocklist, dns-queries and web-requests are checked against it,",
      "for each subscriber as subscriber-policies says; without, blocklist-hits is read.",
      "verdicts are those of analysts on the alerts; one whom erasures names is in no",
      "finding, alert or case.",
      "Writes findings, alerts, shadow-alerts, cases, splash-signals, blocklist-hits",
      "and dead-letters, each as <name>.jsonl: files of these names are replaced when",
      "the run has ended well, not if it fails or is stopped; they are their owner's",
      "alone.",
      "",
      "Examples:",
      "  ./drey replay --input world --output results",
      "  ./drey replay --input world --rules my-rules --config config.yaml \\",
      "      --output results",
      "  ./drey replay --input world --blocklist hotline.list --key-file list.key \\",
      "      --output results"
    })
final class ReplayCommand implements Callable<Integer> {
  private final ShutdownHook shutdown;

  @Mixin private FolderOptions folder = new FolderOptions();

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "How many subtasks an operator has (default: ${DEFAULT-VALUE}).")
  private int parallelism = 2;

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  ReplayCommand(ShutdownHook shutdown) {
    this.shutdown = shutdown;
  }

  @Override
  public Integer call() throws Exception {
    return shutdown.interrupt(this::replay);
  }

  private int replay() throws Exception {
    folder.check();
    if (parallelism < 1) {
      throw WrongUse.of(spec, "--parallelism: at least 1");
    }
    DreyConfiguration configuration = folder.configuration();
    PrintWriter err = spec.commandLine().getErr();
    folder.ignored().forEach(err::println);
    RuleSet rules = StreamRegistry.compile(folder.rules(), configuration);
    rules.warnings().forEach(err::println);
    ReplayRun run =
        new ReplayRun(
            rules, configuration, folder.lists(), folder.input(), folder.output(), parallelism);
    ReplaySummary summary = run.execute(ProgressLine.onTerminal());
    spec.commandLine().getOut().println(json ? summary.toJson() : summary.toText());
    return 0;
  }
}
