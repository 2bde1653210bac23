package org.drey.cli.edge;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import org.drey.edge.rpz.ConfigText;
import org.drey.edge.rpz.ConfigText.Deployment;
import org.drey.edge.rpz.ConfigText.ZoneError;
import org.drey.edge.rpz.TsigFile;
import org.drey.terminal.WrongUse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey edge rpz config}: what to write into the configuration of servers. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Prints configuration for the primary and for resolvers.",
    footer = {
      "",
      "Takes the options of 'edge rpz' that describe zones and primary.",
      "",
      "Exit status: 0 printed, 1 failed, 2 used wrongly.",
      "",
      "Example:",
      "  ./drey edge rpz config bind --zone rpz.drey --redirect 192.0.2.80 \\",
      "      --primary 127.0.0.2 --tsig-key update.key --resolver 127.0.0.3"
    })
final class RpzConfigCommand implements Callable<Integer> {
  /** The server that a configuration is for. */
  enum Server {
    PRIMARY,
    BIND,
    UNBOUND,
    PDNS
  }

  @Parameters(
      index = "0",
      paramLabel = "SERVER",
      description = "For which server: ${COMPLETION-CANDIDATES} (primary is BIND, too).")
  private Server server = Server.PRIMARY;

  @Mixin private RpzOptions options = new RpzOptions();

  @Option(
      names = "--transfer-key",
      paramLabel = "NAME",
      description = "The key with which resolvers fetch the zone (default: ${DEFAULT-VALUE}).")
  private String transferKey = "drey-transfer";

  @Option(
      names = "--resolver",
      paramLabel = "ADDRESS",
      description = "A resolver to notify of changes; may be given several times.")
  private List<String> resolvers = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Deployment deployment = deployment();
    String text =
        switch (server) {
          case PRIMARY -> ConfigText.bindPrimary(deployment);
          case BIND -> ConfigText.bindResolver(deployment);
          case UNBOUND -> ConfigText.unbound(deployment);
          case PDNS -> ConfigText.pdns(deployment);
        };
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private Deployment deployment() throws Exception {
    InetSocketAddress primary = options.primary();
    if (primary == null) {
      throw WrongUse.of(spec, "--primary: the address of the primary is needed");
    }
    List<ZoneError> zones =
        options.zones().stream()
            .map(zone -> new ZoneError(zone.origin(), options.error(zone)))
            .toList();
    TsigFile key = TsigFile.read(options.tsigKey());
    return new Deployment(
        zones,
        primary.getAddress().getHostAddress(),
        primary.getPort(),
        key.name(),
        transferKey,
        key.algorithm(),
        resolvers);
  }
}
