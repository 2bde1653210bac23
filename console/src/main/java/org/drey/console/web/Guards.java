package org.drey.console.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.SameSite;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What each request has to get past, before it is looked at any further. */
final class Guards {
  private static final String COOKIE = "drey_console_";

  /** Where a request's session is found. */
  private static final String SESSION = "drey.session";

  private static final int FORBIDDEN = 403;
  private static final int MISDIRECTED = 421;
  private static final int TOO_MANY = 429;
  private static final int UNAUTHORIZED = 401;
  private static final double SIGN_IN_BURST = 10;
  private static final double SIGN_IN_PER_SECOND = 0.2;

  private final Set<String> hosts;
  private final Sessions sessions;
  private final RateLimit signIns =
      new RateLimit(SIGN_IN_BURST, SIGN_IN_PER_SECOND, System::nanoTime);

  /**
   * Guards.
   *
   * @param hosts what a browser may call this server, lower case; any other name is someone else's
   *     that was made to lead here
   */
  Guards(Set<String> hosts, Sessions sessions) {
    this.hosts = hosts;
    this.sessions = sessions;
  }

  /** Headers of each answer; refuses what is not for this server, or not from its own pages. */
  void before(Context context) {
    headers(context);
    String host = context.host();
    if (host == null || !hosts.contains(host.toLowerCase(Locale.ROOT))) {
      throw new Refusal(MISDIRECTED, "This server is not known by that name.");
    }
    if (context.path().startsWith("/assets/")) {
      return;
    }
    if (context.path().equals("/sign-in")) {
      if (!signIns.take()) {
        throw new Refusal(TOO_MANY, "Too many attempts to sign in. Wait a minute.");
      }
      return;
    }
    Session session =
        sessions
            .find(context.cookie(cookie(context)), Instant.now())
            .orElseThrow(
                () ->
                    new Refusal(
                        UNAUTHORIZED,
                        "Sign in with the address that the console has printed; each works once."));
    if (!session.rate().take()) {
      throw new Refusal(TOO_MANY, "Too many requests. Wait a moment.");
    }
    context.attribute(SESSION, session);
    if (!context.method().equals(HandlerType.GET) && !context.method().equals(HandlerType.HEAD)) {
      checkOrigin(context, session);
    }
  }

  private static void headers(Context context) {
    context.header(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src"
            + " 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "same-origin");
    context.header("Cache-Control", "no-store");
    context.header("Cross-Origin-Opener-Policy", "same-origin");
    context.header("Cross-Origin-Resource-Policy", "same-origin");
    context.header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  }

  private static void checkOrigin(Context context, Session session) {
    String site = context.header("Sec-Fetch-Site");
    String origin = context.header("Origin");
    boolean isForeign =
        (site != null && !site.equals("same-origin"))
            || (origin != null && !origin.equals("http://" + context.host()));
    if (isForeign || !Secrets.isSame(session.csrf(), context.formParam("csrf"))) {
      throw new Refusal(
          FORBIDDEN,
          "This was not sent from a page of the console that is still valid. Reload it.");
    }
  }

  /** The session of a request that has got past. */
  static Session session(Context context) {
    Session session = context.attribute(SESSION);
    if (session == null) {
      throw new IllegalStateException("no session where there has to be one");
    }
    return session;
  }

  /** The session of a request, if it got so far. */
  static Optional<Session> maybe(Context context) {
    @Nullable Session session = context.attribute(SESSION);
    return Optional.ofNullable(session);
  }

  /** Begins a session. */
  void begin(Context context, String analyst) {
    Cookie cookie = new Cookie(cookie(context), sessions.begin(analyst, Instant.now()), "/");
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.STRICT);
    context.cookie(cookie);
  }

  /** Ends the session. */
  void end(Context context) {
    sessions.end(context.cookie(cookie(context)));
    context.removeCookie(cookie(context), "/");
  }

  /** Two consoles of one machine have a name in common, which is all that cookies go by. */
  private static String cookie(Context context) {
    return COOKIE + context.req().getLocalPort();
  }
}
