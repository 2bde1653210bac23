package org.drey.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import org.drey.console.access.ConsolePermission;
import org.drey.console.access.OpenIdProvider;

/** All that is served, and what each of it {@linkplain RoutePermission needs}. */
record RouteTable(PageServices desk, PageFrames frames, SignInRoutes door, OfficePages offices) {
  /** The path that a page goes to which asks by itself when its session has ended. */
  static final String OVER = "/signed-out";

  private static final String MEANINGS = "/meanings";

  private static final RoutePermission SEE = RoutePermission.to(ConsolePermission.SEE_ALERTS);
  private static final RoutePermission SEE_AGAIN =
      RoutePermission.toPoll(ConsolePermission.SEE_ALERTS);
  private static final RoutePermission DECIDE = RoutePermission.to(ConsolePermission.DECIDE);
  private static final RoutePermission HAND_ON = RoutePermission.to(ConsolePermission.HAND_ON);

  void add(RoutesConfig routes) {
    QueuePage queue = new QueuePage(desk, frames);
    AlertRoutes alerts = new AlertRoutes(desk, frames);
    DecisionRoutes decisions = new DecisionRoutes(desk, frames, alerts);
    BulkRoutes together = new BulkRoutes(desk, frames);
    StaticAssets assets = StaticAssets.read();
    routes.get("/assets/{name}", assets::serve, RoutePermission.NOTHING);
    routes.get("/sign-in", door::begin, RoutePermission.NOTHING);
    routes.get(OpenIdProvider.CALLBACK, door::end, RoutePermission.NOTHING);
    routes.get(MEANINGS, offices::meanings, RoutePermission.SIGN_IN);
    routes.post("/sign-out", door::out, RoutePermission.SIGN_IN);
    routes.get(OVER, door::over, RoutePermission.NOTHING);
    routes.get("/", context -> home(context, queue), RoutePermission.SIGN_IN);
    routes.get("/newer", queue::newer, SEE_AGAIN);
    routes.post("/looked", queue::looked, SEE);
    routes.post("/search", alerts::search, SEE);
    routes.post("/bulk", together::select, DECIDE);
    routes.post("/bulk/preview", together::preview, DECIDE);
    routes.post("/bulk/decide", together::decide, DECIDE);
    routes.post("/bulk/take-back", new BulkTakeBack(desk, frames)::takeBack, DECIDE);
    routes.get("/bulk/sent", together::sent, RoutePermission.toPoll(ConsolePermission.DECIDE));
    routes.get("/alerts/{id}", alerts::show, SEE);
    routes.post("/alerts/{id}/claim", alerts::claim, DECIDE);
    routes.get("/alerts/{id}/holder", alerts::holder, SEE);
    routes.get("/alerts/{id}/progress", alerts::progress, SEE_AGAIN);
    routes.post("/alerts/{id}/preview", decisions::preview, DECIDE);
    routes.post("/alerts/{id}/decide", decisions::decide, DECIDE);
    HandOnRoutes handing = new HandOnRoutes(desk, frames);
    routes.get("/hand-on", handing::show, HAND_ON);
    routes.post("/hand-on/preview", handing::preview, HAND_ON);
    routes.post("/hand-on/download", handing::download, HAND_ON);
    ViewRoutes views = new ViewRoutes(desk);
    routes.post("/views", views::save, SEE);
    routes.post("/views/delete", views::delete, SEE);
    routes.get("/audit", offices::audit, RoutePermission.to(ConsolePermission.SEE_AUDIT));
    routes.get("/privacy", offices::accesses, RoutePermission.to(ConsolePermission.SEE_ACCESSES));
    routes.get("/rules", offices::rules, RoutePermission.to(ConsolePermission.SEE_RULES));
    routes.get("/state", offices::state, RoutePermission.to(ConsolePermission.SEE_STATE));
  }

  /** Leads a person to their first page, by their roles. */
  private static void home(Context context, QueuePage queue) {
    AnalystSession session = RequestGuards.session(context);
    if (session.may(ConsolePermission.SEE_ALERTS)) {
      queue.show(context);
    } else {
      context.redirect(PageFrames.places(session).get(0).getKey(), HttpStatus.SEE_OTHER);
    }
  }
}
