package org.drey.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.drey.cli.Drey;
import org.drey.cli.console.Program;
import org.drey.cli.console.Shutdown;
import org.drey.cli.console.Version;
import org.drey.console.store.StoreException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the package for analysts: a deployment's, and the console. */
@Command(
    name = "drey",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Alerts in a browser and in a terminal, and the commands of hosts.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  ./drey console --bootstrap kafka:9092 --config config.yaml --analyst a17",
      "  ./drey audit verify",
      "  ./drey alerts list --bootstrap kafka:9092"
    })
public final class ConsoleDrey {
  /** Errors of the modules whose message says what a person can do. */
  public static final List<Class<? extends Exception>> SAID_WITHOUT_STACK =
      Stream.concat(Drey.SAID_WITHOUT_STACK.stream(), Stream.of(StoreException.class)).toList();

  private ConsoleDrey() {}

  /** Runs a command and exits with its status: 0 good, 1 failed, 2 used wrongly. */
  public static void main(String[] arguments) {
    System.exit(run(Shutdown.ofProcess(), arguments));
  }

  static int run(Shutdown shutdown, String... arguments) {
    return new Program(new ConsoleDrey(), commands(shutdown), SAID_WITHOUT_STACK)
        .without(Drey.IN_LOCAL_PACKAGE, "drey-local-<version>.tar.gz")
        .run(arguments);
  }

  /**
   * The commands, in the order of the help.
   *
   * @param shutdown by which servers are stopped
   */
  public static List<CommandLine> commands(Shutdown shutdown) {
    List<CommandLine> commands = new ArrayList<>(Drey.commands(shutdown));
    commands.add(new CommandLine(new ConsoleCommand(shutdown)));
    commands.add(new CommandLine(new AuditCommand()));
    return commands;
  }
}
