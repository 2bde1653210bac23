package org.drey.console.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.drey.alerts.decide.CheckedVerdict;
import org.drey.alerts.decide.RefusedException;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.base.PlainText;
import org.drey.console.decide.BulkRules;
import org.drey.console.decide.DecisionForm;
import org.drey.console.decide.DecisionProcess;
import org.drey.console.view.AlertLine;
import org.drey.console.view.BulkView;
import org.drey.console.view.DecideView;
import org.drey.console.view.PageTemplates;
import org.drey.console.view.PreviewView;
import org.drey.console.view.ProgressView;
import org.drey.console.view.SentView;
import org.drey.event.Alert;
import org.drey.rules.score.FoldForecast.KnownFinding;
import org.jspecify.annotations.Nullable;

/** Alerts that are alike, decided together: by one choice, seen together, sent together. */
final class BulkRoutes {
  private static final int CONFLICT = 409;
  private static final int UNAVAILABLE = 503;

  private final PageServices services;
  private final PageFrames frames;
  private final BulkRules bulk;

  /** The form that was filled in for an alert. */
  private record FilledForm(Alert alert, DecisionForm form) {}

  BulkRoutes(PageServices services, PageFrames frames) {
    this.services = services;
    this.frames = frames;
    this.bulk = new BulkRules(services.deciding().rules());
  }

  /** Those that were selected, to be given one reason. */
  void select(Context context) {
    List<FilledForm> filled = filled(context);
    Map<String, Map<String, String>> looks = new HashMap<>();
    for (FilledForm one : filled) {
      String revision = one.alert().getGeneration() + "." + one.alert().getRevision();
      looks.put(one.alert().getAlertId(), Map.of("revision", revision));
    }
    services.audit().append(RequestGuards.session(context).analyst(), "look", looks);
    context.html(PageTemplates.bulk(view(context, null, filled, Map.of())));
  }

  /** Shows what all of it would do. */
  void preview(Context context) {
    List<FilledForm> filled = filled(context);
    try {
      Map<String, Collection<KnownFinding>> findings =
          services.deciding().findings().of(filled.stream().map(FilledForm::alert).toList());
      Map<String, CheckedVerdict> decisions = new HashMap<>();
      for (FilledForm one : filled) {
        String id = one.alert().getAlertId();
        decisions.put(id, prepared(context, one, findings.getOrDefault(id, List.of())));
      }
      audit(context, decisions);
      RequestGuards.session(context).previewed(byAlert(filled));
      context.html(PageTemplates.bulk(view(context, null, filled, decisions)));
    } catch (RefusedException | DecisionProcess.NotNowException e) {
      context.status(CONFLICT);
      String why = PlainText.text(String.valueOf(e.getMessage()));
      context.html(PageTemplates.bulk(view(context, why, filled, Map.of())));
    }
  }

  private void audit(Context context, Map<String, CheckedVerdict> decisions) {
    Map<String, Map<String, String>> previews = new HashMap<>();
    decisions.forEach(
        (id, decision) ->
            previews.put(
                id,
                Map.of(
                    "verdict", decision.verdict().getVerdict().name(),
                    "reason", decision.verdict().getReason().name())));
    services.audit().append(RequestGuards.session(context).analyst(), "chose", previews);
  }

  private CheckedVerdict prepared(
      Context context, FilledForm one, Collection<KnownFinding> findings)
      throws RefusedException, DecisionProcess.NotNowException {
    bulk.check(services.deciding().history(one.alert()), one.form());
    return services
        .deciding()
        .prepare(
            one.alert(),
            one.form(),
            RequestGuards.session(context).person(),
            findings,
            Instant.now());
  }

  private static Map<String, DecisionForm> byAlert(List<FilledForm> filled) {
    Map<String, DecisionForm> forms = new HashMap<>();
    filled.forEach(one -> forms.put(one.alert().getAlertId(), one.form()));
    return forms;
  }

  /** Sends all; of each that could not be sent the next page says why. */
  void decide(Context context) throws InterruptedException {
    List<FilledForm> filled = filled(context);
    Map<String, DecisionForm> forms = byAlert(filled);
    AnalystSession session = RequestGuards.session(context);
    if (!session.hasSeen(forms) && !session.wasSent(forms)) {
      context.status(CONFLICT);
      context.html(
          PageTemplates.bulk(view(context, DecisionRoutes.NOT_PREVIEWED, filled, Map.of())));
      return;
    }
    BulkGiving giving = new BulkGiving(services.deciding());
    for (FilledForm one : filled) { // its effects were seen before
      giving.give(one.alert(), one.form(), () -> prepared(context, one, List.of()));
    }
    session.sent(giving.done(), forms);
    if (session.together().alertIds().isEmpty()) {
      context.status(CONFLICT);
      sent(context);
    } else {
      context.redirect("/bulk/sent", HttpStatus.SEE_OTHER);
    }
  }

