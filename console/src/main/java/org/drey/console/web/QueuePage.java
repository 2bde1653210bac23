package org.drey.console.web;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.drey.alerts.explain.TimeWords;
import org.drey.console.access.ConsolePermission;
import org.drey.console.decide.NeedsMoreAlerts;
import org.drey.console.index.IndexPosition;
import org.drey.console.triage.AlertChange;
import org.drey.console.triage.AlertFilter;
import org.drey.console.triage.ListSnapshot;
import org.drey.console.triage.PageStart;
import org.drey.console.view.AlertGroups;
import org.drey.console.view.ListAddresses;
import org.drey.console.view.NewerView;
import org.drey.console.view.PageFrame;
import org.drey.console.view.PageTemplates;
import org.drey.console.view.QueueFilters;
import org.drey.console.view.QueueView;
import org.drey.console.work.LastVisits;
import org.drey.event.Alert;
import org.jspecify.annotations.Nullable;

/** The first page: what changed, what cannot wait, what hangs together. */
final class QueuePage {
  private final PageServices services;
  private final PageFrames frames;

  QueuePage(PageServices services, PageFrames frames) {
    this.services = services;
    this.frames = frames;
  }

  /**
   * The list as it was made, if it is still of these filters; else, or if it is asked for, a new
   * one.
   */
  void show(Context context) {
    AnalystSession session = RequestGuards.session(context);
    PageFrame frame = frames.of(context, "Alerts").lacking(GapWords.all(services.gaps()));
    boolean isRead = services.indexer().health().isRead(); // after what the page says of it
    Instant now = Instant.now();
    AlertFilter.FilterContext around = frames.around(session, now);
    Map<String, String> asked = new LinkedHashMap<>();
    context.queryParamMap().forEach((name, values) -> asked.put(name, values.get(0)));
    AlertFilter filter = AlertFilter.of(asked);
    PageStart after = PageStart.parse(asked.get("after")).orElse(null);
    ListSnapshot list = session.list();
    if (list == null
        || !list.filter().equals(filter)
        || !Objects.equals(list.after(), after)
        || asked.containsKey("newer")) {
      list = services.triage().list(filter, after, around);
      session.keep(isRead ? list : null);
    }
    String listed = Integer.toString(list.all().size());
    services
        .audit()
        .append(
            session.analyst(),
            "list",
            null,
            Map.of(
                "filter", ListAddresses.query(filter), "listed", listed)); // people as they are now
    context.html(PageTemplates.queue(view(frame, session, list, around)));
  }

  /** Shows what waits. */
  void newer(Context context) {
    AnalystSession session = RequestGuards.session(context);
    ListSnapshot list = session.list();
    context.html(
        PageTemplates.newer(
            list == null ? NewerView.NOTHING : newer(list, frames.around(session, Instant.now()))));
  }

  private NewerView newer(ListSnapshot list, AlertFilter.FilterContext around) {
    return NewerView.of(services.triage().waiting(list, around), list);
  }

  /**
   * Notes that what was on the list is seen; what came since it was made, or was not on it, is not.
   */
  void looked(Context context) {
    AnalystSession session = RequestGuards.session(context);
    ListSnapshot list = session.list();
    IndexPosition seen = list == null ? IndexPosition.NOWHERE : list.position();
    if (list != null && !seen.equals(IndexPosition.NOWHERE)) {
      LastVisits.LastVisit look =
          new LastVisits.LastVisit(Instant.now(), seen.indexId(), seen.arrived(), seen.newest());
      List<String> listed = list.all();
      services
          .looks()
          .last(session.analyst())
          .ifPresentOrElse(
              last -> services.looks().looked(session.analyst(), last, look, listed),
              () -> services.looks().begin(session.analyst(), look));
      services
          .audit()
          .append(
              session.analyst(), "looked", null, Map.of("listed", Integer.toString(listed.size())));
    }
    session.keep(null);
    context.redirect("/");
  }

