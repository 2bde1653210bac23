package org.drey.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.drey.alerts.decide.VerdictRules.SecondEyes;
import org.drey.alerts.handover.GoamlTerms;
import org.drey.alerts.handover.SharingTerms;
import org.drey.console.ConsoleAlerts;
import org.drey.console.FreshDatabase;
import org.drey.console.access.ProviderSettings;
import org.drey.console.audit.AuditReader;
import org.drey.console.decide.FolderOutlet;
import org.drey.console.index.FolderSource;
import org.drey.console.store.ConsoleDatabase;
import org.drey.event.Alert;
import org.drey.rules.score.Band;

/**
 * A console for a team: behind a proxy at https://console.example, with its own provider; two
 * analysts close each alert.
 */
final class TeamConsole implements AutoCloseable {
  static final URI ADDRESS = URI.create("https://console.example");
  private static final long LOOK_AGAIN_NANOS = 200_000_000;
  private static final int ENTRIES = 1000;

  private final LocalProvider provider;
  private final ConsoleDatabase database;
  private final ConsoleServer server;

  private TeamConsole(LocalProvider provider, ConsoleDatabase database, ConsoleServer server) {
    this.provider = provider;
    this.database = database;
    this.server = server;
  }

  static TeamConsole start(Path place, String more, Alert... alerts) throws Exception {
    LocalProvider provider = LocalProvider.start();
    Path folder = Files.createDirectory(place.resolve("results"));
    ConsoleAlerts.append(folder, alerts);
    ConsoleDatabase database = FreshDatabase.open(place.resolve("console.db"));
    ConsoleServer server =
        ConsoleServer.start(
            new ConsoleServer.Settings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                "unused",
                settings(place, provider.issuer(), more),
                new FolderSource(folder, warning -> {}),
                new FolderOutlet(folder),
                ConsoleAlerts.RULES,
                new SecondEyes(true, Band.NONE),
                GoamlTerms.NONE,
                SharingTerms.DEFAULT,
                TokenLinks.of(Map.of("default", "https://holder.example/of/{token}")),
                said -> {}),
            database);
    return new TeamConsole(provider, database, server);
  }

  private static ProviderSettings settings(Path place, String issuer, String more)
      throws Exception {
    Path secret = Files.writeString(place.resolve("secret"), LocalProvider.SECRET + "\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    return ProviderSettings.read(
        Files.writeString(
            place.resolve("sign-in.yaml"),
            """
            issuer: %s
            client_id: %s
            client_secret_file: secret
            address: %s
            scopes: [groups]
            %s
            roles:
              analyst: [analyst]
              reviewer: reviewer
              rule-author: [rule-author]
              privacy-officer: [privacy-officer]
              auditor: [auditor]
              administrator: [administrator]
            """
                .formatted(issuer, LocalProvider.CLIENT, ADDRESS, more)));
  }

  LocalProvider provider() {
    return provider;
  }

  ConsoleServer server() {
    return server;
  }

  TeamBrowser browser() {
    return new TeamBrowser(URI.create(server.address()).getPort(), ADDRESS);
  }

  /** A browser in which a person has signed in. */
  TeamBrowser signedIn(String person, String... groups) throws Exception {
    provider.person(person, groups);
    TeamBrowser browser = browser();
    TeamBrowser.Answer answer = signIn(browser);
    assertEquals(200, answer.status(), answer.html());
    return browser;
  }

  /** What a person gets who signs in. */
  static TeamBrowser.Answer signIn(TeamBrowser browser) throws Exception {
    return browser.get(back(browser));
  }

  /** Where the provider sends a browser that has begun here, as a path. */
  static String back(TeamBrowser browser) throws Exception {
    URI back = LocalProvider.visit(browser.get("/sign-in").location());
    assertEquals(ADDRESS.getHost(), back.getHost());
    return back.getRawPath() + "?" + back.getRawQuery();
  }

  /** The first page, once all alerts are read; the test's own time limits it. */
  static TeamBrowser.Answer list(TeamBrowser browser, String token) throws Exception {
    TeamBrowser.Answer page = browser.get("/?newer=1");
    while (!page.html().contains(token) || page.html().contains("Still reading")) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      page = browser.get("/?newer=1");
    }
    return page;
  }

  /** Entries of the audit, the oldest first: who, what and of what. */
  List<String> audit() {
    List<AuditReader.Line> lines = new AuditReader(database).before(Long.MAX_VALUE, ENTRIES);
    return lines.stream()
        .sorted((one, other) -> Long.compare(one.entry(), other.entry()))
        .map(one -> one.actor() + " " + one.action() + " " + one.details())
        .toList();
  }

  @Override
  public void close() {
    server.close();
    database.close();
    provider.close();
  }
}
