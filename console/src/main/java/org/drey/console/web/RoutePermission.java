package org.drey.console.web;

import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.javalin.router.InternalRouter;
import io.javalin.security.Roles;
import io.javalin.security.RouteRole;
import java.util.List;
import java.util.Set;
import org.drey.console.access.ConsolePermission;
import org.jspecify.annotations.Nullable;

/**
 * The permission that a route needs. Each route names one; a server with one that does not is not
 * started, and should it be asked nevertheless, it refuses.
 *
 * @param may what the roles have to allow; null for nothing
 * @param isSignedIn whether it is for those who are signed in
 * @param isUse whether asking it keeps a session alive; a page that asks by itself does not
 */
record RoutePermission(@Nullable ConsolePermission may, boolean isSignedIn, boolean isUse)
    implements RouteRole {
  /** For everyone. */
  static final RoutePermission NOTHING = new RoutePermission(null, false, false);

  /** For all who are signed in. */
  static final RoutePermission SIGN_IN = new RoutePermission(null, true, true);

  static RoutePermission to(ConsolePermission what) {
    return new RoutePermission(what, true, true);
  }

  /** For what a page asks by itself, again and again. */
  static RoutePermission toPoll(ConsolePermission what) {
    return new RoutePermission(what, true, false);
  }

  /** A route as it is served. */
  record Route(HandlerType method, String path, RoutePermission need) {}

  /**
   * The need among what is known of a route.
   *
   * @throws IllegalStateException if there is none, or more than one
   */
  static RoutePermission of(String route, Set<? extends RouteRole> roles) {
    if (roles.size() == 1 && roles.iterator().next() instanceof RoutePermission need) {
      return need;
    }
    throw new IllegalStateException(route + " does not say what it needs");
  }

  /** All routes of a server; as {@link #of} if one does not name its need. */
  static List<Route> all(InternalRouter router) {
    return router.allHttpHandlers().stream()
        .map(handler -> handler.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .map(RoutePermission::route)
        .toList();
  }

  private static Route route(Endpoint endpoint) {
    Roles roles = endpoint.metadata(Roles.class);
    return new Route(
        endpoint.method,
        endpoint.path,
        of(endpoint.path, roles == null ? Set.of() : roles.getRoles()));
  }
}
