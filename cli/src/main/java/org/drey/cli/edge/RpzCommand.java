package org.drey.cli.edge;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.drey.edge.rpz.ConfigText;
import org.drey.edge.rpz.ConfigText.Deployment;
import org.drey.edge.rpz.ConfigText.ZoneError;
import org.drey.edge.rpz.EntrySource;
import org.drey.edge.rpz.FeedFiles;
import org.drey.edge.rpz.PrimaryServer;
import org.drey.edge.rpz.PrivateSource;
import org.drey.edge.rpz.ShrinkLimit;
import org.drey.edge.rpz.StartChecks;
import org.drey.edge.rpz.TsigFile;
import org.drey.edge.rpz.ZoneFile;
import org.drey.edge.rpz.ZoneSettings;
import org.drey.edge.rpz.ZoneSync;
import org.drey.edge.rpz.ZoneSync.Zone;
import org.drey.edge.rpz.ZoneUpdater;
import org.drey.terminal.ShutdownHook;
import org.drey.terminal.UserError;
import org.drey.terminal.WrongUse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey edge rpz}: keeps a response policy zone the same as a list. */
@Command(
    name = "rpz",
    mixinStandardHelpOptions = true,
    description = "Keeps a response policy zone on a hidden primary, or in a file.",
    footer = {
      "",
      "Names and everything below, and single hosts, enter the zone. A URL never",
      "blocks its host. Guards keep out what would block far too much, as when the",
      "list is compiled. The list is held in memory and in the zone, and nowhere",
      "else. Until Ctrl-C each change of the feeds is applied within seconds; a",
      "damaged feed changes nothing.",
      "",
      "With --lists, the zone holds what the jobs and ICAP hold: of the feeds that a",
      "list was compiled from, the entries of the version in force. While it runs,",
      "feeds that lose entries in force are refused until a list without them is in",
      "force. Without --lists each entry of the feeds enters the zone, published or",
      "not, and a warning says so. Approve with the same words as for compile.",
      "",
      "--print writes configuration for a server instead, for the zones and the",
      "primary that the other options name, and ends (PRIMARY is BIND, too).",
      "",
      "Exit status: 0 printed, 143 ended as asked, 130 by Ctrl-C, 1 failed, 2 used",
      "wrongly.",
      "",
      "Examples:",
      "  ./drey edge rpz --lists /srv/lists --key-file list.key --feed feed.txt \\",
      "      --zone rpz.drey --redirect 192.0.2.80 \\",
      "      --primary 127.0.0.2 --tsig-key update.key",
      "  ./drey edge rpz --lists /srv/lists --key-file list.key --feed feed.txt \\",
      "      --zone rpz.drey --nxdomain --zone-file /var/lib/bind/rpz.drey.db",
      "  ./drey edge rpz --print bind --zone rpz.drey --redirect 192.0.2.80 \\",
      "      --primary 127.0.0.2 --tsig-key update.key --resolver 127.0.0.3"
    })
final class RpzCommand implements Callable<Integer> {
  /** A primary that rebuilds a million names takes up to half a minute. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** The server that a configuration is for. */
  private enum Server {
    PRIMARY,
    BIND,
    UNBOUND,
    PDNS
  }

  @Mixin private RpzOptions options = new RpzOptions();

  @Mixin private RpzFeeds feeds = new RpzFeeds();

  @Option(
      names = "--max-shrink",
      paramLabel = "PERCENT",
      description =
          "How much of a zone one change may take out (default: ${DEFAULT-VALUE}); only with 100"
              + " all of it.")
  private double maxShrink = ShrinkLimit.DEFAULT.maxPercent();

  @Option(
      names = "--zone-file",
      paramLabel = "FILE",
      description = "Write the zone to this file; the second zone beside it as inspect.FILE.")
  private @Nullable Path zoneFile;

  @Option(names = "--once", description = "Apply the feeds as they are, and end.")
  private boolean once;

  @Option(
      names = "--allow-open-transfer",
      description = "Go on although the primary gives the zone to anyone.")
  private boolean allowOpenTransfer;

  @Option(
      names = "--print",
      paramLabel = "SERVER",
      description = "Print configuration for a server, and end: ${COMPLETION-CANDIDATES}.")
  private @Nullable Server server;

  @Option(
      names = "--transfer-key",
      paramLabel = "NAME",
      description =
          "With --print: the key with which resolvers fetch the zone (default:"
              + " ${DEFAULT-VALUE}).")
  private String transferKey = "drey-transfer";

