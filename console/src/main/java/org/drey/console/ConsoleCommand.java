package org.drey.console;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.alerts.decide.VerdictRules.SecondEyes;
import org.drey.alerts.decide.VerdictTopic;
import org.drey.console.access.ProviderSettings;
import org.drey.console.decide.FolderOutlet;
import org.drey.console.decide.TopicOutlet;
import org.drey.console.decide.VerdictOutlet;
import org.drey.console.index.FolderSource;
import org.drey.console.index.IndexSource;
import org.drey.console.index.TopicSource;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.web.ConsoleServer;
import org.drey.console.web.TokenLinks;
import org.drey.terminal.KafkaOptions;
import org.drey.terminal.RuleSelection;
import org.drey.terminal.ShutdownHook;
import org.drey.terminal.UserError;
import org.drey.terminal.alerts.GoamlOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./drey console}: alerts in a browser. */
@Command(
    name = "console",
    mixinStandardHelpOptions = true,
    description = "Serves alerts to an analyst's browser: what is due, why, and the decision.",
    footer = {
      "",
      "Prints an address that signs in once; after it is used, the next one. With",
      "--from, verdicts go to verdicts.jsonl of the folder and count at the next",
      "replay that reads it; with --bootstrap they go to the topic verdicts, and the",
      "page says what the job made of them.",
      "",
      "The database has an index of the alerts, which is rebuilt whenever needed,",
      "and what no topic has: claims, notes, last looks and the audit. Back it up.",
      "'./drey audit --verify' checks the audit. Several consoles on one database",
      "have one source, and one of them keeps the index.",
      "",
      "Without --sign-in it is for the one who has this terminal, on this machine",
      "alone. A file for --sign-in names an OpenID provider and its groups of each",
      "role:",
      "",
      "  issuer: https://login.example     # as its tokens have it",
      "  client_id: drey-console",
      "  client_secret_file: secret.txt    # beside this file",
      "  address: https://console.example  # of the proxy whose TLS is in front",
      "  id_claim: sub                     # who it is in verdicts; the default",
      "  groups_claim: groups              # the default",
      "  scopes: [groups]                  # asked for beside openid",
      "  session: 4h                       # then groups are read again; the default",
      "  roles:",
      "    analyst: [alert-desk]",
      "    reviewer: [alert-desk-leads]",
      "    rule-author: [rule-authors]",
      "    privacy-officer: [privacy]",
      "    auditor: [audit]",
      "    administrator: [operations]",
      "",
      "Exit status: 143 ended as asked, 130 by Ctrl-C, 1 failed, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey console --from results",
      "  ./drey console --bootstrap kafka:9092 --config config.yaml --analyst a17",
      "  ./drey console --bootstrap kafka:9092 --config config.yaml \\",
      "    --sign-in sign-in.yaml"
    })
public final class ConsoleCommand implements Callable<Integer> {
  private static final Pattern ANALYST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern ADDRESS = Pattern.compile("(.+):(\\d{1,5})");
  private static final int LARGEST_PORT = 65_535;

