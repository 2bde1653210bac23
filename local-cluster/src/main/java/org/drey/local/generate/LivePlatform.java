package org.drey.local.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.drey.event.AgeAssurance;
import org.drey.event.IpClass;
import org.drey.event.LivestreamSession;
import org.drey.event.SessionEventType;
import org.drey.event.Visibility;

/** Turns what happens in livestream sessions into the platform's records. */
final class LivePlatform {
  private final Journal journal;
  private final Circle circle;

  LivePlatform(Journal journal, Circle circle) {
    this.journal = journal;
    this.circle = circle;
  }

  /**
   * A session that a host holds.
   *
   * @param viewers the most that ever watch at once
   */
  record Show(
      Host host,
      String session,
      Instant start,
      Duration length,
      Visibility visibility,
      int viewers,
      boolean monetised) {}

  /** A session for one viewer alone, from a little before they join until they leave. */
  Show alone(Host host, Instant joined, Duration stay, Visibility visibility, boolean monetised) {
    Instant start = joined.minusSeconds(40);
    Duration length = stay.plusSeconds(45);
    return new Show(host, circle.session(), start, length, visibility, 1, monetised);
  }

  void open(Host host, Random random) {
    Show room =
        new Show(
            host,
            circle.session(),
            host.opened(),
            Duration.ZERO,
            Visibility.PRIVATE,
            0,
            host.payout() != null);
    add(step(room, SessionEventType.ROOM_CREATED, host.opened(), 0, random));
  }

  /** What the platform records of the host of a session. */
  void hold(Show show, Random random) {
    add(step(show, SessionEventType.STARTED, show.start(), 0, random));
    Instant end = show.start().plus(show.length());
    LivestreamSession ended = step(show, SessionEventType.ENDED, end, show.viewers(), random);
    ended.setDurationSeconds(show.length().toSeconds());
    add(ended);
  }

  /** What it records of a viewer who joins and leaves. */
  void watch(
      Subject viewer,
      AgeAssurance assurance,
      Show show,
      Instant joined,
      Duration stay,
      Random random) {
    LivestreamSession in = step(show, SessionEventType.JOINED, joined, show.viewers(), random);
    setViewer(in, viewer, assurance);
    add(in);
    Instant at = joined.plus(stay);
    LivestreamSession out = step(show, SessionEventType.LEFT, at, show.viewers(), random);
    setViewer(out, viewer, assurance);
    out.setDurationSeconds(stay.toSeconds());
    add(out);
  }

  /** A user complains of a session. */
  void report(Show show, Instant at, String category, Random random) {
    LivestreamSession report = step(show, SessionEventType.REPORTED, at, show.viewers(), random);
    report.setReportCategory(category);
    add(report);
  }

  private LivestreamSession step(
      Show show, SessionEventType type, Instant at, int viewers, Random random) {
    Host host = show.host();
    LivestreamSession step = new LivestreamSession();
    step.setEventId(journal.nextId(Providers.LIVESTREAM));
    step.setEventTime(at);
    step.setProvider(Providers.LIVESTREAM);
    step.setTokenDomain(Providers.TOKEN_DOMAIN);
    step.setKeyVersion(Providers.KEY_VERSION);
    step.setSession(show.session());
    step.setRoom(host.room());
    step.setType(type);
    step.setHost(host.token());
    step.setService(Providers.LIVESTREAM);
    step.setVisibility(show.visibility());
    step.setViewers((long) viewers);
    step.setMonetised(show.monetised());
    step.setHostAccountAgeDays(Math.max(0, Duration.between(host.opened(), at).toDays()));
    step.setHostAgeAssurance(host.assurance());
    step.setViewerAgeAssurance(AgeAssurance.UNKNOWN);
    step.setHostCountry(host.country().code());
    step.setHostUtcOffsetMinutes((long) host.country().utcOffsetMinutes());
    step.setIpClass(Chance.happens(random, 0.7) ? IpClass.RESIDENTIAL : IpClass.MOBILE);
    step.setDevice(host.device());
    Payee payout = host.payout();
    step.setPayout(payout == null ? null : payout.token());
    return step;
  }

  private static void setViewer(LivestreamSession step, Subject viewer, AgeAssurance assurance) {
    step.setSubject(viewer.token());
    step.setViewerAgeAssurance(assurance);
    step.setViewerCountry(viewer.country().code());
    step.setViewerUtcOffsetMinutes((long) viewer.country().utcOffsetMinutes());
  }

  private void add(LivestreamSession step) {
    journal.add(step, step.getEventTime());
  }
}
