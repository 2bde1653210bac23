package org.drey.console.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.explain.AlertView;
import org.drey.alerts.explain.HostedSessions;
import org.drey.console.audit.AuditLog;
import org.drey.console.audit.AuditReader;
import org.drey.console.audit.SearchedToken;
import org.drey.console.index.AlertIndex;
import org.drey.console.triage.AlertChange;
import org.drey.console.triage.AlertFilter;
import org.drey.console.view.AlertLine;
import org.drey.console.view.AlertPageBuilder;
import org.drey.console.view.AlertPageView;
import org.drey.console.view.DecideView;
import org.drey.console.view.MessageView;
import org.drey.console.view.OtherPeople;
import org.drey.console.view.PageFrame;
import org.drey.console.view.PageTemplates;
import org.drey.console.view.PreviewView;
import org.drey.console.view.ProgressView;
import org.drey.console.work.AnalystNotes;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.jspecify.annotations.Nullable;

/** An alert: looked for, looked at, claimed. */
final class AlertRoutes {
  private static final int BAD_REQUEST = 400;
  private static final int MAX_FOUND = 50;

  private final PageServices services;
  private final PageFrames frames;

  AlertRoutes(PageServices services, PageFrames frames) {
    this.services = services;
    this.frames = frames;
  }

  void show(Context context) {
    page(context, alert(context), null, DecideView.NOTHING_TYPED);
  }

  /** The alert that a path names, as it is now. */
  Alert alert(Context context) {
    String id = context.pathParam("id");
    return services.index().alert(id).orElseThrow(() -> GapWords.missing(services.gaps(), id));
  }

  /**
   * The page of an alert; that it was looked at is in the audit.
   *
   * @param error why what was sent was refused; null if it was not
   * @param typed what was filled in, which stays
   */
  void page(Context context, Alert alert, @Nullable String error, DecideView.TypedVerdict typed) {
    AnalystSession session = RequestGuards.session(context);
    services
        .audit()
        .append(session.analyst(), AuditReader.LOOK, alert.getAlertId(), AuditRows.look(alert));
    Instant now = Instant.now();
    List<Case> cases = services.index().cases(alert.getAlertId());
    PossibleVictims victims = services.index().victims(List.of(alert), cases);
    OtherPeople people =
        new OtherPeople(
            alert, services.index().related().ofPeople(alert, OtherPeople.of(alert)), victims);
    VerdictHistory history = services.deciding().history(people.masked());
    VerdictHistory shown = services.deciding().beforeChoosing(history, session.analyst());
    List<AlertIndex.Revision> revisions = services.index().revisions(alert.getAlertId());
    Collection<Alert> viewers =
        services.index().alerts(HostedSessions.viewerAlerts(people.masked())).values();
    AlertView view = AlertView.of(shown, cases, Map.of(), victims, viewers, services.rules(), now);
    AlertPageBuilder.Parts parts =
        new AlertPageBuilder.Parts(
            people,
            services.links().has(alert),
            services.index().related().byUrgency(members(cases)),
            change(session, alert, now),
            services.claims().of(alert.getAlertId()).orElse(null),
            frames.progress(alert, session.analyst(), false),
            !shown.equals(history),
            cases,
            victims,
            revisions,
            notes(history, shown),
            PreviewView.firstChoices(
                services.choices().of(alert.getAlertId()),
                shown.verdicts(),
                services.deciding().proposals(history).verdicts()),
            DecideView.of(view, services.deciding().rules(), frames.away(), error, typed),
            services.rules());
    PageFrame frame =
        frames.of(context, view.who()).lacking(GapWords.old(services.gaps(), alert.getAlertId()));
    AlertPageView page = AlertPageBuilder.of(frame, view, parts, now);
    context.html(PageTemplates.alert(page));
  }

  private static Set<String> members(List<Case> cases) {
    return cases.stream()
        .flatMap(one -> one.getMembers().stream())
        .map(CaseMember::getAlertId)
        .collect(Collectors.toSet());
  }

  /** Those of a verdict that is not shown yet are not, either. */
  private List<AnalystNotes.Note> notes(VerdictHistory history, VerdictHistory shown) {
    Set<String> hidden =
        history.verdicts().stream()
            .filter(one -> !shown.verdicts().contains(one))
            .map(one -> String.valueOf(one.getNoteRef()))
            .collect(Collectors.toSet());
    return services.notes().of(history.alert().getAlertId()).stream()
        .filter(note -> !hidden.contains(note.id()))
        .toList();
  }

