package org.drey.cli;

import java.util.List;
import org.drey.blocklist.feed.MalformedListException;
import org.drey.blocklist.index.DamagedListException;
import org.drey.blocklist.publish.KeyFile;
import org.drey.cli.blocklist.BlocklistCommand;
import org.drey.cli.collect.CollectCommand;
import org.drey.cli.collect.TokenCommand;
import org.drey.cli.dpia.DpiaCommand;
import org.drey.cli.edge.EdgeCommand;
import org.drey.cli.feed.FeedCommand;
import org.drey.cli.forward.ForwardCommand;
import org.drey.cli.readiness.ReadinessCommand;
import org.drey.cli.rules.RulesCommand;
import org.drey.cli.topics.TopicsCommand;
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

/** The command line of a deployment. What runs Kafka and Flink on one machine is not among it. */
@Command(
    name = "drey",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    description = "Alerts, rules, lists, and blocking in resolvers and proxies.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  ./drey blocklist compile feed.csv --key-file list.key --output kids.list",
      "  ./drey edge icap --blocklist kids.list --key-file list.key \\",
      "      --splash http://splash.example/",
      "  ./drey rules check my-rules",
      "  ./drey alerts list --bootstrap kafka:9092"
    })
public final class DreyCommand {
  /** Errors of the modules whose message says what a person can do. */
  public static final List<Class<? extends Exception>> SAID_WITHOUT_STACK =
      List.of(
          InvalidRulesException.class,
          InvalidConfigurationException.class,
          MalformedListException.class,
          DamagedListException.class,
          KeyFile.UnusableKeyException.class,
          ProblemException.class);

  private DreyCommand() {}

  /** Runs a command and exits with its status: 0 good, 1 failed, 2 used wrongly. */
  public static void main(String[] arguments) {
    System.exit(run(ShutdownHook.ofProcess(), arguments));
  }

  static int run(ShutdownHook shutdown, String... arguments) {
    return new CommandProgram(new DreyCommand(), commands(shutdown), SAID_WITHOUT_STACK)
        .without(CommandPackage.ANALYSTS, CommandPackage.LOCAL)
        .run(arguments);
  }

  /**
   * The commands, in the order of the help.
   *
   * @param shutdown by which servers are stopped
   */
  public static List<CommandLine> commands(ShutdownHook shutdown) {
    return List.of(
        AlertsCommand.line(shutdown).addSubcommand(new ForwardCommand(shutdown)),
        new CommandLine(new RulesCommand()),
        new CommandLine(new ReadinessCommand()),
        new CommandLine(new DpiaCommand()),
        new CommandLine(new BlocklistCommand()),
        EdgeCommand.line(shutdown),
        CollectCommand.line(shutdown),
        TopicsCommand.line(),
        new CommandLine(new FeedCommand(shutdown)),
        new CommandLine(new TokenCommand()),
        new CommandLine(new UrlCommand()));
  }
}
