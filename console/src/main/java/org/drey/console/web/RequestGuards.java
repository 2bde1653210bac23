package org.drey.console.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.SameSite;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.drey.console.access.ConsolePermission;
import org.drey.console.access.RandomSecrets;
import org.drey.console.access.SignedInPerson;
import org.drey.console.audit.AuditLog;
import org.jspecify.annotations.Nullable;

/** The checks that each request has to pass, before it is looked at any further. */
final class RequestGuards {
  /** The attribute of a request that has its session. */
  private static final String SESSION = "drey.session";

  /** Headers of each answer. */
  static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src"
              + " 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "same-origin",
          "Cache-Control",
          "no-store",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), geolocation=(), microphone=()");

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int FORBIDDEN = 403;
  private static final int NO_SUCH_METHOD = 405;
  private static final int UNSUPPORTED = 415;
  private static final int MISDIRECTED = 421;
  private static final int TOO_MANY = 429;
  private static final int UNAUTHORIZED = 401;

  private final Set<String> hosts;
  private final boolean isSecure;
  private final AnalystSessions sessions;
  private final AuditLog audit;
  private final BrowserCookie cookie;

  /**
   * Guards.
   *
   * @param hosts what a browser may call this server, lower case; any other name is someone else's
   *     that was made to lead here
   * @param isSecure whether browsers reach it by TLS
   */
  RequestGuards(Set<String> hosts, boolean isSecure, AnalystSessions sessions, AuditLog audit) {
    this.hosts = hosts;
    this.isSecure = isSecure;
    this.sessions = sessions;
    this.audit = audit;
    this.cookie = new BrowserCookie("drey_console", SameSite.STRICT, isSecure);
  }

  /** Headers of each answer, and who asks; refuses what is not for this server. */
  void before(Context context) {
    headers(context);
    String host = context.host();
    if (host == null || !hosts.contains(host.toLowerCase(Locale.ROOT))) {
      throw new RequestRefusal(MISDIRECTED, "This server is not known by that name.");
    }
    checkKind(context);
    sessions
        .find(cookie.read(context), Instant.now())
        .ifPresent(session -> context.attribute(SESSION, session));
  }

  /** Pages get, and post forms of one kind; of any other the server has its own limits. */
  private static void checkKind(Context context) {
    boolean isPost = context.method().equals(HandlerType.POST);
    if (!isPost && !context.method().equals(HandlerType.GET)) {
      context.header("Allow", "GET, POST");
      throw new RequestRefusal(NO_SUCH_METHOD, "Pages are asked by GET, and forms sent by POST.");
    }
    String type = Objects.requireNonNullElse(context.contentType(), "");
    if (isPost && !FORM.equals(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))) {
      throw new RequestRefusal(UNSUPPORTED, "A form is sent as " + FORM + ".");
    }
  }

  /** Refuses who may not have the route that was asked for, and what is not of our own pages. */
  void matched(Context context, String unauthorized) {
    RoutePermission need = RoutePermission.of(context.path(), context.routeRoles());
    if (!need.isSignedIn()) {
      return;
    }
    AnalystSession session =
        maybe(context).orElseThrow(() -> new RequestRefusal(UNAUTHORIZED, unauthorized));
    if (!session.rate().take()) {
      throw new RequestRefusal(TOO_MANY, "Too many requests. Wait a moment.");
    }
    ConsolePermission what = need.may();
    if (what != null && !session.may(what)) {
      audit.append(session.analyst(), "not-allowed", null, Map.of("needs", what.name()));
      throw new RequestRefusal(FORBIDDEN, "Your role has no such page.");
    }
    if (context.method().equals(HandlerType.POST)) {
      checkOrigin(context, session);
    }
    if (need.isUse()) {
      session.use(Instant.now());
    }
  }

  private void headers(Context context) {
    HEADERS.forEach(context::header);
    if (isSecure) {
      context.header("Strict-Transport-Security", "max-age=31536000");
    }
  }

  private void checkOrigin(Context context, AnalystSession session) {
    String site = context.header("Sec-Fetch-Site");
    String origin = context.header("Origin");
    String own = (isSecure ? "https://" : "http://") + context.host();
    boolean isForeign =
        (site != null && !site.equals("same-origin"))
            || (origin != null && !origin.equalsIgnoreCase(own));
    if (isForeign || !RandomSecrets.isSame(session.csrf(), context.formParam("csrf"))) {
      throw new RequestRefusal(
          FORBIDDEN,
          "This was not sent from a page of the console that is still valid. Reload it.");
    }
  }

  /** The session of a request that has got past. */
  static AnalystSession session(Context context) {
    return maybe(context)
        .orElseThrow(() -> new IllegalStateException("no session where there has to be one"));
  }

  /** The session of a request, if it has one. */
  static Optional<AnalystSession> maybe(Context context) {
    @Nullable AnalystSession session = context.attribute(SESSION);
    return Optional.ofNullable(session);
  }

  /** Begins a session, under a secret that no one had before; the one that there was ends. */
  void begin(Context context, SignedInPerson person) {
    sessions.end(cookie.read(context));
    cookie.set(context, sessions.begin(person, Instant.now()));
  }

  /** Ends the session. */
  void end(Context context) {
    sessions.end(cookie.read(context));
    cookie.remove(context);
    context.attribute(SESSION, null);
  }
}
