package org.drey.console;

import java.util.ArrayList;
import java.util.List;
import org.drey.console.store.StoreException;
import org.drey.definitions.config.InvalidConfigurationException;
import org.drey.rules.sigma.InvalidRulesException;
import org.drey.terminal.CommandPackage;
import org.drey.terminal.CommandProgram;
import org.drey.terminal.ShutdownHook;
import org.drey.terminal.VersionProvider;
import org.drey.terminal.alerts.AlertsCommand;
import org.drey.yaml.ProblemException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the package for analysts: alerts in a browser and in a terminal. */
@Command(
    name = "drey",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    description = "Alerts for analysts, in a browser and in a terminal.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  ./drey console --bootstrap kafka:9092 --config config.yaml --analyst a17",
      "  ./drey audit --verify",
      "  ./drey alerts list --bootstrap kafka:9092"
    })
public final class ConsoleDrey {
  /** Errors of the modules whose message says what a person can do. */
  public static final List<Class<? extends Exception>> SAID_WITHOUT_STACK =
      List.of(
          InvalidRulesException.class,
          InvalidConfigurationException.class,
          ProblemException.class,
          StoreException.class);

  private ConsoleDrey() {}

  /** Runs a command and exits with its status: 0 good, 1 failed, 2 used wrongly. */
  public static void main(String[] arguments) {
    System.exit(run(ShutdownHook.ofProcess(), arguments));
  }

  static int run(ShutdownHook shutdown, String... arguments) {
    List<CommandLine> commands = new ArrayList<>(commands(shutdown));
    commands.add(1, AlertsCommand.line(shutdown));
    return new CommandProgram(new ConsoleDrey(), commands, SAID_WITHOUT_STACK)
        .without(CommandPackage.HOSTS, CommandPackage.LOCAL)
        .run(arguments);
  }

  /**
   * Returns the commands that are of this package alone, in the order of the help.
   *
   * @param shutdown by which servers are stopped
   */
  public static List<CommandLine> commands(ShutdownHook shutdown) {
    return List.of(
        new CommandLine(new ConsoleCommand(shutdown)), new CommandLine(new AuditCommand()));
  }
}
