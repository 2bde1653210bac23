package org.drey.console.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.drey.base.PlainText;
import org.drey.console.triage.AlertFilter;
import org.drey.console.view.ListAddresses;
import org.drey.console.work.SavedViews;

/** Filters of the list under names of the analyst's own: saved, deleted. */
final class ViewRoutes {
  private static final int BAD_REQUEST = 400;
  private static final int CONFLICT = 409;

  private final PageServices desk;

  ViewRoutes(PageServices desk) {
    this.desk = desk;
  }

  /** Saves the filters that a form sends; the list of them opens. What is no filter is not kept. */
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
    if (!desk.views().save(analyst, new SavedViews.View(name, query))) {
      throw new RequestRefusal(
          CONFLICT, "You have " + SavedViews.MAX + " views. Delete one that you no longer use.");
    }
    desk.audit().append(analyst, "save-view", null, Map.of("filter", query));
    context.redirect(query.isEmpty() ? "/" : "/?" + query, HttpStatus.SEE_OTHER);
  }

  /** Deletes a view. */
  void delete(Context context) {
    String analyst = RequestGuards.session(context).analyst();
    desk.views().delete(analyst, name(context));
    desk.audit().append(analyst, "delete-view", null, Map.of());
    context.redirect("/", HttpStatus.SEE_OTHER);
  }

  /** As it is shown, so that the one that is deleted is the one that was seen. */
  private static String name(Context context) {
    return PlainText.text(Objects.requireNonNullElse(context.formParam("name"), "")).strip();
  }
}
