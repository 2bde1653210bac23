package org.drey.terminal.alerts;

import org.drey.terminal.ShutdownHook;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./drey alerts}: reads, explains, decides and hands on alerts. */
@Command(
    name = "alerts",
    mixinStandardHelpOptions = true,
    description = "Alerts for analysts: what is due, why, and what to decide.",
    subcommands = {ListCommand.class, ShowCommand.class, DecideCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "list, show, decide, export and erase take alerts from a folder of replay",
      "(--from DIR) or from topics (--bootstrap HOST:PORT), tail from topics.",
      "Neither content nor a person's name is in them.",
      "",
      "Examples:",
      "  ./drey alerts list --from results            what cannot wait, first",
      "  ./drey alerts show c15a --from results       one of them, in words",
      "  ./drey alerts tail --bootstrap kafka:9092 --output today"
    })
public final class AlertsCommand {
  private AlertsCommand() {}

  /**
   * The command.
   *
   * @param shutdown by which what goes on is stopped
   */
  public static CommandLine line(ShutdownHook shutdown) {
    return new CommandLine(new AlertsCommand())
        .addSubcommand(ExportCommand.line(shutdown))
        .addSubcommand(new EraseCommand())
        .addSubcommand(new TailCommand(shutdown));
  }
}