  @Option(
      names = "--resolver",
      paramLabel = "ADDRESS",
      description = "With --print: a resolver to notify of changes; may be given several times.")
  private List<String> resolvers = List.of();

  @Spec private CommandSpec spec;

  private final ShutdownHook shutdown;

  /** The end of the process stops it. */
  RpzCommand(ShutdownHook shutdown) {
    this.shutdown = shutdown;
  }

  @Override
  public Integer call() throws Exception {
    if (server != null) {
      print(configuration(server).stripTrailing());
      return 0;
    }
    if (!resolvers.isEmpty()) {
      throw WrongUse.of(spec, "--resolver: only with --print");
    }
    feeds.checkGiven();
    List<ZoneSettings> settings = options.zones();
    if (options.primary() == null && zoneFile == null) {
      throw WrongUse.of(spec, "Either --primary or --zone-file says where the zone is kept");
    }
    FeedFiles list = feeds.files(options.policy());
    StartChecks checks = new StartChecks();
    Map<Path, String> secret = secretFiles();
    for (Map.Entry<Path, String> file : secret.entrySet()) {
      checks.file(file.getValue(), file.getKey());
    }
    List<Zone> zones = zones(settings, checks);
    if (!checks.problems().isEmpty()) {
      throw new UserError(String.join("\n", checks.problems()));
    }
    EntrySource source = new PrivateSource(list, secret);
    try (ZoneSync keeper = new ZoneSync(source, options.policy(), zones, Clock.systemUTC())) {
      if (once) {
        keeper.once();
      } else {
        shutdown.stop(keeper::close);
        zones.forEach(zone -> print("keeping " + zone.target().place() + "; Ctrl-C ends"));
        keeper.run();
      }
    }
    return 0;
  }

  private String configuration(Server of) throws IOException {
    InetSocketAddress primary = options.primary();
    if (primary == null) {
      throw WrongUse.of(spec, "--primary: the address of the primary is needed");
    }
    List<ZoneError> zones =
        options.zones().stream()
            .map(zone -> new ZoneError(zone.origin(), options.error(zone)))
            .toList();
    TsigFile key = TsigFile.read(options.tsigKey());
    Deployment deployment =
        new Deployment(
            zones,
            primary.getAddress().getHostAddress(),
            primary.getPort(),
            key.name(),
            transferKey,
            key.algorithm(),
            resolvers);
    return switch (of) {
      case PRIMARY -> ConfigText.bindPrimary(deployment);
      case BIND -> ConfigText.bindResolver(deployment);
      case UNBOUND -> ConfigText.unbound(deployment);
      case PDNS -> ConfigText.pdns(deployment);
    };
  }

  /** Returns what others on the machine may not read, each with what is in it. */
  private Map<Path, String> secretFiles() {
    Map<Path, String> files = new LinkedHashMap<>();
    feeds.paths().forEach(feed -> files.put(feed, "the feed"));
    if (options.primary() != null) {
      files.put(options.tsigKey(), "the key");
    }
    return files;
  }

  private List<Zone> zones(List<ZoneSettings> settings, StartChecks checks) throws Exception {
    List<Zone> zones = new ArrayList<>();
    for (int i = 0; i < settings.size(); i++) {
      zones.addAll(targets(settings.get(i), i > 0, checks)); // the second one is for inspection
    }
    return zones;
  }

  /** Returns where a zone is kept: on a primary, in a file, or both. */
  private List<Zone> targets(ZoneSettings zone, boolean inspect, StartChecks checks)
      throws Exception {
    List<Zone> targets = new ArrayList<>();
    InetSocketAddress address = options.primary();
    if (address != null) {
      PrimaryServer primary =
          new PrimaryServer(address, TsigFile.read(options.tsigKey()).key(), TIMEOUT);
      checks.primary(primary, zone, allowOpenTransfer);
      targets.add(new Zone(new ZoneUpdater(primary, zone, limit()), zone, inspect));
    }
    if (zoneFile != null) {
      Path file = inspect ? zoneFile.resolveSibling("inspect." + zoneFile.getFileName()) : zoneFile;
      checks.file("the zone", file);
      targets.add(new Zone(new ZoneFile(file, zone, limit(), Clock.systemUTC()), zone, inspect));
    }
    return targets;
  }

  private ShrinkLimit limit() {
    try {
      return new ShrinkLimit(maxShrink);
    } catch (IllegalArgumentException e) {
      throw WrongUse.of(spec, "--max-shrink: " + e.getMessage());
    }
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
