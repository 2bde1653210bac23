package org.drey.console.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.drey.alerts.decide.CheckedVerdict;
import org.drey.alerts.decide.RefusedException;
import org.drey.alerts.explain.TrackWords;
import org.drey.base.PlainText;
import org.drey.console.decide.DecisionForm;
import org.drey.console.decide.DecisionProcess;
import org.drey.console.store.StoreException;
import org.drey.console.triage.ListSnapshot;
import org.drey.console.view.DecideView;
import org.drey.console.view.PageTemplates;
import org.drey.console.view.PreviewView;
import org.drey.event.Alert;
import org.drey.event.Verdict;
import org.drey.rules.score.FoldForecast.KnownFinding;
import org.jspecify.annotations.Nullable;

/** A decision on an alert: what it would do, and that it is sent. */
final class DecisionRoutes {
  private static final int CONFLICT = 409;
  private static final int UNAVAILABLE = 503;
  static final String NOT_PREVIEWED =
      "Nothing was sent, because it was not shown to you what this does. See what it does, then"
          + " send it.";

  private final PageServices services;
  private final PageFrames frames;
  private final AlertRoutes alerts;

  DecisionRoutes(PageServices services, PageFrames frames, AlertRoutes alerts) {
    this.services = services;
    this.frames = frames;
    this.alerts = alerts;
  }

  /** Says what a decision would do, and what another analyst has decided first. */
  void preview(Context context) {
    Alert alert = alerts.alert(context);
    DecisionForm form = DecisionForm.of(context.formParamMap());
    CheckedVerdict decision =
        prepared(context, alert, form, services.deciding().findings().of(alert));
    if (decision == null) {
      return;
    }
    List<Verdict> others = firstOfOthers(context, alert, form);
    chosen(context, alert, decision.verdict(), others);
    RequestGuards.session(context).previewed(Map.of(alert.getAlertId(), form));
    context.html(
        PageTemplates.preview(
            new PreviewView(
                frames.of(context, "Effects of the verdict"),
                alert.getAlertId(),
                TrackWords.who(alert),
                PlainText.text(alert.getEntity()),
                PreviewView.words(decision.verdict()),
                PreviewView.proposals(
                    others,
                    decision.verdict(),
                    services.notes().of(alert.getAlertId()),
                    services.choices().of(alert.getAlertId())),
                decision.effects().stream().map(PlainText::text).toList(),
                decision.victimAlert(),
                decision.clearsOfChildren(),
                fields(form),
                form.keptNote(),
                services.deciding().isLive() ? "Send it" : "Write it to the folder")));
  }

  /**
   * Returns what others have said before, which one sees who has chosen what would close the alert.
   */
  private List<Verdict> firstOfOthers(Context context, Alert alert, DecisionForm form) {
    return form.closes()
        ? services
            .deciding()
            .proposals(services.deciding().history(alert))
            .ofOthers(RequestGuards.session(context).analyst())
        : List.of();
  }

  /** Kept before anything is shown: who chooses again after that does not do so unseen. */
  private void chosen(Context context, Alert alert, Verdict verdict, List<Verdict> shown) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("verdict", verdict.getVerdict().name());
    details.put("reason", verdict.getReason().name());
    details.put("revision", alert.getGeneration() + "." + alert.getRevision());
    if (!shown.isEmpty()) {
      details.put(
          "then_shown", shown.stream().map(Verdict::getVerdictId).collect(Collectors.joining(" ")));
    }
    services
        .audit()
        .append(RequestGuards.session(context).analyst(), "chose", alert.getAlertId(), details);
    services.choices().add(verdict, shown);
  }

  private static List<Map.Entry<String, String>> fields(DecisionForm form) {
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    fields.add(Map.entry("generation", Long.toString(form.generation())));
    fields.add(Map.entry("revision", Long.toString(form.revision())));
    fields.add(Map.entry("choice", form.choice()));
    form.suppress().forEach(family -> fields.add(Map.entry("suppress", family)));
    fields.add(Map.entry("days", form.days()));
    if (form.benignClass() != null) {
      fields.add(Map.entry("benign_class", form.benignClass()));
    }
    fields.add(Map.entry("same_as", form.sameAs()));
    fields.add(Map.entry("note", form.note()));
    return fields;
  }

  /** Sends a decision; the next alert of the list opens. */
  void decide(Context context) throws InterruptedException {
    Alert alert = alerts.alert(context);
    DecisionForm form = DecisionForm.of(context.formParamMap());
    CheckedVerdict decision =
        prepared(context, alert, form, List.of()); // its effects were seen before
    if (decision == null) {
      return;
    }
    AnalystSession session = RequestGuards.session(context);
    boolean isGiven = decision.isGiven(services.deciding().history(alert)); // pressed twice
    if (!isGiven && !session.hasSeen(Map.of(alert.getAlertId(), form))) {
      context.status(CONFLICT);
      alerts.page(context, alert, NOT_PREVIEWED, typed(form));
      return;
    }
    try {
      if (!isGiven) {
        services.deciding().give(alert, form, decision);
      }
      session.decided(alert.getAlertId());
      context.redirect(next(session, alert.getAlertId()), HttpStatus.SEE_OTHER);
    } catch (RefusedException e) {
      context.status(CONFLICT);
      alerts.page(context, alert, PlainText.text(String.valueOf(e.getMessage())), typed(form));
    } catch (IOException | StoreException e) { // what fails once it is given is not thrown
      services.audit().append(session.analyst(), "not-sent", alert.getAlertId(), Map.of());
      context.status(UNAVAILABLE);
      String why = "Not sent: " + PlainText.text(String.valueOf(e.getMessage()));
      alerts.page(context, alert, why, typed(form));
    }
  }

  private String next(AnalystSession session, String alertId) {
    ListSnapshot list = session.list();
    return list == null
        ? "/"
        : services
            .triage()
            .next(list, alertId, session.analyst())
            .map(id -> "/alerts/" + id)
            .orElse("/");
  }

  /** Null if it cannot be; then the page says why, and what was typed is still there. */
  private @Nullable CheckedVerdict prepared(
      Context context, Alert alert, DecisionForm form, Collection<KnownFinding> findings) {
    if (frames.away() != null) {
      context.status(UNAVAILABLE);
      alerts.page(context, alert, "Nothing was sent.", typed(form));
      return null;
    }
    try {
      return services
          .deciding()
          .prepare(alert, form, RequestGuards.session(context).person(), findings, Instant.now());
    } catch (RefusedException | DecisionProcess.NotNowException e) {
      context.status(CONFLICT);
      alerts.page(context, alert, PlainText.text(String.valueOf(e.getMessage())), typed(form));
      return null;
    }
  }

  private static DecideView.TypedVerdict typed(DecisionForm form) {
    return new DecideView.TypedVerdict(
        form.choice(),
        form.suppress(),
        form.days(),
        Objects.requireNonNullElse(form.benignClass(), ""),
        form.note(),
        form.sameAs());
  }
}
