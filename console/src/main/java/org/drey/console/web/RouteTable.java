package org.drey.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.drey.base.PlainText;
import org.drey.console.access.ConsolePermission;
import org.drey.console.access.OpenIdProvider;
import org.drey.console.decide.DecisionForm;
import org.drey.console.triage.AlertFilter;
import org.drey.console.view.ListAddresses;
import org.drey.console.view.ProgressView;
import org.drey.console.work.SavedViews;
import org.drey.event.Alert;
import org.jspecify.annotations.Nullable;

/** All that is served, and what each of it {@linkplain RoutePermission needs}. */
record RouteTable(
    PageServices services, PageFrames frames, SignInRoutes door, AuditorPages offices) {
  /** The path that a page goes to which asks by itself when its session has ended. */
  static final String OVER = "/signed-out";

  private static final String MEANINGS = "/meanings";

  private static final RoutePermission SEE = RoutePermission.to(ConsolePermission.SEE_ALERTS);
  private static final RoutePermission SEE_AGAIN =
      RoutePermission.toPoll(ConsolePermission.SEE_ALERTS);
  private static final RoutePermission DECIDE = RoutePermission.to(ConsolePermission.DECIDE);
  private static final RoutePermission HAND_ON = RoutePermission.to(ConsolePermission.HAND_ON);

  void add(RoutesConfig routes) {
    QueuePage queue = new QueuePage(services, frames);
    AlertRoutes alerts = new AlertRoutes(services, frames);
    DecisionRoutes decisions = new DecisionRoutes(services, frames, alerts);
    BulkRoutes together = new BulkRoutes(services, frames);
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
    routes.post("/bulk/take-back", new BulkTakeBack(services, frames)::takeBack, DECIDE);
    routes.get("/bulk/sent", together::sent, RoutePermission.toPoll(ConsolePermission.DECIDE));
    routes.get("/alerts/{id}", alerts::show, SEE);
    routes.post("/alerts/{id}/claim", alerts::claim, DECIDE);
    routes.get("/alerts/{id}/holder", alerts::holder, SEE);
    routes.get("/alerts/{id}/progress", alerts::progress, SEE_AGAIN);
    routes.post("/alerts/{id}/preview", decisions::preview, DECIDE);
    routes.post("/alerts/{id}/decide", decisions::decide, DECIDE);
    ExportRoutes handing = new ExportRoutes(services, frames);
    routes.get("/hand-on", handing::show, HAND_ON);
    routes.post("/hand-on/preview", handing::preview, HAND_ON);
    routes.post("/hand-on/download", handing::download, HAND_ON);
    ViewRoutes views = new ViewRoutes(services);
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

  /** Verdicts that were sent together, taken back together: as if they had never been given. */
  private record BulkTakeBack(PageServices services, PageFrames frames) {
    /** Takes back those of the last time that can be; the next page says what became of each. */
    void takeBack(Context context) throws InterruptedException {
      String away = frames.away();
      if (away != null) {
        throw new RequestRefusal(HttpStatus.SERVICE_UNAVAILABLE.getCode(), away);
      }
      AnalystSession session = RequestGuards.session(context);
      BulkGiving giving = new BulkGiving(services.deciding());
      for (Alert alert : services.index().alerts(session.together().alertIds()).values()) {
        ProgressView progress = frames.progress(alert, session.analyst(), true);
        if (progress != null && progress.takeBack() != null) {
          DecisionForm form = form(progress.takeBack());
          giving.give(
              alert,
              form,
              () ->
                  services
                      .deciding()
                      .prepare(alert, form, session.person(), List.of(), Instant.now()));
        }
      }
      session.sent(giving.done(), Map.of());
      context.redirect("/bulk/sent", HttpStatus.SEE_OTHER);
    }

    private static DecisionForm form(ProgressView.TakeBack back) {
      return DecisionForm.of(
          Map.of(
              "generation", List.of(Long.toString(back.generation())),
              "revision", List.of(Long.toString(back.revision())),
              "choice", List.of(back.choice())));
    }
  }

  /** Style sheet, script and icon, which are in the jars; nothing comes from elsewhere. */
  private static final class StaticAssets {
    private static final String HTMX =
        "/META-INF/resources/webjars/htmx.org/2.0.8/dist/htmx.min.js";

    private final Map<String, Asset> assets = new HashMap<>();

    private record Asset(byte[] content, String type) {}

    private StaticAssets() {}

    static StaticAssets read() {
      StaticAssets assets = new StaticAssets();
      assets.add("console.css", "/console/assets/console.css", "text/css; charset=utf-8");
      assets.add("console.js", "/console/assets/console.js", "text/javascript; charset=utf-8");
      assets.add("htmx.js", HTMX, "text/javascript; charset=utf-8");
      assets.add("icon.svg", "/console/assets/icon.svg", "image/svg+xml");
      return assets;
    }

    private void add(String name, String resource, String type) {
      try (InputStream in = StaticAssets.class.getResourceAsStream(resource)) {
        if (in == null) {
          throw new IllegalStateException("not in the jars: " + resource);
        }
        assets.put(name, new Asset(in.readAllBytes(), type));
      } catch (IOException e) {
        throw new IllegalStateException("cannot be read from the jars: " + resource, e);
      }
    }

    void serve(Context context) {
      @Nullable Asset asset = assets.get(context.pathParam("name"));
      if (asset == null) {
        throw RequestRefusal.notFound();
      }
      context.contentType(asset.type()).header("Cache-Control", "no-cache").result(asset.content());
    }
  }

  /** Filters of the list under names of the analyst's own: saved, deleted. */
  private static final class ViewRoutes {
    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;

    private final PageServices services;

    ViewRoutes(PageServices services) {
      this.services = services;
    }

    /**
     * Saves the filters that a form sends; the list of them opens. What is no filter is not kept.
     */
    void save(Context context) {
      String analyst = RequestGuards.session(context).analyst();
      String name = name(context);
      if (name.isEmpty() || name.length() > SavedViews.MAX_NAME) {
        throw new RequestRefusal(
            BAD_REQUEST, "A view needs a name of at most " + SavedViews.MAX_NAME + " characters.");
      }
      Map<String, String> asked = new LinkedHashMap<>();
      context.formParamMap().forEach((field, values) -> asked.put(field, values.get(0)));
      String query = ListAddresses.query(AlertFilter.of(asked));
      if (!services.views().save(analyst, new SavedViews.View(name, query))) {
        throw new RequestRefusal(
            CONFLICT, "You have " + SavedViews.MAX + " views. Delete one that you no longer use.");
      }
      services.audit().append(analyst, "save-view", null, Map.of("filter", query));
      context.redirect(query.isEmpty() ? "/" : "/?" + query, HttpStatus.SEE_OTHER);
    }

    /** Deletes a view. */
    void delete(Context context) {
      String analyst = RequestGuards.session(context).analyst();
      services.views().delete(analyst, name(context));
      services.audit().append(analyst, "delete-view", null, Map.of());
      context.redirect("/", HttpStatus.SEE_OTHER);
    }

    /** As it is shown, so that the one that is deleted is the one that was seen. */
    private static String name(Context context) {
      return PlainText.text(Objects.requireNonNullElse(context.formParam("name"), "")).strip();
    }
  }
}
