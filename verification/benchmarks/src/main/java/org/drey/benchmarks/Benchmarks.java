package org.drey.benchmarks;

import java.util.List;
import org.drey.terminal.Errors;
import org.drey.terminal.Shutdown;
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
      CdbCommand.class,
      LatencyCommand.class,
      JobCommand.class,
      PaymentCommand.class,
      StateCommand.class,
      ShopCommand.class,
      EntityCommand.class,
      RulesCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class Benchmarks {
  /** Wide enough for an example and what it is for. */
  private static final int HELP_WIDTH = 100;

  private Benchmarks() {}

  /** Runs a command; the status is 1 if --check is given and a target is missed. */
  public static void main(String[] arguments) {
    Shutdown unused = Shutdown.ofProcess(); // the temporary files go with it
    System.exit(run(commandLine(), arguments));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Benchmarks()).setUsageHelpWidth(HELP_WIDTH);
    Errors errors = new Errors(List.of());
    line.setExecutionExceptionHandler(errors);
    line.setParameterExceptionHandler(errors);
    return line.setCaseInsensitiveEnumValuesAllowed(true);
  }

  static int run(CommandLine line, String... arguments) {
    if (arguments.length == 0) {
      line.usage(line.getErr());
      return CommandLine.ExitCode.USAGE;
    }
    return line.execute(arguments);
  }
}
