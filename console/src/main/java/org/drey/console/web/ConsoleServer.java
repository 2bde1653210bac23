package org.drey.console.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.drey.alerts.page.RuleBook;
import org.drey.alerts.verdict.VerdictRules;
import org.drey.alerts.verdict.VerdictRules.SecondEyes;
import org.drey.console.audit.AuditLog;
import org.drey.console.decide.Deciding;
import org.drey.console.decide.Outlet;
import org.drey.console.handing.HandingOn;
import org.drey.console.index.AlertIndex;
import org.drey.console.index.Indexer;
import org.drey.console.index.Source;
import org.drey.console.page.MessageView;
import org.drey.console.page.Pages;
import org.drey.console.store.Database;
import org.drey.console.triage.Triage;
import org.drey.console.work.Claims;
import org.drey.console.work.Looks;
import org.drey.console.work.Notes;
import org.drey.console.work.SentVerdicts;
import org.drey.console.work.Views;
import org.drey.rules.compile.RuleSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The console, on loopback, for the one who has the address that it prints. */
public final class ConsoleServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleServer.class);
  private static final long MAX_REQUEST_BYTES = 64 * 1024;
  private static final int SERVER_ERROR = 500;

  private final Settings settings;
  private final Indexer indexer;
  private final Javalin server;
  private final SignIn signIn;
  private final Guards guards;
  private final Frames frames;
  private final Desk desk;

  /**
   * What a console is made of.
   *
   * @param listen a loopback address; port 0 for any
   * @param analyst what whoever signs in is called in verdicts and audit, opaque
   * @param rules that the jobs run
   * @param eyes from which band on two analysts have to agree
   * @param announce takes each address that signs in once
   */
  public record Settings(
      InetSocketAddress listen,
      String analyst,
      Source source,
      Outlet outlet,
      RuleSet rules,
      SecondEyes eyes,
      Consumer<String> announce) {}

  private ConsoleServer(Settings settings, Database database) throws IOException {
    this.settings = settings;
    this.indexer = Indexer.start(database, settings.source());
    AlertIndex index = new AlertIndex(database);
    Notes notes = new Notes(database);
    AuditLog audit = new AuditLog(database);
    Deciding deciding = deciding(database, index, notes, audit);
    RuleBook rules = new RuleBook(settings.rules());
    this.desk =
        new Desk(
            index,
            new Triage(database, index),
            indexer,
            new Claims(database),
            notes,
            new Views(database),
            new Looks(database),
            deciding,
            new HandingOn(database, index, deciding, rules),
            audit,
            rules,
            ZoneId.systemDefault());
    this.frames = new Frames(desk);
    this.signIn =
        new SignIn(token -> settings.announce().accept(address() + "/sign-in?token=" + token));
    Set<String> hosts = ConcurrentHashMap.newKeySet();
    this.guards = new Guards(hosts, new Sessions());
    this.server = Javalin.create(this::configure);
    try {
      server.start();
    } catch (JavalinBindException e) {
      indexer.close();
      throw new IOException(settings.listen() + " is in use. Name another by --listen.", e);
    }
    for (String name : List.of("localhost", "127.0.0.1", "[::1]")) {
      hosts.add(name + ":" + server.port());
    }
  }

  private Deciding deciding(Database database, AlertIndex index, Notes notes, AuditLog audit) {
    return new Deciding(
        new Deciding.Places(settings.source(), index, notes, new SentVerdicts(database), audit),
        VerdictRules.of(settings.rules(), settings.eyes()),
        settings.outlet());
  }

  /**
   * Starts a console.
   *
   * @throws IOException if the address is not loopback, or in use
   */
  public static ConsoleServer start(Settings settings, Database database) throws IOException {
    if (!settings.listen().getAddress().isLoopbackAddress()) {
      throw new IOException(
          settings.listen() + " is not loopback: who reaches it could read all of it");
    }
    ConsoleServer console = new ConsoleServer(settings, database);
    console.desk.audit().append("console", "start", null, Map.of());
    console.signIn.announce();
    return console;
  }

  /** Where it is. */
  public String address() {
    String host = settings.listen().getAddress().getHostAddress();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.jetty.host = settings.listen().getAddress().getHostAddress();
    config.jetty.port = settings.listen().getPort();
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.http.maxRequestSize = MAX_REQUEST_BYTES;
    config.http.defaultContentType = "text/html; charset=utf-8";
    QueuePage queue = new QueuePage(desk, frames);
    AlertRoutes alerts = new AlertRoutes(desk, frames);
    DecisionRoutes decisions = new DecisionRoutes(desk, frames, alerts);
    Assets assets = Assets.read();
    config.routes.before(guards::before);
    config.routes.get("/assets/{name}", assets::serve);
    config.routes.get("/sign-in", this::signIn);
    config.routes.post("/sign-out", this::signOut);
    config.routes.get("/", queue::show);
    config.routes.get("/newer", queue::newer);
    config.routes.post("/looked", queue::looked);
    config.routes.post("/search", alerts::search);
    BulkRoutes together = new BulkRoutes(desk, frames);
    config.routes.post("/bulk", together::select);
    config.routes.post("/bulk/preview", together::preview);
    config.routes.post("/bulk/decide", together::decide);
    config.routes.get("/alerts/{id}", alerts::show);
    config.routes.post("/alerts/{id}/claim", alerts::claim);
    config.routes.get("/alerts/{id}/progress", alerts::progress);
    config.routes.post("/alerts/{id}/preview", decisions::preview);
    config.routes.post("/alerts/{id}/decide", decisions::decide);
    HandOnRoutes handing = new HandOnRoutes(desk, frames);
    config.routes.get("/hand-on", handing::show);
    config.routes.post("/hand-on/preview", handing::preview);
    config.routes.post("/hand-on/download", handing::download);
    ViewRoutes views = new ViewRoutes(desk);
    config.routes.post("/views", views::save);
    config.routes.post("/views/delete", views::delete);
    config.routes.exception(Refusal.class, this::refused);
    config.routes.exception(Exception.class, this::failed);
    config.routes.error(404, context -> message(context, 404, Refusal.notFound().words()));
  }

  private void signIn(Context context) {
    if (!signIn.use(context.queryParam("token"))) {
      throw new Refusal(
          403, "This address has been used, or never was one. The console has printed another.");
    }
    guards.begin(context, settings.analyst());
    desk.audit().append(settings.analyst(), "sign-in", null, Map.of());
    context.redirect("/", HttpStatus.SEE_OTHER);
  }

  private void signOut(Context context) {
    desk.audit().append(Guards.session(context).analyst(), "sign-out", null, Map.of());
    guards.end(context);
    message(context, 200, "You are signed out.");
  }

  private void refused(Refusal refusal, Context context) {
    message(context, refusal.status(), refusal.words());
  }

  /** What went wrong is for the log; a page has nothing of it. */
  private void failed(Exception failure, Context context) {
    LOG.error("{} failed", context.method(), failure);
    message(context, SERVER_ERROR, "This did not work. The console's log says why.");
  }

  private void message(Context context, int status, String words) {
    context
        .status(status)
        .html(
            Pages.message(
                new MessageView(frames.of(context, "Console"), words, List.of(), List.of())));
  }

  @Override
  public void close() {
    server.stop();
    indexer.close();
  }
}