  /**
   * Shows what became of those that were sent together the last time; without a token of anyone.
   */
  void sent(Context context) {
    AnalystSession session = RequestGuards.session(context);
    AnalystSession.SentBulk last = session.together();
    if (last.alertIds().isEmpty() && last.refused().isEmpty()) {
      throw RequestRefusal.notFound();
    }
    Map<String, Alert> alerts = services.index().alerts(last.alertIds());
    List<ProgressView> progress =
        last.alertIds().stream() // in the order in which they were shown
            .map(alerts::get)
            .filter(Objects::nonNull)
            .map(alert -> frames.progress(alert, session.analyst(), true))
            .filter(Objects::nonNull)
            .map(ProgressView::together)
            .toList();
    String done = services.deciding().isLive() ? "Sent: " : "Written to the folder: ";
    String headline = done + last.alertIds().size() + "; not: " + last.refused().size();
    context.html(
        PageTemplates.sent(
            new SentView(frames.of(context, "Sent"), headline, last.refused(), progress)));
  }

  /** Refuses what is not alike, and what there are too many of. */
  private List<FilledForm> filled(Context context) {
    String away = frames.away();
    if (away != null) {
      throw new RequestRefusal(UNAVAILABLE, "Nothing was sent: " + away);
    }
    List<String> ids =
        context.formParams("alert").stream().distinct().limit(BulkRules.MAX + 1L).toList();
    Map<String, Alert> alerts = services.index().alerts(ids);
    Optional<String> refusal =
        BulkRules.refusal(alerts.values(), services.index().caseOf(alerts.keySet()));
    if (refusal.isPresent()) {
      throw new RequestRefusal(CONFLICT, refusal.get());
    }
    return ids.stream()
        .map(alerts::get)
        .filter(Objects::nonNull)
        .map(alert -> new FilledForm(alert, form(context, alert)))
        .toList();
  }

  private static DecisionForm form(Context context, Alert alert) {
    String[] revision = text(context, "revision-" + alert.getAlertId()).split("\\.", 2);
    return DecisionForm.of(
        Map.of(
            "generation", List.of(revision[0]),
            "revision", List.of(revision.length < 2 ? "" : revision[1]),
            "choice", List.of(text(context, "choice")),
            "same_as", List.of(text(context, "same_as"))));
  }

  private static String text(Context context, String name) {
    return Objects.requireNonNullElse(context.formParam(name), "");
  }

  /** Those that have to be decided alone are named, and never among those that are sent. */
  private BulkView view(
      Context context,
      @Nullable String error,
      List<FilledForm> filled,
      Map<String, CheckedVerdict> decisions) {
    List<BulkView.Row> rows = new ArrayList<>();
    List<BulkView.AloneAlert> alone = new ArrayList<>();
    List<DecideView.VerdictOption> choices = List.of();
    Instant now = Instant.now();
    for (FilledForm one : filled) {
      Alert alert = one.alert();
      VerdictHistory history = services.deciding().history(alert);
      AlertLine line =
          AlertLine.of(alert, services.rules(), null, null, now).beside(history.victimAlert());
      Optional<String> why = bulk.alone(history);
      if (why.isPresent()) {
        alone.add(new BulkView.AloneAlert(line, why.get()));
      } else {
        choices = BulkView.choices(history, now); // each has these: all are open, and of one track
        rows.add(row(line, alert, decisions.get(alert.getAlertId())));
      }
    }
    boolean isChosen = !rows.isEmpty() && rows.stream().noneMatch(row -> row.effects().isEmpty());
    return new BulkView(
        frames.of(context, "Decide together"),
        error,
        choices,
        text(context, "choice"),
        text(context, "same_as"),
        rows,
        alone,
        isChosen);
  }

  private static BulkView.Row row(AlertLine line, Alert alert, @Nullable CheckedVerdict decision) {
    return new BulkView.Row(
        line,
        alert.getGeneration() + "." + alert.getRevision(),
        decision == null ? "" : PreviewView.words(decision.verdict()),
        decision == null ? List.of() : decision.effects().stream().map(PlainText::text).toList());
  }
}
