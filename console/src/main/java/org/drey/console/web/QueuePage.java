package org.drey.console.web;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.drey.alerts.explain.Times;
import org.drey.console.access.Permission;
import org.drey.console.index.Position;
import org.drey.console.triage.After;
import org.drey.console.triage.Change;
import org.drey.console.triage.Filter;
import org.drey.console.triage.Snapshot;
import org.drey.console.triage.Story;
import org.drey.console.view.Addresses;
import org.drey.console.view.Frame;
import org.drey.console.view.Groups;
import org.drey.console.view.NewerView;
import org.drey.console.view.Pages;
import org.drey.console.view.QueueFilters;
import org.drey.console.view.QueueView;
import org.drey.console.work.Looks;
import org.drey.event.Alert;
import org.jspecify.annotations.Nullable;

/** The first page: what changed, what cannot wait, what hangs together. */
final class QueuePage {
  private final Desk desk;
  private final Frames frames;

  QueuePage(Desk desk, Frames frames) {
    this.desk = desk;
    this.frames = frames;
  }

  /**
   * The list as it was made, if it is still of these filters; else, or if it is asked for, a new
   * one.
   */
  void show(Context context) {
    Session session = Guards.session(context);
    Frame frame = frames.of(context, "Alerts");
    boolean isRead = desk.indexer().health().isRead(); // after what the page says of it
    Instant now = Instant.now();
    Filter.Around around = frames.around(session, now);
    Map<String, String> asked = new LinkedHashMap<>();
    context.queryParamMap().forEach((name, values) -> asked.put(name, values.get(0)));
    Filter filter = Filter.of(asked);
    After after = After.parse(asked.get("after")).orElse(null);
    Snapshot list = session.list();
    if (list == null
        || !list.filter().equals(filter)
        || !Objects.equals(list.after(), after)
        || asked.containsKey("newer")) {
      list = desk.triage().list(filter, after, around);
      session.keep(isRead ? list : null);
    }
    String listed = Integer.toString(list.all().size());
    desk.audit()
        .append(
            session.analyst(),
            "list",
            null,
            Map.of("filter", Addresses.query(filter), "listed", listed)); // people as they are now
    context.html(Pages.queue(view(frame, session, list, around)));
  }

  /** Shows what waits. */
  void newer(Context context) {
    Session session = Guards.session(context);
    Snapshot list = session.list();
    context.html(
        Pages.newer(
            list == null ? NewerView.NOTHING : newer(list, frames.around(session, Instant.now()))));
  }

  private NewerView newer(Snapshot list, Filter.Around around) {
    return NewerView.of(desk.triage().waiting(list, around), list);
  }

  /**
   * Notes that what was on the list is seen; what came since it was made, or was not on it, is not.
   */
  void looked(Context context) {
    Session session = Guards.session(context);
    Snapshot list = session.list();
    Position seen = list == null ? Position.NOWHERE : list.position();
    if (list != null && !seen.equals(Position.NOWHERE)) {
      Looks.Look look =
          new Looks.Look(Instant.now(), seen.indexId(), seen.arrived(), seen.newest());
      List<String> listed = list.all();
      desk.looks()
          .last(session.analyst())
          .ifPresentOrElse(
              last -> desk.looks().looked(session.analyst(), last, look, listed),
              () -> desk.looks().begin(session.analyst(), look));
      desk.audit()
          .append(
              session.analyst(), "looked", null, Map.of("listed", Integer.toString(listed.size())));
    }
    session.keep(null);
    context.redirect("/");
  }

  private QueueView view(Frame frame, Session session, Snapshot list, Filter.Around around) {
    List<String> all = list.all();
    Map<String, Alert> alerts = desk.index().alerts(all);
    boolean hasLooked = around.hasLooked();
    Map<String, Change> changes = hasLooked ? desk.triage().changes(all, around) : Map.of();
    Groups groups =
        new Groups(
            alerts,
            changes,
            desk.claims().of(all),
            waiting(all),
            desk.index().victims(alerts.values(), List.of()),
            desk.rules(),
            around.now());
    List<Story> stories = desk.triage().stories(list.ids());
    boolean isEmpty = alerts.isEmpty();
    boolean isFiltered = !list.filter().equals(Filter.OPEN);
    long decided = decidedToday(around.now());
    long left = Math.max(0, QueueView.DAILY_BUDGET - decided - list.lane().size());
    return new QueueView(
        frame,
        QueueFilters.numbers(
            desk.triage().overview(around), around.noon(), session.may(Permission.AGREE)),
        hasLooked ? since(session, around) : null,
        Ages.brief(desk.indexer().ages(), around.now()),
        QueueFilters.choices(list.filter()),
        isFiltered || list.after() != null,
        QueueFilters.views(desk.views().of(session.analyst()), list.filter()),
        newer(list, around),
        groups.help(list.lane()),
        groups.lines(list.lane()),
        groups.of(stories),
        next(list, list.nextLane(), list.moreLane(), " of young people"),
        next(list, list.next(), list.more(), ""),
        isFiltered || list.after() != null ? -1 : (int) left,
        decided,
        isEmpty ? nothing(list, around.now()) : null);
  }

  private static QueueView.@Nullable Next next(
      Snapshot list, Optional<After> after, long more, String whom) {
    return after
        .map(
            from ->
                new QueueView.Next(
                    Addresses.next(list.filter(), from),
                    "Next page" + whom + " (" + more + " more)"))
        .orElse(null);
  }

  private long decidedToday(Instant now) {
    Instant midnight = now.atZone(desk.zone()).toLocalDate().atStartOfDay(desk.zone()).toInstant();
    return desk.decided().since(midnight);
  }

  private Map<String, String> waiting(List<String> alertIds) {
    String words =
        desk.deciding().isLive()
            ? "decided; the job has not taken it up yet"
            : "decided; it counts at the next replay";
    return desk.decided().waiting(alertIds).stream()
        .collect(Collectors.toMap(id -> id, id -> words));
  }

  private QueueView.Since since(Session session, Filter.Around around) {
    Snapshot changed =
        desk.triage()
            .list(
                new Filter(Filter.Show.CHANGED, null, null, Filter.Due.ANY, Filter.Claim.ANY, null),
                around);
    Map<Change.Kind, Long> counts = new LinkedHashMap<>();
    for (Change.Kind kind : Change.Kind.values()) {
      counts.put(kind, 0L);
    }
    desk.triage()
        .changes(changed.all(), around)
        .values()
        .forEach(change -> counts.merge(change.kind(), 1L, Long::sum));
    Instant at = desk.looks().last(session.analyst()).map(Looks.Look::at).orElse(around.now());
    return new QueueView.Since(
        Times.utc(at), QueueFilters.changes(counts, changed.moreLane() + changed.more()));
  }

  private QueueView.Nothing nothing(Snapshot list, Instant now) {
    if (!desk.indexer().health().isRead()) {
      return new QueueView.Nothing("Still reading what there is.", List.of());
    }
    boolean isAll = list.filter().equals(Filter.OPEN) && list.after() == null;
    return new QueueView.Nothing(
        isAll ? nothingOpen() : "Nothing fits these filters.",
        Ages.words(desk.indexer().ages(), now));
  }

  private String nothingOpen() {
    Optional<Instant> since = desk.index().lastClosed();
    if (since.isPresent()) {
      return "Nothing has been open since " + Times.utc(since.get()) + ".";
    }
    Instant newest = desk.index().position().newest();
    return newest.equals(Instant.EPOCH)
        ? "There has been no alert yet."
        : "Nothing is open. The last that changed did so on " + Times.utc(newest) + ".";
  }
}
