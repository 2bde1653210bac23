package org.drey.local.rehearse;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.drey.base.SigmaTimespan;
import org.drey.cli.DreyCommand;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.local.cli.FolderOptions;
import org.drey.rules.compile.RuleSet;
import org.drey.terminal.ErrorMessages;
import org.drey.terminal.ProgressLine;
import org.drey.terminal.ShutdownHook;
import org.drey.terminal.WrongUse;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code verification/rehearse/run}: a folder through a real broker and the live jobs. */
@Command(
    name = "verification/rehearse/run",
    mixinStandardHelpOptions = true,
    description = "Plays a folder of <topic>.jsonl through a real broker and the live jobs.",
    footer = {
      "",
      "Lines are sent in the order of their received_at, in steps of that time, the",
      "next when the jobs have read the last: silences and delays are those of the",
      "lines, regardless of the speed of the machine. What is not late comes out as",
      "in replay. Writes the files of replay, and rehearsal.json: for each stream and",
      "provider, how many records were late, drove no clock or were repeated, and how",
      "long they took.",
      "",
      "Examples:",
      "  verification/rehearse/run --input world --output results",
      "  verification/rehearse/run --input world --config config.yaml \\",
      "      --blocklist hotline.list --key-file list.key --output results",
      "  verification/rehearse/run --input world --output results \\",
      "      --partition-by provider --crashes 3 --seed 7 --json"
    })
public final class RehearsalCommand implements Callable<Integer> {
  private final ShutdownHook shutdown;

  /** The most that one broker and one process can take, generously. */
  private static final int MAX_PARTITIONS = 200;

  private static final int MAX_SUBTASKS = 32;
  private static final int MAX_CRASHES = 100;
  private static final Duration LINE_EVERY = Duration.ofSeconds(15);

  @Mixin private FolderOptions folder = new FolderOptions();

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "How many partitions each topic has (default: ${DEFAULT-VALUE}).")
  private int partitions = 2;

  @Option(
      names = "--partition-by",
      paramLabel = "line|provider",
      description =
          "Lines take turns, or each provider has its own partition"
              + " (default: ${DEFAULT-VALUE}).")
  private PartitionBy partitionBy = PartitionBy.line;

  @Option(
      names = "--step",
      paramLabel = "TIME",
      description =
          "How much time is sent at once (default: ${DEFAULT-VALUE}); with more than the outage"
              + " allowance partners may be gone, and findings differ from replay's.")
  private String step = "3h";

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "How many subtasks an operator has (default: ${DEFAULT-VALUE}).")
  private int parallelism = 2;

  @Option(
      names = "--crashes",
      paramLabel = "N",
      description = "How many TaskManagers end amid the lines (default: ${DEFAULT-VALUE}).")
  private int crashes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Chooses the moments of crashes (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--findings",
      description =
          "Write findings to their topic, too (default: as the configuration says, so off)."
              + " Without it findings.jsonl is empty.")
  private boolean findings;

  @Option(names = "--json", description = "Print rehearsal.json instead of a table.")
  private boolean json;

  @Spec private CommandSpec spec;

  /** As written on the command line. */
  private enum PartitionBy {
    line,
    provider
  }

  private RehearsalCommand(ShutdownHook shutdown) {
    this.shutdown = shutdown;
  }

  /** Runs it and exits with its status: 0 good, 1 failed, 2 used wrongly. */
  public static void main(String[] arguments) {
    System.exit(run(ShutdownHook.ofProcess(), arguments));
  }

  static int run(ShutdownHook shutdown, String... arguments) {
    ErrorMessages errors = new ErrorMessages(DreyCommand.SAID_WITHOUT_STACK);
    return new CommandLine(new RehearsalCommand(shutdown))
        .setExecutionExceptionHandler(errors)
        .setParameterExceptionHandler(errors)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false)
        .execute(arguments);
  }

  @Override
  public Integer call() throws Exception {
    return shutdown.interrupt(this::rehearse);
  }

  private int rehearse() throws Exception {
    folder.check();
    check();
    DreyConfiguration configuration = folder.configuration();
    PrintWriter err = spec.commandLine().getErr();
    folder.ignored().forEach(err::println);
    RuleSet rules = StreamRegistry.compile(folder.rules(), configuration);
    rules.warnings().forEach(err::println);
    ProgressLine progress = ProgressLine.alsoElsewhere(LINE_EVERY);
    RehearsalRun.Settings settings =
        new RehearsalRun.Settings(
            folder.input(),
            folder.output(),
            rules,
            findings ? configuration.withFindingsTopic() : configuration,
            folder.lists(),
            partitions,
            partitionBy == PartitionBy.provider,
            stepTime(),
            parallelism,
            parallelism,
            crashes,
            seed);
    RehearsalRun.Report report;
    try {
      report = new RehearsalRun(settings, line -> progress.show(() -> line)).run();
    } finally {
      progress.clear();
    }
    spec.commandLine().getOut().println(json ? report.toJson() : report.toText());
    return 0;
  }

  private Duration stepTime() {
    try {
      Duration time = Duration.ofMillis(SigmaTimespan.millis(step));
      if (time.compareTo(Duration.ofSeconds(1)) >= 0) {
        return time;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw WrongUse.of(spec, "--step: a time of at least a second, such as 15m, 3h or 1d");
  }

  private void check() {
    checkWithin("--partitions", partitions, 1, MAX_PARTITIONS);
    checkWithin("--parallelism", parallelism, 1, MAX_SUBTASKS);
    checkWithin("--crashes", crashes, 0, MAX_CRASHES);
  }

  private void checkWithin(String option, int given, int least, int most) {
    if (given < least || given > most) {
      throw WrongUse.of(spec, option + ": from " + least + " to " + most);
    }
  }
}