  private QueueView view(
      PageFrame frame,
      AnalystSession session,
      ListSnapshot made,
      AlertFilter.FilterContext around) {
    boolean isOpen = made.filter().show() == AlertFilter.StateFilter.OPEN;
    ListSnapshot list = isOpen ? made.without(around.decided()) : made;
    Map<String, Alert> alerts = services.index().alerts(list.all());
    AlertGroups groups = groups(alerts, list.all(), around);
    List<QueueView.Group> lane = groups.lane(list.groups(), list.lane());
    List<QueueView.Group> stories = groups.of(services.triage().stories(list.ids()));
    boolean isPart = list.after() != null || !list.filter().equals(AlertFilter.OPEN);
    long decided = decidedToday(around.now());
    return new QueueView(
        frame,
        QueueFilters.numbers(
            services.triage().overview(around),
            around.noon(),
            session.may(ConsolePermission.AGREE)),
        around.hasLooked() ? since(session, around) : null,
        AgeWords.brief(services.indexer().ages(), around.now()),
        QueueFilters.choices(list.filter()),
        isPart,
        QueueFilters.views(services.views().of(session.analyst()), list.filter()),
        newer(made, around),
        groups.help(list.lane()),
        groups.whenLive(),
        lane,
        stories,
        next(list, list.nextLane(), list.moreLane(), " of young people"),
        next(list, list.next(), list.more(), ""),
        isPart ? -1 : budget(lane, stories, decided),
        decided,
        alerts.isEmpty() ? nothing(list, around.now()) : null);
  }

  private AlertGroups groups(
      Map<String, Alert> alerts, List<String> all, AlertFilter.FilterContext around) {
    return new AlertGroups(
        alerts,
        around.hasLooked() ? services.triage().changes(all, around) : Map.of(),
        services.claims().of(all),
        waiting(alerts),
        services.index().victimsAmong(alerts.values()),
        services.rules(),
        around.now());
  }

  private static int budget(
      List<QueueView.Group> lane, List<QueueView.Group> stories, long decided) {
    List<QueueView.Group> all = Stream.concat(lane.stream(), stories.stream()).toList();
    return QueueView.budget(all, Math.max(0, QueueView.DAILY_BUDGET - decided));
  }

  private static QueueView.@Nullable NextPage next(
      ListSnapshot list, Optional<PageStart> after, long more, String whom) {
    return after
        .map(
            from ->
                new QueueView.NextPage(
                    ListAddresses.next(list.filter(), from),
                    "Next page" + whom + " (" + more + " more)"))
        .orElse(null);
  }

  private long decidedToday(Instant now) {
    Instant midnight =
        now.atZone(services.zone()).toLocalDate().atStartOfDay(services.zone()).toInstant();
    return services.decided().since(midnight);
  }

  /**
   * Returns what is said of those that were decided, and of those that an analyst needs more of.
   */
  private Map<String, String> waiting(Map<String, Alert> alerts) {
    String until =
        services.deciding().isLive()
            ? "; the job has not taken it up yet"
            : "; it counts at the next replay";
    Map<String, String> waiting = new NeedsMoreAlerts(services.deciding()).of(alerts.values());
    Set<String> listed = alerts.keySet();
    services.decided().asking(listed).forEach(id -> waiting.put(id, "more was asked for" + until));
    services.decided().waiting(listed).forEach(id -> waiting.put(id, "decided" + until));
    return waiting;
  }

  private QueueView.SinceVisit since(AnalystSession session, AlertFilter.FilterContext around) {
    ListSnapshot changed =
        services
            .triage()
            .list(
                new AlertFilter(
                    AlertFilter.StateFilter.CHANGED,
                    null,
                    null,
                    AlertFilter.TimeFilter.ANY,
                    AlertFilter.ClaimFilter.ANY,
                    null),
                around);
    Map<AlertChange.Kind, Long> counts = new LinkedHashMap<>();
    for (AlertChange.Kind kind : AlertChange.Kind.values()) {
      counts.put(kind, 0L);
    }
    services
        .triage()
        .changes(changed.all(), around)
        .values()
        .forEach(change -> counts.merge(change.kind(), 1L, Long::sum));
    Instant at =
        services.looks().last(session.analyst()).map(LastVisits.LastVisit::at).orElse(around.now());
    return new QueueView.SinceVisit(
        TimeWords.utc(at), QueueFilters.changes(counts, changed.moreLane() + changed.more()));
  }

  private QueueView.EmptyQueue nothing(ListSnapshot list, Instant now) {
    if (!services.indexer().health().isRead()) {
      return new QueueView.EmptyQueue("Still reading what there is.", List.of());
    }
    boolean isAll = list.filter().equals(AlertFilter.OPEN) && list.after() == null;
    return new QueueView.EmptyQueue(
        isAll ? nothingOpen() : "Nothing fits these filters.",
        AgeWords.words(services.indexer().ages(), now));
  }

  private String nothingOpen() {
    Optional<Instant> since = services.index().lastClosed();
    if (since.isPresent()) {
      return "Nothing has been open since " + TimeWords.utc(since.get()) + ".";
    }
    Instant newest = services.index().position().newest();
    return newest.equals(Instant.EPOCH)
        ? "There has been no alert yet."
        : "Nothing is open. The last that changed did so on " + TimeWords.utc(newest) + ".";
  }
}
