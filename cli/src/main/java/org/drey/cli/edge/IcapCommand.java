package org.drey.cli.edge;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.live.ListInFile;
import org.drey.blocklist.live.ListSource;
import org.drey.blocklist.live.LiveLists;
import org.drey.blocklist.publish.KeyCheck;
import org.drey.blocklist.publish.ListStore;
import org.drey.cli.blocklist.KeyOptions;
import org.drey.cli.blocklist.StaleOption;
import org.drey.edge.http.StatusPages;
import org.drey.edge.http.StatusServer;
import org.drey.edge.icap.FollowedLists;
import org.drey.edge.icap.IcapMetrics;
import org.drey.edge.icap.IcapServer;
import org.drey.edge.icap.IcapSettings;
import org.drey.edge.icap.IcapStatus;
import org.drey.edge.icap.UrlStage;
import org.drey.edge.rpz.StartChecks;
import org.drey.terminal.ShutdownHook;
import org.drey.terminal.SocketAddresses;
import org.drey.terminal.UserError;
import org.drey.terminal.WrongUse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey edge icap}: lets proxies block by the whole URL. */
@Command(
    name = "icap",
    mixinStandardHelpOptions = true,
    description = "Serves ICAP (REQMOD) to proxies: blocks listed URLs, lets all else pass.",
    footer = {
      "",
      "Without a list, and when a decision takes too long, requests pass and are",
      "counted. ADDRESS may have a port: ADDRESS:PORT. For --connections see also",
      "ulimit -n: each takes an open file.",
      "",
      "Exit status: 143 ended as asked, 130 by Ctrl-C, 1 failed, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey edge icap --lists /srv/lists --key-file list.key \\",
      "      --splash http://splash.example/ --listen 192.0.2.8 --allow 192.0.2.0/28",
      "  ./drey edge icap --blocklist list.txt --splash http://splash.example/"
    })
final class IcapCommand implements Callable<Integer> {
  private static final int ICAP_PORT = 1344;
  private static final int METRICS_PORT = 1345;

  @Option(
      names = "--blocklist",
      paramLabel = "FILE",
      description = "A compiled list, or a plain one; each change is followed.")
  private @Nullable Path blocklist;

  @Option(
      names = "--lists",
      paramLabel = "DIR",
      description = "The folder of published lists; the version in force is followed.")
  private @Nullable Path lists;

  @Option(names = "--list-id", paramLabel = "ID", description = "Only these lists of the folder.")
  private List<String> listIds = List.of();

  @Mixin private KeyOptions key = new KeyOptions();

  @Option(
      names = "--splash",
      required = true,
      paramLabel = "URL",
      description = "The address of the warning page.")
  private String splash = "";

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      description = "Where to serve ICAP (default: ${DEFAULT-VALUE}).")
  private String listen = "127.0.0.1:1344";

  @Option(
      names = "--metrics",
      paramLabel = "ADDRESS",
      description = "Where to serve health and metrics (default: ${DEFAULT-VALUE}).")
  private String metrics = "127.0.0.1:1345";

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      description =
          "For whom: ${COMPLETION-CANDIDATES} (default: the first). With parental control, child"
              + " protection applies, too.")
  private ListPolicy policy = ListPolicy.CHILD_PROTECTION_LIST;

  @Option(
      names = "--deadline",
      paramLabel = "MS",
      description = "After this time a request passes undecided (default: ${DEFAULT-VALUE}).")
  private long deadline = IcapSettings.DEFAULT_DEADLINE.toMillis();

  @Mixin private ClientOptions clients = new ClientOptions();

  @Mixin private StaleOption staleAfter = new StaleOption();

  @Spec private CommandSpec spec;

  private final ShutdownHook shutdown;

  /** The end of the process stops it. */
  IcapCommand(ShutdownHook shutdown) {
    this.shutdown = shutdown;
  }

  @Override
  public Integer call() throws Exception {
    IcapSettings settings = settings();
    UrlStage stage = stage();
    InetSocketAddress metricsAt = SocketAddresses.of(spec, "--metrics", metrics, METRICS_PORT);
    ClientOptions.checkOpenFiles(settings.connections());
    IcapMetrics counts = new IcapMetrics();
    try (FollowedLists followed =
        new FollowedLists(source(), staleAfter.maxAge(), Clock.systemUTC())) {
      followed.start();
      try (IcapServer server =
              IcapServer.start(settings, stage, followed::matcher, followed::tag, counts);
          StatusServer web =
              StatusServer.start(metricsAt, IcapStatus.pages(server, counts, followed))) {
        shutdown.stop(server::close);
        print("icap://%s:%d/reqmod".formatted(settings.address().getHostString(), server.port()));
        print("http:/" + web.address() + StatusPages.HEALTH);
        if (!server.awaitEnd()) {
          throw new UserError("ICAP is no longer served; the log says why. Start it again.");
        }
      }
    } catch (BindException e) {
      throw new UserError(e.getMessage() + ". Give another address or port.");
    }
    return 0;
  }

  private IcapSettings settings() {
    try {
      return IcapSettings.at(SocketAddresses.of(spec, "--listen", listen, ICAP_PORT))
          .withConnections(
              clients.connections(
                  spec, IcapSettings.DEFAULT_CONNECTIONS, IcapSettings.MAX_CONNECTIONS))
          .withAllowed(clients.allowed(spec))
          .withDeadline(Duration.ofMillis(deadline));
    } catch (IllegalArgumentException e) {
      throw WrongUse.of(spec, "--deadline: " + e.getMessage());
    }
  }

  private UrlStage stage() {
    try {
      return new UrlStage(URI.create(splash), policy, Clock.systemUTC());
    } catch (IllegalArgumentException e) {
      throw WrongUse.of(
          spec, "--splash: a full address without a query, such as http://splash.example/");
    }
  }

  private ListSource source() throws Exception {
    if ((blocklist == null) == (lists == null)) {
      throw WrongUse.of(spec, "One of --blocklist and --lists says where the list is");
    }
    ListKey secret = key.keyIfGiven();
    if (blocklist != null) {
      checkMode(blocklist);
      checkKey(KeyCheck.ofFile(blocklist, secret).stream().toList());
      return new ListInFile(blocklist, secret);
    }
    if (lists == null || secret == null) {
      throw WrongUse.of(
          spec, "--key-file: published lists need the key with which they were compiled");
    }
    if (!Files.isDirectory(lists)) {
      throw new UserError("--lists: the folder " + lists + " does not exist; make it, or name it");
    }
    ListStore store = new ListStore(lists, secret);
    checkKey(KeyCheck.ofStore(store, listIds));
    return new LiveLists(store, listIds);
  }

  /** With another key nothing would ever be blocked. */
  private void checkKey(List<String> problems) {
    if (!problems.isEmpty()) {
      throw WrongUse.of(spec, "--key-file: " + String.join("; ", problems));
    }
  }

  /** A plain list is in the clear; a compiled one reveals nothing to its readers. */
  private static void checkMode(Path list) throws IOException {
    if (Files.exists(list) && !ListFile.isCompiled(list)) {
      List<String> problems = new StartChecks().file("the list", list).problems();
      if (!problems.isEmpty()) {
        throw new UserError(String.join("\n", problems));
      }
    }
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
