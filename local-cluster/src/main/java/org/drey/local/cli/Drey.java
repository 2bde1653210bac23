package org.drey.local.cli;

import org.drey.local.cli.blocklist.BlocklistCommand;
import org.drey.local.cli.edge.EdgeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code ./drey}. */
@Command(
    name = "drey",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Splash signals and explained alerts from the metadata of networks and payments.",
    subcommands = {
      DemoCommand.class,
      ReplayCommand.class,
      RehearseCommand.class,
      GenerateCommand.class,
      RulesCommand.class,
      BlocklistCommand.class,
      EdgeCommand.class,
      UrlCommand.class,
      CommandLine.HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  ./drey demo                      watch the whole system at work",
      "  ./drey generate --output world   write a synthetic world as files",
      "  ./drey replay --input world --blocklist world/blocklist.txt \\",
      "      --config world/config.yaml --output results"
    })
public final class Drey {
  private final Ending ending;

  private Drey(Ending ending) {
    this.ending = ending;
  }

  /** Runs a command and exits with its status: 0 good, 1 failed, 2 used wrongly. */
  public static void main(String[] arguments) {
    System.exit(run(Ending.ofProcess(), arguments));
  }

  static int run(Ending ending, String... arguments) {
    CommandLine line = new CommandLine(new Drey(ending));
    Errors errors = new Errors();
    line.setExecutionExceptionHandler(errors);
    line.setParameterExceptionHandler(errors);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // An argument that begins with @ is itself, not a file of arguments.
    line.setExpandAtFiles(false);
    if (arguments.length == 0) {
      line.usage(System.out);
      return CommandLine.ExitCode.USAGE;
    }
    return line.execute(arguments);
  }

  /** What runs when the process is asked to stop. */
  public Ending ending() {
    return ending;
  }
}
