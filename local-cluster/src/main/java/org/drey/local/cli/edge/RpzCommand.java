package org.drey.local.cli.edge;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.drey.blocklist.compile.EntryGuard;
import org.drey.blocklist.feed.FeedReader;
import org.drey.blocklist.feed.Feeds;
import org.drey.blocklist.index.ListFile;
import org.drey.edge.rpz.EntryGate;
import org.drey.edge.rpz.FeedFiles;
import org.drey.edge.rpz.FeedFiles.Feed;
import org.drey.edge.rpz.GuardFiles;
import org.drey.edge.rpz.ListSource;
import org.drey.edge.rpz.Primary;
import org.drey.edge.rpz.PrivateSource;
import org.drey.edge.rpz.ShrinkLimit;
import org.drey.edge.rpz.StartChecks;
import org.drey.edge.rpz.TsigFile;
import org.drey.edge.rpz.ZoneFile;
import org.drey.edge.rpz.ZoneKeeper;
import org.drey.edge.rpz.ZoneKeeper.Zone;
import org.drey.edge.rpz.ZoneSettings;
import org.drey.edge.rpz.ZoneUpdater;
import org.drey.local.cli.UserError;
import org.drey.local.cli.blocklist.EntryGuardOptions;
import org.drey.local.cli.blocklist.KeyOptions;
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
    subcommands = RpzConfigCommand.class,
    footer = {
      "",
      "Names and everything below, and single hosts, enter the zone. A URL never",
      "blocks its host. Guards keep out what would block far too much, as when the",
      "list is compiled. The list is held in memory and in the zone, and nowhere",
      "else. Until Ctrl-C each change of the feeds is applied within seconds; a",
      "damaged feed changes nothing.",
      "",
      "Exit status: 0 ended as asked, 1 failed, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey edge rpz --feed list.txt --zone rpz.drey --redirect 192.0.2.80 \\",
      "      --primary 127.0.0.2 --tsig-key update.key",
      "  ./drey edge rpz --feed list.txt --zone rpz.drey --nxdomain \\",
      "      --zone-file /var/lib/bind/rpz.drey.db --once"
    })
final class RpzCommand implements Callable<Integer> {
  /** A primary that rebuilds a million names takes up to half a minute. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @Mixin private RpzOptions options = new RpzOptions();

  @Option(
      names = "--feed",
      paramLabel = "FILE",
      description = "A feed; may be given several times.")
  private List<Path> feeds = List.of();

  @Option(
      names = "--format",
      paramLabel = "F",
      description = "The format of all feeds; else a file's name or beginning tells.")
  private @Nullable String format;

  @Mixin private EntryGuardOptions guards = new EntryGuardOptions();
  @Mixin private KeyOptions key = new KeyOptions();

  @Option(
      names = "--max-shrink",
      paramLabel = "PERCENT",
      description =
          "How much of a zone one change may take out (default: ${DEFAULT-VALUE}); only with 100 all"
              + " of it.")
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
      description = "Go on although the primary tells the zone to anybody.")
  private boolean allowOpenTransfer;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    GuardFiles guardFiles = new ReadGuards();
    EntryGate unused = guardFiles.read(); // what is wrong with it is told at once
    FeedFiles list = new FeedFiles(feeds(), guardFiles, Clock.systemUTC());
    StartChecks checks = new StartChecks();
    Map<Path, String> secret = secretFiles();
    for (Map.Entry<Path, String> file : secret.entrySet()) {
      checks.file(file.getValue(), file.getKey());
    }
    List<Zone> zones = zones(checks);
    if (!checks.problems().isEmpty()) {
      throw new UserError(String.join("\n", checks.problems()));
    }
    ListSource source = new PrivateSource(list, secret);
    try (ZoneKeeper keeper = new ZoneKeeper(source, options.policy(), zones, Clock.systemUTC())) {
      if (once) {
        keeper.once();
      } else {
        Runtime.getRuntime().addShutdownHook(new Thread(keeper::close, "edge rpz ending"));
        zones.forEach(zone -> tell("keeping " + zone.target().place() + "; Ctrl-C ends"));
        keeper.run();
      }
    }
    return 0;
  }

  /** What others on the machine may not read, each with what is in it. */
  private Map<Path, String> secretFiles() {
    Map<Path, String> files = new LinkedHashMap<>();
    feeds.forEach(feed -> files.put(feed, "the feed"));
    if (options.primary() != null) {
      files.put(options.tsigKey(), "the key");
    }
    return files;
  }

  private List<Zone> zones(StartChecks checks) throws Exception {
    List<ZoneSettings> settings = options.zones();
    List<Zone> zones = new ArrayList<>();
    for (int i = 0; i < settings.size(); i++) {
      zones.addAll(targets(settings.get(i), i > 0, checks)); // the second one is for inspection
    }
    if (zones.isEmpty()) {
      throw WrongUse.of(spec, "Either --primary or --zone-file says where the zone is kept");
    }
    return zones;
  }

  /** Where a zone is kept: on a primary, in a file, or both. */
  private List<Zone> targets(ZoneSettings zone, boolean inspect, StartChecks checks)
      throws Exception {
    List<Zone> targets = new ArrayList<>();
    InetSocketAddress address = options.primary();
    if (address != null) {
      Primary primary = new Primary(address, TsigFile.read(options.tsigKey()).key(), TIMEOUT);
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

  private List<Feed> feeds() throws IOException {
    if (feeds.isEmpty()) {
      throw WrongUse.of(spec, "--feed: the file of the list is needed");
    }
    List<Feed> all = new ArrayList<>();
    for (Path feed : feeds) {
      if (!Files.exists(feed)) {
        throw new NoSuchFileException(feed.toString());
      }
      if (ListFile.isCompiled(feed)) {
        throw WrongUse.of(
            spec,
            "--feed: "
                + feed
                + " is a compiled list, in which no name can be read. A zone needs the names in"
                + " the clear: give the feed from which the list was compiled");
      }
      all.add(new Feed(feed, reader(feed)));
    }
    return all;
  }

  private FeedReader reader(Path feed) throws IOException {
    if (format == null) {
      return Feeds.forFile(feed, "", options.policy());
    }
    try {
      return Feeds.reader(format, "", options.policy());
    } catch (IllegalArgumentException e) {
      throw WrongUse.of(spec, "--format: " + e.getMessage());
    }
  }

  private void tell(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }

  /** With the files and the key as they are at the time. */
  private final class ReadGuards implements GuardFiles {
    @Override
    public List<Path> files() {
      return guards.files();
    }

    @Override
    public EntryGate read() throws IOException {
      List<EntryGuard> all = guards.guards();
      EntryGate gate = new EntryGate(all, guards.approvals(all, spec), key.keyIfGiven());
      if (gate.lacksKey()) {
        throw WrongUse.of(spec, "--approve: the id of an entry needs the list's key: --key-file");
      }
      return gate;
    }
  }
}
