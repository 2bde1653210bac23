package org.drey.console.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import org.jspecify.annotations.Nullable;

/**
 * A cookie of a console, which no script reads. By TLS its name begins with {@code __Host-}: then
 * browsers take it from this very host alone, by TLS, and send it nowhere else.
 */
final class BrowserCookie {
  private final String name;
  private final SameSite sameSite;
  private final boolean isSecure;

  BrowserCookie(String name, SameSite sameSite, boolean isSecure) {
    this.name = name;
    this.sameSite = sameSite;
    this.isSecure = isSecure;
  }

  @Nullable String read(Context context) {
    return context.cookie(name(context));
  }

  void set(Context context, String value) {
    context.cookie(cookie(context, value));
  }

  /** A browser forgets it only by one with the same attributes. */
  void remove(Context context) {
    Cookie cookie = cookie(context, "");
    cookie.setMaxAge(0);
    context.cookie(cookie);
  }

  private Cookie cookie(Context context, String value) {
    Cookie cookie = new Cookie(name(context), value, "/");
    cookie.setHttpOnly(true);
    cookie.setSecure(isSecure);
    cookie.setSameSite(sameSite);
    return cookie;
  }

  /** Two consoles of one machine have a name in common, which is all that cookies go by. */
  private String name(Context context) {
    return isSecure ? "__Host-" + name : name + "_" + context.req().getLocalPort();
  }
}
