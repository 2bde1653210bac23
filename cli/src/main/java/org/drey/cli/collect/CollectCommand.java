package org.drey.cli.collect;

import org.drey.terminal.ShutdownHook;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./drey collect}: what servers and banks emit becomes records on topics. */
@Command(
    name = "collect",
    mixinStandardHelpOptions = true,
    description = "Takes what servers and banks emit, makes tokens of people, writes topics.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  ./drey collect dnstap --listen unix:/run/drey/dnstap.sock \\",
      "      --bootstrap kafka:9092 --provider isp.example",
      "  ./drey collect check --format squid /var/log/squid/drey.log",
      "  ./drey collect lines --format squid --follow /var/log/squid/drey.log \\",
      "      --bootstrap kafka:9092 --provider isp.example --state /var/lib/drey/squid",
      "  ./drey collect iso20022 --from payments.xml --zone Europe/Berlin \\",
      "      --bootstrap kafka:9092 --config drey.yaml --key-file tokens.key",
      "",
      "docs/feeds.md shows it for each source, with the lines for its configuration."
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
        .addSubcommand(new Iso20022Command(shutdown))
        .addSubcommand(new PairsCommand(shutdown))
        .addSubcommand(new FormatCheckCommand());
  }
}
