package org.drey.cli.edge;

import org.drey.terminal.ShutdownHook;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./drey edge}: blocking in resolvers and proxies, and the warning page. */
@Command(
    name = "edge",
    mixinStandardHelpOptions = true,
    description = "Blocks in resolvers (rpz) and proxies (icap), and serves the warning page.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  ./drey edge splash --listen 192.0.2.80:80",
      "  ./drey edge rpz --lists /srv/lists --key-file list.key --feed feed.txt \\",
      "      --zone rpz.drey --redirect 192.0.2.80 \\",
      "      --primary 127.0.0.2 --tsig-key update.key",
      "  ./drey edge icap --lists /srv/lists --key-file list.key \\",
      "      --splash http://splash.example/",
      "",
      "Exit status: 143 ended as asked, 130 by Ctrl-C, 1 failed, 2 used wrongly.",
      "",
      "edge/README.md shows all of it with real servers, step by step."
    })
public final class EdgeCommand {
  private EdgeCommand() {}

  /**
   * The command with its servers.
   *
   * @param shutdown by which they are stopped
   */
  public static CommandLine line(ShutdownHook shutdown) {
    return new CommandLine(new EdgeCommand())
        .addSubcommand(new RpzCommand(shutdown))
        .addSubcommand(new IcapCommand(shutdown))
        .addSubcommand(new SplashCommand(shutdown));
  }
}