  private final ShutdownHook shutdown;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "A folder that replay or 'alerts tail' wrote.")
  private @Nullable Path from;

  @Mixin private KafkaOptions topics = new KafkaOptions();
  @Mixin private RuleSelection rules = new RuleSelection();
  @Mixin private GoamlOptions goaml = new GoamlOptions();
  @Mixin private TokenLinkOptions links = new TokenLinkOptions();

  @Option(
      names = "--database",
      paramLabel = "FILE|URL",
      description =
          "The console's own file, or jdbc:postgresql://HOST/NAME?user=NAME with the password in"
              + " ~/.pgpass (default: ${DEFAULT-VALUE}).")
  private String database = "console.db";

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      description =
          "An address and a port, of loopback without --sign-in (default: ${DEFAULT-VALUE}).")
  private String listen = "127.0.0.1:8090";

  @Option(
      names = "--analyst",
      paramLabel = "ID",
      description =
          "Your name in verdicts and in the audit, without --sign-in; no name (default:"
              + " local).")
  private @Nullable String analyst;

  @Option(
      names = "--sign-in",
      paramLabel = "FILE",
      description = "An OpenID provider, by which people sign in; it says who they are.")
  private @Nullable Path signIn;

  @Spec private CommandSpec spec;

  /**
   * A command.
   *
   * @param shutdown by which the server is stopped
   */
  public ConsoleCommand(ShutdownHook shutdown) {
    this.shutdown = shutdown;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if ((from == null) != topics.areGiven()) {
      throw wrong("one of --from DIR and --bootstrap HOST:PORT: where the alerts are");
    }
    if (from == null && !rules.isConfigured()) {
      throw wrong("--config FILE, as the jobs have it: it says which alerts two analysts close");
    }
    if (analyst != null && signIn != null) {
      throw wrong("one of --analyst and --sign-in: the provider says who it is");
    }
    if (analyst != null && !ANALYST.matcher(analyst).matches()) {
      throw wrong("--analyst: letters, digits, '.', '_' and '-', at most 64");
    }
    ConsoleServer.Settings settings = settings(links.links());
    CountDownLatch done = new CountDownLatch(1);
    try (ConsoleDatabase store = ConsoleDatabase.open(database);
        ConsoleServer server = ConsoleServer.start(settings, store)) {
      Runnable stop = server::close;
      shutdown.stop(
          () -> {
            stop.run();
            done.countDown();
          });
      String place =
          ConsoleDatabase.isServer(database)
              ? "on its server"
              : Path.of(database).toAbsolutePath() + "";
      print("Ctrl-C ends it. The database is " + place + ".");
      done.await();
    }
    return 0;
  }

  private ConsoleServer.Settings settings(TokenLinks holders) throws IOException {
    return new ConsoleServer.Settings(
        address(),
        Objects.requireNonNullElse(analyst, "local"),
        signIn == null ? null : ProviderSettings.read(signIn),
        source(spec.commandLine().getErr()::println),
        outlet(),
        rules.compile(),
        rules.isConfigured()
            ? new SecondEyes(true, rules.configuration().fourEyesFrom())
            : SecondEyes.UNKNOWN,
        goaml.terms(rules.isConfigured() ? rules.configuration().referenceCurrency() : null),
        rules.sharing(),
        holders,
        this::announce);
  }

  private void announce(String address) {
    print(address + (signIn == null ? "  opens the console, once" : "  is the console"));
  }

  private IndexSource source(Consumer<String> warnings) throws IOException {
    if (from == null) {
      return new TopicSource(topics.client(), topics.prefix(), warnings);
    }
    if (!Files.isDirectory(from)) {
      throw new UserError("--from: there is no folder " + from);
    }
    if (FolderSource.isBeingFilled(from)) {
      print(from + " has no alerts.jsonl yet; they are shown when what writes it has done so.");
    } else if (!FolderSource.hasAlerts(from)) {
      throw new UserError(
          "--from: "
              + from
              + " has no alerts.jsonl, and nothing is writing it. Run './drey replay' or"
              + " './drey alerts tail' first, and name its --output.");
    }
    return new FolderSource(from, warnings);
  }

  private VerdictOutlet outlet() throws IOException {
    return from == null
        ? new TopicOutlet(new VerdictTopic(topics.client(), topics.prefix()))
        : new FolderOutlet(from);
  }

  private InetSocketAddress address() {
    Matcher parts = ADDRESS.matcher(listen);
    if (!parts.matches() || Integer.parseInt(parts.group(2)) > LARGEST_PORT) {
      throw wrong("--listen: an address and a port, such as 127.0.0.1:8090");
    }
    try {
      InetAddress host = InetAddress.getByName(parts.group(1));
      if (signIn == null && !host.isLoopbackAddress()) {
        throw wrong("--listen: a loopback address; to be reached from elsewhere, --sign-in");
      }
      return new InetSocketAddress(host, Integer.parseInt(parts.group(2)));
    } catch (UnknownHostException e) {
      throw wrong("--listen: " + parts.group(1) + " is no address that is known here");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }

  /** Options of where tokens lead. */
  private static final class TokenLinkOptions {
    @Option(
        names = "--token-link",
        paramLabel = "DOMAIN=URL",
        description =
            "Where a token of that domain leads: an https page of your own system, with {token}"
                + " where the token goes. Repeatable.")
    private Map<String, String> links = new LinkedHashMap<>();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /**
     * The links.
     *
     * @throws ParameterException if one is none
     */
    TokenLinks links() {
      try {
        return TokenLinks.of(links);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), "--token-link: " + e.getMessage());
      }
    }
  }
}
