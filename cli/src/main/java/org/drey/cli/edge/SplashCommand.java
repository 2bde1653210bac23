package org.drey.cli.edge;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.drey.blocklist.ListPolicy;
import org.drey.edge.splash.SplashServer;
import org.drey.edge.splash.SplashSettings;
import org.drey.edge.splash.template.PageAudience;
import org.drey.edge.splash.template.PageContent;
import org.drey.terminal.ShutdownHook;
import org.drey.terminal.SocketAddresses;
import org.drey.terminal.UserError;
import org.drey.terminal.WrongUse;
import org.drey.yaml.ProblemException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey edge splash}: serves the warning page. */
@Command(
    name = "splash",
    mixinStandardHelpOptions = true,
    description = "Serves the page that people see in place of a blocked one.",
    footer = {
      "",
      "Speaks plain HTTP only: let port 443 of its address refuse at once.",
      "Check the names and numbers of the services that help before use.",
      "ADDRESS may have a port: ADDRESS:PORT.",
      "",
      "Exit status: 143 ended as asked, 130 by Ctrl-C, 1 failed, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey edge splash",
      "  ./drey edge splash --listen 192.0.2.80:80 --child-listen 192.0.2.81:80 \\",
      "      --country GB --content splash.yaml --config drey.yaml"
    })
final class SplashCommand implements Callable<Integer> {
  private static final int HTTP_PORT = 80;
  private static final int METRICS_PORT = 1346;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      description = "Where the page for adults is (default: 127.0.0.1:8080).")
  private String listen = "127.0.0.1:8080";

  @Option(
      names = "--child-listen",
      paramLabel = "ADDRESS",
      description = "Where the page for children is, of the same list.")
  private @Nullable String childListen;

  @Option(
      names = "--parental-listen",
      paramLabel = "ADDRESS",
      description = "Where the page of parental controls is, in simple words.")
  private @Nullable String parentalListen;

  @Option(
      names = "--metrics",
      paramLabel = "ADDRESS",
      description =
          "Where to serve health and metrics (default: ${DEFAULT-VALUE}). Visitors get no metrics,"
              + " unless this is their address, too.")
  private String metrics = "127.0.0.1:1346";

  @Option(
      names = "--country",
      paramLabel = "CC",
      description =
          "The country whose services are shown: DE, ES, FR, GB, or one of your file (default: GB).")
  private String country = "GB";

  @Option(
      names = "--content",
      paramLabel = "FILE",
      description = "Your wording, services and contact, in place of the bundled ones.")
  private @Nullable Path contentFile;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The jobs' configuration: what it declares of subscribers decides what the page says is"
              + " recorded, also when it changes. Without it the page speaks of itself alone.")
  private @Nullable Path config;

  @Option(
      names = "--status",
      paramLabel = "403|451",
      description = "403, or 451 where a law demands the block (default: 403).")
  private int status = SplashSettings.FORBIDDEN;

  @Option(
      names = "--language",
      paramLabel = "TAG",
      description = "For browsers that ask for no language there is (default: the country's).")
  private @Nullable String language;

  @Mixin private ClientOptions clients = new ClientOptions();

  @Spec private CommandSpec spec;

  private final ShutdownHook shutdown;

  /** The end of the process stops it. */
  SplashCommand(ShutdownHook shutdown) {
    this.shutdown = shutdown;
  }

  @Override
  public Integer call() throws Exception {
    PageContent content = content();
    SplashSettings settings = settings(content);
    if (config != null) {
      settings = settings.withDeclarations(new DeclarationFile(config));
    }
    ClientOptions.checkOpenFiles(settings.connections());
    try (SplashServer server = SplashServer.start(settings)) {
      shutdown.stop(server::close);
      print(settings, server, content);
      if (!server.awaitEnd()) {
        throw new UserError("The page is no longer served; the log says why. Start it again.");
      }
    } catch (BindException e) {
      throw new UserError(e.getMessage() + ". Give another address or port.");
    }
    return 0;
  }

  private PageContent content() throws IOException {
    try {
      PageContent content = PageContent.read(country, contentFile);
      return language == null ? content : content.withDefaultLanguage(language);
    } catch (ProblemException e) {
      throw new UserError(e.problem().toString());
    } catch (IllegalArgumentException e) {
      throw WrongUse.of(spec, "--country, --language: " + e.getMessage());
    }
  }

  private SplashSettings settings(PageContent content) {
    if (status != SplashSettings.FORBIDDEN && status != SplashSettings.LEGAL_REASONS) {
      throw WrongUse.of(spec, "--status: 403 or 451");
    }
    SplashSettings settings =
        SplashSettings.of(content)
            .withStatus(status)
            .withConnections(
                clients.connections(
                    spec, SplashSettings.DEFAULT_CONNECTIONS, SplashSettings.MAX_CONNECTIONS))
            .withAllowed(clients.allowed(spec))
            .withMetrics(SocketAddresses.of(spec, "--metrics", metrics, METRICS_PORT))
            .listen(
                address("--listen", listen), PageAudience.ADULT, ListPolicy.CHILD_PROTECTION_LIST);
    if (childListen != null) {
      settings =
          settings.listen(
              address("--child-listen", childListen),
              PageAudience.CHILD,
              ListPolicy.CHILD_PROTECTION_LIST);
    }
    if (parentalListen != null) {
      settings =
          settings.listen(
              address("--parental-listen", parentalListen),
              PageAudience.CHILD,
              ListPolicy.PARENTAL_CONTROL);
    }
    return settings;
  }

  private InetSocketAddress address(String option, String text) {
    return SocketAddresses.of(spec, option, text, HTTP_PORT);
  }

  private void print(SplashSettings settings, SplashServer server, PageContent content) {
    for (int i = 0; i < server.addresses().size(); i++) {
      SplashSettings.Listener listener = settings.listeners().get(i);
      InetSocketAddress address = server.addresses().get(i);
      String headline =
          server.headline(listener.audience(), listener.policy(), content.languages().get(0));
      print("http:/" + address + "/  " + headline);
    }
    print("http:/" + server.metrics() + "/.well-known/metrics  sums, for you alone");
    print("Check every name, number and address of the services for " + country + " before use.");
    print("Ctrl-C ends it.");
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
