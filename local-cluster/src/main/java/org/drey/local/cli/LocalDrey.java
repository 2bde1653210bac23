package org.drey.local.cli;

import java.util.ArrayList;
import java.util.List;
import org.drey.cli.DreyCommand;
import org.drey.console.ConsoleDrey;
import org.drey.local.up.ClusterCommands;
import org.drey.terminal.CommandProgram;
import org.drey.terminal.ShutdownHook;
import org.drey.terminal.VersionProvider;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the repository: a deployment's, and what runs Kafka and Flink here. */
@Command(
    name = "drey",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    description = "Splash signals and explained alerts from the metadata of networks and payments.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  ./drey demo                      watch the whole system at work",
      "  ./drey generate --output world   write a synthetic world as files",
      "  ./drey replay --input world --blocklist world/blocklist.txt \\",
      "      --config world/config.yaml --output results"
    })
public final class LocalDrey {
  private LocalDrey() {}

  /** Runs a command and exits with its status: 0 good, 1 failed, 2 used wrongly. */
  public static void main(String[] arguments) {
    System.exit(run(ShutdownHook.ofProcess(), arguments));
  }

  static int run(ShutdownHook shutdown, String... arguments) {
    List<Class<? extends Exception>> saidWithoutStack =
        new ArrayList<>(DreyCommand.SAID_WITHOUT_STACK);
    saidWithoutStack.addAll(ConsoleDrey.SAID_WITHOUT_STACK);
    return new CommandProgram(new LocalDrey(), commands(shutdown), saidWithoutStack).run(arguments);
  }

  static List<CommandLine> commands(ShutdownHook shutdown) {
    List<CommandLine> commands = new ArrayList<>();
    commands.add(new CommandLine(new DemoCommand(shutdown)));
    commands.add(new CommandLine(new ReplayCommand(shutdown)));
    commands.add(new CommandLine(new GenerateCommand()));
    commands.addAll(ClusterCommands.all(shutdown));
    for (CommandLine command : DreyCommand.commands(shutdown)) {
      if (command.getCommandName().equals("rules")) {
        command.addSubcommand(new RulesTestCommand());
        command.addSubcommand(new RulesCompareCommand(shutdown));
      }
      commands.add(command);
    }
    commands.addAll(ConsoleDrey.commands(shutdown));
    return commands;
  }
}
