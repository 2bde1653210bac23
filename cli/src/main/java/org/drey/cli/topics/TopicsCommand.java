package org.drey.cli.topics;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./drey topics}: what jobs and people need on the brokers. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    description = "Plans, creates and checks topics, and who may do what on them.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  ./drey topics apply --print --config config.yaml",
      "  ./drey topics apply --bootstrap kafka:9092 --config config.yaml --acl",
      "  ./drey topics check --bootstrap kafka:9092 --config config.yaml --acl"
    })
public final class TopicsCommand {
  private TopicsCommand() {}

  /** The command with those below it. */
  public static CommandLine line() {
    return new CommandLine(new TopicsCommand())
        .addSubcommand(new TopicsApplyCommand())
        .addSubcommand(new TopicsCheckCommand());
  }
}
