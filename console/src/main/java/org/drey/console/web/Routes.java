package org.drey.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import org.drey.console.access.OpenIdProvider;
import org.drey.console.access.Permission;

/** All that is served, and what each of it {@linkplain Need needs}. */
record Routes(Desk desk, Frames frames, SignInRoutes door, OfficePages offices) {
  /** The path that a page goes to which asks by itself when its session has ended. */
  static final String OVER = "/signed-out";

  private static final Need SEE = Need.to(Permission.SEE_ALERTS);
  private static final Need SEE_AGAIN = Need.toPoll(Permission.SEE_ALERTS);
  private static final Need DECIDE = Need.to(Permission.DECIDE);
  private static final Need HAND_ON = Need.to(Permission.HAND_ON);

  void add(RoutesConfig routes) {
    QueuePage queue = new QueuePage(desk, frames);
    AlertRoutes alerts = new AlertRoutes(desk, frames);
    DecisionRoutes decisions = new DecisionRoutes(desk, frames, alerts);
    BulkRoutes together = new BulkRoutes(desk, frames);
    Assets assets = Assets.read();
    routes.get("/assets/{name}", assets::serve, Need.NOTHING);
    routes.get("/sign-in", door::begin, Need.NOTHING);
    routes.get(OpenIdProvider.CALLBACK, door::end, Need.NOTHING);
    routes.post("/sign-out", door::out, Need.SIGN_IN);
    routes.get(OVER, door::over, Need.NOTHING);
    routes.get("/", context -> home(context, queue), Need.SIGN_IN);
    routes.get("/newer", queue::newer, SEE_AGAIN);
    routes.post("/looked", queue::looked, SEE);
    routes.post("/search", alerts::search, SEE);
    routes.post("/bulk", together::select, DECIDE);
    routes.post("/bulk/preview", together::preview, DECIDE);
    routes.post("/bulk/decide", together::decide, DECIDE);
    routes.get("/bulk/sent", together::sent, Need.toPoll(Permission.DECIDE));
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
    routes.get("/audit", offices::audit, Need.to(Permission.SEE_AUDIT));
    routes.get("/privacy", offices::accesses, Need.to(Permission.SEE_ACCESSES));
    routes.get("/rules", offices::rules, Need.to(Permission.SEE_RULES));
    routes.get("/state", offices::state, Need.to(Permission.SEE_STATE));
  }

  /** Leads a person to their first page, by their roles. */
  private static void home(Context context, QueuePage queue) {
    Session session = Guards.session(context);
    if (session.may(Permission.SEE_ALERTS)) {
      queue.show(context);
    } else {
      context.redirect(Frames.places(session).get(0).getKey(), HttpStatus.SEE_OTHER);
    }
  }
}
