package org.drey.cli.collect;

import org.drey.terminal.ShutdownHook;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./drey collect}: what resolvers and proxies emit becomes records on topics. */
@Command(
    name = "collect",
    mixinStandardHelpOptions = true,
    description = "Takes what resolvers and proxies emit, makes tokens of people, writes topics.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  ./drey collect dnstap --listen unix:/run/drey/dnstap.sock \\",
      "      --bootstrap kafka:9092 --provider isp.example",
      "  ./drey collect check --format squid /var/log/squid/drey.log",
      "  ./drey collect lines --format squid --follow /var/log/squid/drey.log \\",
      "      --bootstrap kafka:9092 --provider isp.example --state /var/lib/drey/squid",
      "",
      "docs/feeds.md shows it for each server, with the lines for its configuration."
    })
public final class CollectCommand {
  private CollectCommand() {}

  /**
   * The command with its sources.
   *
   * @param shutdown by which they are stopped
   */
  public static CommandLine line(ShutdownHook shutdown) {
    return new CommandLine(new CollectCommand())
        .addSubcommand(new DnstapCommand(shutdown))
        .addSubcommand(new LinesCommand(shutdown))
        .addSubcommand(new FormatCheckCommand())
        .addSubcommand(new FormatTestCommand());
  }
}
