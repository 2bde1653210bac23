package org.drey.benchmarks;

import org.drey.cli.console.Shutdown;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code benchmarks/run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Measures Drey beside others, in one run.",
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
  private Benchmarks() {}

  /** Runs a command; the status is 1 if --check is given and a target is missed. */
  public static void main(String[] arguments) {
    Shutdown unused = Shutdown.ofProcess(); // the temporary files go with it
    System.exit(run(commandLine(), arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Benchmarks()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  static int run(CommandLine line, String... arguments) {
    if (arguments.length == 0) {
      line.usage(line.getErr());
      return CommandLine.ExitCode.USAGE;
    }
    return line.execute(arguments);
  }
}
