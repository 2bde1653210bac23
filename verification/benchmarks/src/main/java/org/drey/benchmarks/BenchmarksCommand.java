package org.drey.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drey.terminal.ErrorMessages;
import org.drey.terminal.RemovedCommands;
import org.drey.terminal.ShutdownHook;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code verification/benchmarks/run}. */
@Command(
    name = "verification/benchmarks/run",
    mixinStandardHelpOptions = true,
    description = "Measures Drey beside others, in one run.",
    footer = {
      "",
      "Examples:",
      "  verification/benchmarks/run rules --sizes 10,60 --rounds 1    a first look at one of them",
      "  verification/benchmarks/run rules --help                      what it measures, and its"
          + " options"
    },
    subcommands = {
      LookupCommand.class,
      LatencyCommand.class,
      WorldCommand.class,
      EntityCommand.class,
      RulesCommand.class,
      PeersCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class BenchmarksCommand {
  /** Wide enough for an example and what it is for. */
  private static final int HELP_WIDTH = 100;

  private static final RemovedCommands REMOVED =
      new RemovedCommands(
          Map.of(
              "cdb", "'lookup' has the comparison with a constant database",
              "state", "'world --people' measures the state",
              "payment", "'world --payment' measures the way of a payment",
              "job", "'world' measures the throughput of detection",
              "shop", "'entity --payers 300000' has a shop with many payers"));

  private BenchmarksCommand() {}

  /** Runs a command; the status is 1 if --check is given and a target is missed. */
  public static void main(String[] arguments) {
    ShutdownHook unused = ShutdownHook.ofProcess(); // the temporary files go with it
    System.exit(run(commandLine(), arguments));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new BenchmarksCommand()).setUsageHelpWidth(HELP_WIDTH);
    line.registerConverter(Integer.class, new MeasuringCommand.AtLeastOne());
    line.registerConverter(int.class, new MeasuringCommand.AtLeastOne());
    ErrorMessages errors = new ErrorMessages(List.of());
    line.setExecutionExceptionHandler(errors);
    line.setParameterExceptionHandler(errors);
    return line.setCaseInsensitiveEnumValuesAllowed(true);
  }

  static int run(CommandLine line, String... arguments) {
    if (arguments.length == 0) {
      line.usage(line.getErr());
      return CommandLine.ExitCode.USAGE;
    }
    Optional<String> removed = REMOVED.answer(arguments);
    if (removed.isPresent()) {
      line.getErr().println(removed.get());
      return CommandLine.ExitCode.USAGE;
    }
    return line.execute(arguments);
  }
}
