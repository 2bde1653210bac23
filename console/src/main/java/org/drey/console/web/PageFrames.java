package org.drey.console.web;

import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.explain.TimeWords;
import org.drey.base.PlainText;
import org.drey.console.access.ConsolePermission;
import org.drey.console.decide.AwaitingSecond;
import org.drey.console.index.IndexHealth;
import org.drey.console.index.IndexPosition;
import org.drey.console.triage.AlertFilter;
import org.drey.console.view.PageFrame;
import org.drey.console.view.ProgressView;
import org.drey.event.Alert;
import org.jspecify.annotations.Nullable;

/** The frames that pages have in common. */
final class PageFrames {
  private static final List<Place> PLACES =
      List.of(
          new Place(ConsolePermission.SEE_ALERTS, "/", "Alerts"),
          new Place(ConsolePermission.SEE_RULES, "/rules", "Rules"),
          new Place(ConsolePermission.SEE_AUDIT, "/audit", "Audit"),
          new Place(ConsolePermission.SEE_ACCESSES, "/privacy", "Privacy"),
          new Place(ConsolePermission.SEE_STATE, "/state", "State"));

  private record Place(ConsolePermission needs, String address, String name) {}

  private final PageServices services;
  private final AwaitingSecond awaiting;

  PageFrames(PageServices services) {
    this.services = services;
    this.awaiting = new AwaitingSecond(services.deciding(), services.index());
  }

  PageFrame of(Context context, String title) {
    return RequestGuards.maybe(context)
        .map(
            session ->
                new PageFrame(
                    title,
                    session.analyst(),
                    session.csrf(),
                    notice(),
                    places(session),
                    decided(session)))
        .orElse(new PageFrame(title, null, "", null, List.of(), null));
  }

  /** The pages that a person's roles have; the first is where they begin. */
  static List<Map.Entry<String, String>> places(AnalystSession session) {
    return PLACES.stream()
        .filter(place -> session.may(place.needs()))
        .map(place -> Map.entry(place.address(), place.name()))
        .toList();
  }

  private @Nullable ProgressView decided(AnalystSession session) {
    String alertId = session.takeDecided();
    return alertId == null
        ? null
        : services
            .index()
            .alert(alertId)
            .map(alert -> progress(alert, session.analyst(), true))
            .orElse(null);
  }

  /**
   * Returns what became of the newest verdict that an analyst gave here on an alert; null if none.
   *
   * @param isElsewhere whether it is shown on another page than the alert's
   */
  @Nullable ProgressView progress(Alert alert, String analyst, boolean isElsewhere) {
    VerdictHistory history = services.deciding().history(alert);
    return services
        .deciding()
        .newest(history, analyst)
        .map(
            one ->
                ProgressView.of(
                    alert,
                    one,
                    history.canBeTakenBack(Instant.now()).stream()
                        .anyMatch(known -> known.getVerdictId().equals(one.sent().verdictId())),
                    isElsewhere))
        .orElse(null);
  }

  /**
   * Returns why what is shown may be old, so that nothing is decided or handed on; null if it is
   * not.
   */
  @Nullable String away() {
    IndexHealth health = services.indexer().health();
    Instant since = health.awaySince();
    if (since != null) {
      return PlainText.text(services.indexer().source().name())
          + " has not answered since "
          + TimeWords.utc(since)
          + " ("
          + PlainText.text(String.valueOf(health.why()))
          + "). The page shows that time, and nothing can be decided until it is back. Your text"
          + " stays.";
    }
    return health.isRead()
        ? null
        : "Still reading what there is. More will come; until then nothing can be decided.";
  }

  /** Returns why what is shown may be old, or not all; null if it is neither. */
  private @Nullable String notice() {
    String lacks = services.indexer().health().lacks();
    return Stream.of(away(), lacks == null ? null : PlainText.text(lacks))
        .filter(Objects::nonNull)
        .reduce((one, other) -> one + " " + other)
        .orElse(null);
  }

  /** Returns what filters are about. */
  AlertFilter.FilterContext around(AnalystSession session, Instant now) {
    String analyst = session.analyst();
    return new AlertFilter.FilterContext(
        analyst,
        now,
        noon(now),
        services
            .looks()
            .last(analyst)
            .map(look -> new IndexPosition(look.indexId(), look.arrived(), look.emitted()))
            .orElse(IndexPosition.NOWHERE),
        services.index().position().indexId(),
        awaiting.forPerson(session.person()),
        services.deciding().isLive() ? List.of() : awaiting.closing(services.decided().waiting()));
  }

  private Instant noon(Instant now) {
    ZonedDateTime here = now.atZone(services.zone());
    LocalDate day =
        here.toLocalTime().isBefore(LocalTime.NOON)
            ? here.toLocalDate()
            : here.toLocalDate().plusDays(1);
    return day.atTime(LocalTime.NOON).atZone(services.zone()).toInstant();
  }
}
