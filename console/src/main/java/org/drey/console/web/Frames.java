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
import org.drey.alerts.decide.History;
import org.drey.alerts.explain.Plain;
import org.drey.alerts.explain.Times;
import org.drey.console.access.Permission;
import org.drey.console.decide.AwaitingSecond;
import org.drey.console.index.Health;
import org.drey.console.index.Position;
import org.drey.console.triage.Filter;
import org.drey.console.view.Frame;
import org.drey.console.view.ProgressView;
import org.drey.event.Alert;
import org.jspecify.annotations.Nullable;

/** The frames that pages have in common. */
final class Frames {
  private static final List<Place> PLACES =
      List.of(
          new Place(Permission.SEE_ALERTS, "/", "Alerts"),
          new Place(Permission.SEE_RULES, "/rules", "Rules"),
          new Place(Permission.SEE_AUDIT, "/audit", "Audit"),
          new Place(Permission.SEE_ACCESSES, "/privacy", "Privacy"),
          new Place(Permission.SEE_STATE, "/state", "State"));

  private record Place(Permission needs, String address, String name) {}

  private final Desk desk;
  private final AwaitingSecond awaiting;

  Frames(Desk desk) {
    this.desk = desk;
    this.awaiting = new AwaitingSecond(desk.deciding(), desk.index());
  }

  Frame of(Context context, String title) {
    return Guards.maybe(context)
        .map(
            session ->
                new Frame(
                    title,
                    session.analyst(),
                    session.csrf(),
                    notice(),
                    places(session),
                    decided(session)))
        .orElse(new Frame(title, null, "", null, List.of(), null));
  }

  /** The pages that a person's roles have; the first is where they begin. */
  static List<Map.Entry<String, String>> places(Session session) {
    return PLACES.stream()
        .filter(place -> session.may(place.needs()))
        .map(place -> Map.entry(place.address(), place.name()))
        .toList();
  }

  private @Nullable ProgressView decided(Session session) {
    String alertId = session.takeDecided();
    return alertId == null
        ? null
        : desk.index()
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
    History history = desk.deciding().history(alert);
    return desk.deciding()
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
    Health health = desk.indexer().health();
    Instant since = health.awaySince();
    if (since != null) {
      return Plain.text(desk.indexer().source().name())
          + " has not answered since "
          + Times.utc(since)
          + " ("
          + Plain.text(String.valueOf(health.why()))
          + "). What you see is of then, and nothing can be decided until it is back. What you have"
          + " typed stays.";
    }
    return health.isRead()
        ? null
        : "Still reading what there is. More will come; until then nothing can be decided.";
  }

  /** Returns why what is shown may be old, or not all; null if it is neither. */
  private @Nullable String notice() {
    String lacks = desk.indexer().health().lacks();
    return Stream.of(away(), lacks == null ? null : Plain.text(lacks))
        .filter(Objects::nonNull)
        .reduce((one, other) -> one + " " + other)
        .orElse(null);
  }

  /** Returns what filters are about. */
  Filter.Around around(Session session, Instant now) {
    String analyst = session.analyst();
    return new Filter.Around(
        analyst,
        now,
        noon(now),
        desk.looks()
            .last(analyst)
            .map(look -> new Position(look.indexId(), look.arrived(), look.emitted()))
            .orElse(Position.NOWHERE),
        desk.index().position().indexId(),
        awaiting.forPerson(session.person()));
  }

  private Instant noon(Instant now) {
    ZonedDateTime here = now.atZone(desk.zone());
    LocalDate day =
        here.toLocalTime().isBefore(LocalTime.NOON)
            ? here.toLocalDate()
            : here.toLocalDate().plusDays(1);
    return day.atTime(LocalTime.NOON).atZone(desk.zone()).toInstant();
  }
}