  /** Shows what became of the verdict, as part of a page that asks again. */
  void progress(Context context) {
    Alert alert = alert(context);
    ProgressView progress =
        frames.progress(
            alert,
            RequestGuards.session(context).analyst(),
            context.queryParam("elsewhere") != null);
    if (progress == null) {
      throw RequestRefusal.notFound();
    }
    context.html(PageTemplates.progress(progress, RequestGuards.session(context).csrf()));
  }

  private @Nullable AlertChange change(AnalystSession session, Alert alert, Instant now) {
    AlertFilter.FilterContext around = frames.around(session, now);
    return around.hasLooked()
        ? services.triage().changes(List.of(alert.getAlertId()), around).get(alert.getAlertId())
        : null;
  }

  /** Takes an alert, also from a colleague, or gives it back; the page says whose it is. */
  void claim(Context context) {
    Alert alert = alert(context);
    String id = alert.getAlertId();
    String analyst = RequestGuards.session(context).analyst();
    String from = services.claims().of(id).orElse("");
    if (context.formParam("release") != null) {
      services.claims().release(id, analyst);
      services.audit().append(analyst, "release", id, Map.of());
    } else if (!from.isEmpty() && from.equals(context.formParam("from"))) {
      String whose = services.claims().takeOver(id, from, analyst, Instant.now());
      services.audit().append(analyst, "take-over", id, Map.of("from", from, "whose", whose));
    } else if (alert.getState() == AlertState.OPEN) {
      String whose = services.claims().claim(id, analyst, Instant.now());
      services.audit().append(analyst, "claim", id, Map.of("whose", whose));
    }
    context.redirect("/alerts/" + id, HttpStatus.SEE_OTHER);
  }

  /** Leads to the holder's own system, which is not said where from; who asked is in the audit. */
  void holder(Context context) {
    Alert alert = alert(context);
    String address = services.links().of(alert).orElseThrow(RequestRefusal::notFound);
    services
        .audit()
        .append(RequestGuards.session(context).analyst(), "holder", alert.getAlertId(), Map.of());
    context.header("Referrer-Policy", "no-referrer");
    context.redirect(address, HttpStatus.SEE_OTHER);
  }

  /**
   * Alerts on a token, with what it is looked for; one that is unknown and one without an alert are
   * the same.
   */
  void search(Context context) {
    AnalystSession session = RequestGuards.session(context);
    String token = text(context, "token");
    String purpose = text(context, "purpose");
    if (token.isEmpty() || purpose.isEmpty()) {
      throw new RequestRefusal(
          BAD_REQUEST, "A search needs a whole token or alert id, and what for.");
    }
    List<String> ids = services.index().find(token, MAX_FOUND);
    auditSearch(session.analyst(), token, purpose, ids);
    List<MessageView.FoundAlert> found =
        services.index().alerts(ids).values().stream().map(this::found).toList();
    context.html(
        PageTemplates.message(
            new MessageView(
                frames.of(context, "Search"),
                found.isEmpty() ? "There is no alert." : "Alerts found: " + found.size(),
                found.isEmpty() ? List.of(GapWords.unfound(services.gaps(), token)) : List.of(),
                found)));
  }

  /** An entry for each alert that is shown, with which it goes; one if there is none. */
  private void auditSearch(String analyst, String token, String purpose, List<String> ids) {
    Map<String, String> details = new HashMap<>(SearchedToken.details(token));
    details.put("purpose", purpose);
    details.put("found", Integer.toString(ids.size()));
    if (ids.isEmpty()) {
      services.audit().append(analyst, AuditLog.SEARCH, null, details);
    } else {
      services
          .audit()
          .append(
              analyst,
              AuditLog.SEARCH,
              ids.stream().collect(Collectors.toMap(id -> id, id -> details)));
    }
  }

  private MessageView.FoundAlert found(Alert alert) {
    AlertLine line = AlertLine.of(alert, services.rules(), null, null, Instant.now());
    return new MessageView.FoundAlert(
        alert.getAlertId(),
        line.token(),
        line.who()
            + ", "
            + line.priority()
            + ", "
            + alert.getState().name().toLowerCase(Locale.ROOT)
            + (line.time().isEmpty() || alert.getState() != AlertState.OPEN
                ? ""
                : ", " + line.time()));
  }

  private static String text(Context context, String name) {
    String value = context.formParam(name);
    return value == null ? "" : value.strip();
  }
}
