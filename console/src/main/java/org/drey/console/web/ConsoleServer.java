package org.drey.console.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.drey.alerts.decide.VerdictRules.SecondEyes;
import org.drey.alerts.handover.GoamlTerms;
import org.drey.alerts.handover.SharingTerms;
import org.drey.console.access.ConsoleRole;
import org.drey.console.access.OpenIdProvider;
import org.drey.console.access.ProviderSettings;
import org.drey.console.access.RandomSecrets;
import org.drey.console.access.SignedIdentity;
import org.drey.console.access.SignedInPerson;
import org.drey.console.access.UntrustedTokenException;
import org.drey.console.audit.AuditReader;
import org.drey.console.decide.VerdictOutlet;
import org.drey.console.index.AlertIndexer;
import org.drey.console.index.IndexCounts;
import org.drey.console.index.IndexSource;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.view.MessageView;
import org.drey.console.view.PageFrame;
import org.drey.console.view.PageTemplates;
import org.drey.console.work.PersonNames;
import org.drey.rules.compile.RuleSet;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console: on loopback for the one who has the address that it prints; anywhere for those whom
 * an OpenID provider signs in, by their roles.
 */
public final class ConsoleServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleServer.class);
  private static final long MAX_REQUEST_BYTES = 64 * 1024;
  private static final Duration LOCAL_SESSION = Duration.ofHours(12);
  private static final int SERVER_ERROR = 500;
  private static final int UNAUTHORIZED = 401;

  /** The attribute with the reason why a request was refused; none where there is no page. */
  private static final String REFUSED = "refused";

  private final Settings settings;
  private final AlertIndexer indexer;
  private final Javalin server;
  private final SignIn signIn;
  private final RequestGuards guards;
  private final PageFrames frames;
  private final PageServices services;
  private final AuditorPages offices;

  /**
   * Settings of a console.
   *
   * @param listen an address, of loopback if there is no provider; port 0 for any
   * @param analyst what the one who has the terminal is called in verdicts and audit, opaque
   * @param provider by which people sign in instead; null for none
   * @param rules that the jobs run
   * @param eyes from which band on two analysts have to agree
   * @param goaml what a goAML draft has to be like
   * @param sharing the usual terms on which alerts go out
   * @param links where tokens lead
   * @param announce takes each address that signs in once, or where the console is
   */
  public record Settings(
      InetSocketAddress listen,
      String analyst,
      @Nullable ProviderSettings provider,
      IndexSource source,
      VerdictOutlet outlet,
      RuleSet rules,
      SecondEyes eyes,
      GoamlTerms goaml,
      SharingTerms sharing,
      TokenLinks links,
      Consumer<String> announce) {}

  private ConsoleServer(Settings settings, ConsoleDatabase database) throws IOException {
    this.settings = settings;
    ProviderSettings provider = settings.provider();
    this.signIn = signIn(provider, new PersonNames(database));
    this.indexer = new AlertIndexer(database, settings.source());
    this.services = PageServices.of(settings, database, indexer);
    this.frames = new PageFrames(services);
    this.offices =
        new AuditorPages(
            services,
            frames,
            new AuditReader(database),
            new IndexCounts(database),
            settings.rules());
    boolean isSecure = provider != null && provider.isSecure();
    Set<String> hosts = ConcurrentHashMap.newKeySet();
    this.guards =
        new RequestGuards(
            hosts,
            isSecure,
            new AnalystSessions(provider == null ? LOCAL_SESSION : provider.session()),
            services.audit());
    this.server = Javalin.create(this::configure);
    RoutePermission.all(server.unsafe.internalRouter);
    PortBinding.start(server, indexer, settings.listen());
    if (provider == null) {
      for (String name : List.of("localhost", "127.0.0.1", "[::1]")) {
        hosts.add(name + ":" + server.port());
      }
    } else {
      hosts.add(provider.address().getRawAuthority());
    }
  }

  private SignIn signIn(@Nullable ProviderSettings provider, PersonNames people)
      throws IOException {
    return provider == null
        ? new LocalSignIn(
            SignedInPerson.local(settings.analyst()),
            token -> settings.announce().accept(address() + "/sign-in?token=" + token))
        : new ProviderSignIn(OpenIdProvider.discover(provider), people, provider.isSecure());
  }

  /**
   * Starts a console.
   *
   * @throws IOException if the address is in use, or not loopback and there is no provider, or if
   *     the provider does not answer
   */
  public static ConsoleServer start(Settings settings, ConsoleDatabase database)
      throws IOException {
    ProviderSettings provider = settings.provider();
    if (provider == null && !settings.listen().getAddress().isLoopbackAddress()) {
      throw new IOException(
          settings.listen() + " is not loopback: who reaches it could read all of it");
    }
    ConsoleServer console = new ConsoleServer(settings, database);
    console.services.audit().append("console", "start", null, Map.of());
    if (console.signIn instanceof LocalSignIn local) {
      local.announce();
    } else if (provider != null) {
      settings.announce().accept(provider.address().toString());
    }
    return console;
  }

  /** Returns where it is. */
  public String address() {
    String host = settings.listen().getAddress().getHostAddress();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port();
  }

  /** All that is served, and what each needs. */
  List<RoutePermission.Route> routes() {
    return RoutePermission.all(server.unsafe.internalRouter);
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.jetty.host = settings.listen().getAddress().getHostAddress();
    config.jetty.port = settings.listen().getPort();
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.jetty.modifyServer(jetty -> jetty.setErrorHandler(new UnreadableRequest()));
    config.http.maxRequestSize = MAX_REQUEST_BYTES;
    config.http.defaultContentType = "text/html; charset=utf-8";
    SignInRoutes door = new SignInRoutes(signIn, guards, services.audit(), frames);
    config.routes.before(guards::before);
    config.routes.beforeMatched(context -> guards.matched(context, signIn.words()));
    new RouteTable(services, frames, door, offices).add(config.routes);
    config.routes.exception(RequestRefusal.class, this::refused);
    config.routes.exception(Exception.class, this::failed);
    config.routes.error(404, this::notFound);
  }

  /**
   * Answers a request for a page that is not there: which pages exist is not for those who are not
   * signed in, either.
   */
  private void notFound(Context context) {
    if (RequestGuards.maybe(context).isPresent()) {
      RequestRefusal refusal =
          Objects.requireNonNullElseGet(context.attribute(REFUSED), RequestRefusal::notFound);
      message(context, 404, refusal.words());
    } else {
      message(context, UNAUTHORIZED, signIn.words());
    }
  }

  private void refused(RequestRefusal refusal, Context context) {
    boolean isFirst = refusal.status() == UNAUTHORIZED && context.path().equals("/");
    if (isFirst && settings.provider() != null) {
      context.redirect("/sign-in", HttpStatus.SEE_OTHER);
      return;
    }
    if (refusal.status() == UNAUTHORIZED && context.header("HX-Request") != null) {
      context.header("HX-Redirect", RouteTable.OVER); // what was seen does not stay on the screen
    }
    context.attribute(REFUSED, refusal);
    message(context, refusal.status(), refusal.words());
  }

  /** Logs a failure; a page has nothing of it. */
  private void failed(Exception failure, Context context) {
    LOG.error("{} failed", context.method(), failure);
    message(context, SERVER_ERROR, "This did not work. The console's log says why.");
  }

  private void message(Context context, int status, String words) {
    context
        .status(status)
        .html(
            PageTemplates.message(
                new MessageView(frames.of(context, "Console"), words, List.of(), List.of())));
  }

  @Override
  public void close() {
    server.stop();
    indexer.close();
    services.audit().end();
  }

  /** Takes the address first: a console that cannot have it changes no index. */
  private static final class PortBinding {
    private PortBinding() {}

    static void start(Javalin server, AlertIndexer indexer, InetSocketAddress address)
        throws IOException {
      try {
        server.start();
      } catch (JavalinBindException e) {
        throw new IOException(address + " is in use. Name another by --listen.", e);
      }
      try {
        indexer.start();
      } catch (IOException | RuntimeException e) {
        server.stop();
        throw e;
      }
    }
  }

  /** The answer to what is no request that a route could be found for. */
  private static final class UnreadableRequest extends ErrorHandler {
    private static final byte[] PAGE =
        PageTemplates.message(
                new MessageView(
                    new PageFrame("Console", null, "", null, List.of(), null),
                    "This is no address of the console.",
                    List.of(),
                    List.of()))
            .getBytes(StandardCharsets.UTF_8);

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      RequestGuards.HEADERS.forEach(response.getHeaders()::put);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html; charset=utf-8");
      response.write(true, BufferUtil.toBuffer(PAGE), callback);
      return true;
    }
  }

  /**
   * A token that works once; when it is used, the next one is announced where the first one was.
   */
  static final class LocalSignIn implements SignIn {
    private final SignedInPerson person;
    private final Consumer<String> announce;
    private String token = RandomSecrets.next();

    /**
     * A sign-in.
     *
     * @param person who has the terminal
     * @param announce takes each token; the terminal, which is the person's alone
     */
    LocalSignIn(SignedInPerson person, Consumer<String> announce) {
      this.person = person;
      this.announce = announce;
    }

    synchronized void announce() {
      announce.accept(token);
    }

    /** Uses a token up; returns whether it was the one. */
    synchronized boolean use(@Nullable String candidate) {
      if (!RandomSecrets.isSame(token, candidate)) {
        return false;
      }
      token = RandomSecrets.next();
      announce();
      return true;
    }

    @Override
    public String words() {
      return "Sign in with the address that the console has printed; each works once.";
    }

    @Override
    public Optional<SignedInPerson> begin(Context context) throws NotSignedInException {
      if (!use(context.queryParam("token"))) {
        throw new NotSignedInException(
            "token",
            null,
            "This address has been used, or never was one. The console has printed another.");
      }
      return Optional.of(person);
    }

    /** No one is sent anywhere. */
    @Override
    public SignedInPerson end(Context context) {
      throw RequestRefusal.notFound();
    }
  }

  /**
   * By an OpenID provider. An attempt is known by a cookie of the browser that has begun it, so
   * that no one can have another browser end theirs; its code counts once at the provider.
   */
  private static final class ProviderSignIn implements SignIn {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderSignIn.class);
    private final OpenIdProvider provider;
    private final PersonNames people;
    private final BrowserCookie cookie;
    private final SealedAttempts attempts = new SealedAttempts();

    ProviderSignIn(OpenIdProvider provider, PersonNames people, boolean isSecure) {
      this.provider = provider;
      this.people = people;
      // Lax, because it comes back from the provider's page, where a strict one would not be sent.
      this.cookie = new BrowserCookie("drey_attempt", SameSite.LAX, isSecure);
    }

    @Override
    public String words() {
      return "You are not signed in, or no longer. The first page of the console leads to where that"
          + " is done.";
    }

    @Override
    public Optional<SignedInPerson> begin(Context context) {
      OpenIdProvider.Attempt attempt = provider.begin();
      cookie.set(context, attempts.seal(attempt, Instant.now()));
      context.redirect(provider.address(attempt).toString(), HttpStatus.SEE_OTHER);
      return Optional.empty();
    }

    @Override
    public SignedInPerson end(Context context) throws NotSignedInException {
      OpenIdProvider.Attempt attempt =
          attempts.open(cookie.read(context), Instant.now()).orElse(null);
      cookie.remove(context);
      if (attempt == null || !RandomSecrets.isSame(attempt.state(), context.queryParam("state"))) {
        throw new NotSignedInException(
            "not-begun-here",
            null,
            "This sign-in was not begun here, or too long ago. Begin again.");
      }
      String code = context.queryParam("code");
      if (code == null) {
        throw refused("no-code", null);
      }
      return person(identity(attempt, code));
    }

    private SignedIdentity identity(OpenIdProvider.Attempt attempt, String code)
        throws NotSignedInException {
      try {
        return provider.end(attempt, code);
      } catch (IOException e) {
        LOG.warn("A sign-in failed: {}", e.getMessage());
        throw refused("provider", null);
      } catch (UntrustedTokenException e) {
        LOG.warn("A sign-in was refused for its id token: {}", e.getMessage());
        throw refused("id-token", null);
      }
    }

    private SignedInPerson person(SignedIdentity identity) throws NotSignedInException {
      if (identity.roles().isEmpty()) {
        throw new NotSignedInException(
            "no-role", identity.id(), "None of your groups has a role here. Ask who gives them.");
      }
      if (!people.isCalled(identity.id(), identity.subject())) {
        throw refused("another-person", identity.id());
      }
      return new SignedInPerson(identity.id(), ConsoleRole.all(identity.roles()));
    }

    private static NotSignedInException refused(String reason, @Nullable String who) {
      return new NotSignedInException(
          reason, who, "You could not be signed in. The console's audit and log say why.");
    }
  }
}
