package org.drey.local.cli;

import org.drey.cli.blocklist.BlocklistCommand;
import org.drey.cli.forward.ForwardCommand;
import org.drey.cli.topics.TopicsCommand;
import org.drey.fixtures.CommandRun;
import org.drey.terminal.ShutdownHook;
import org.drey.terminal.alerts.AlertsCommand;
import picocli.CommandLine;

/** Runs of commands in this process. */
public final class CommandRuns {
  private CommandRuns() {}

  /** Runs {@code ./drey blocklist} with these arguments. */
  public static CommandRun blocklist(String... arguments) {
    return CommandRun.of(new CommandLine(new BlocklistCommand()), arguments);
  }

  /** Runs {@code ./drey topics} with these arguments. */
  public static CommandRun topics(String... arguments) {
    return CommandRun.of(TopicsCommand.line(), arguments);
  }

  /** Runs {@code ./drey alerts} with these arguments. */
  public static CommandRun alerts(String... arguments) {
    return CommandRun.of(AlertsCommand.line(new ShutdownHook()), arguments);
  }

  /** Runs {@code ./drey alerts forward} with these arguments. */
  static CommandRun forward(String... arguments) {
    return CommandRun.of(new CommandLine(new ForwardCommand(new ShutdownHook())), arguments);
  }
}
