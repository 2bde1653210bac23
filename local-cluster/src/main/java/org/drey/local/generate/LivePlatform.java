package org.drey.local.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.AgeAssurance;
import org.drey.event.AgeBand;
import org.drey.event.IpClass;
import org.drey.event.LivestreamSession;
import org.drey.event.SessionEventType;
import org.drey.event.Visibility;
import org.jspecify.annotations.Nullable;

/** The livestream platform: what happens in sessions becomes records. */
final class LivePlatform {
  private static final double AT_HOME = 0.7;
  private static final long AUDIENCE = 100;
  private static final Duration HOST_WAITS = Duration.ofSeconds(40);
  private static final Duration HOST_STAYS = Duration.ofSeconds(5);

  private final DeliveredEvents journal;
  private final WorldTokens tokens;
  private final Random random;
  private final Map<String, String> rooms = new HashMap<>();
  private final Map<String, List<Show>> shows = new HashMap<>();

  LivePlatform(DeliveredEvents journal, WorldTokens tokens, Random random) {
    this.journal = journal;
    this.tokens = tokens;
    this.random = random;
  }

  /**
   * A session that a host holds.
   *
   * @param common what its records have in common
   * @param given what was given for them
   */
  record Show(
      WorldMember host,
      Instant start,
      LivestreamSession common,
      Consumer<SpecificRecordBase> given) {}

  /** Records that a host creates a room, which is theirs from then on. */
  void createRoom(WorldMember host, String room, Instant at, Consumer<SpecificRecordBase> given) {
    rooms.put(host.host(), room);
    Show show = show(host, at, Visibility.PRIVATE, 0, given);
    add(show, SessionEventType.ROOM_CREATED, at, given);
  }

  /** Records what a host does in a session that others can watch. */
  Show hold(WorldMember host, Instant at, Duration length, Consumer<SpecificRecordBase> given) {
    Show show = show(host, at, Visibility.PUBLIC, AUDIENCE, given);
    hold(show, length);
    shows.computeIfAbsent(key(host, day(at)), day -> new ArrayList<>()).add(show);
    return show;
  }

  /** The same of a private session for one viewer, from a little before they join. */
  Show alone(WorldMember host, Instant joined, Duration stay, Consumer<SpecificRecordBase> given) {
    Show show = show(host, joined.minus(HOST_WAITS), Visibility.PRIVATE, 1, given);
    hold(show, stay.plus(HOST_WAITS).plus(HOST_STAYS));
    return show;
  }

  private void hold(Show show, Duration length) {
    add(show, SessionEventType.STARTED, show.start(), show.given());
    Consumer<SpecificRecordBase> lasted = lasting(length);
    add(show, SessionEventType.ENDED, show.start().plus(length), lasted.andThen(show.given()));
  }

  /** Records that a viewer joins and leaves. */
  void watch(
      WorldMember viewer,
      Show show,
      Instant joined,
      Duration stay,
      Consumer<SpecificRecordBase> given) {
    Consumer<SpecificRecordBase> both = show.given().andThen(of(viewer)).andThen(given);
    add(show, SessionEventType.JOINED, joined, both);
    add(show, SessionEventType.LEFT, joined.plus(stay), lasting(stay).andThen(both));
  }

  /** Records that someone complains of a session. */
  void complain(Show show, Instant at, Consumer<SpecificRecordBase> given) {
    add(show, SessionEventType.REPORTED, at, show.given().andThen(given));
  }

  /** Returns one of the sessions that some hosts hold on a day, or null. */
  @Nullable Show anyShow(List<WorldMember> hosts, int day, Random choice) {
    List<Show> all = new ArrayList<>();
    hosts.forEach(host -> all.addAll(shows.getOrDefault(key(host, day), List.of())));
    return all.isEmpty() ? null : SeededRandom.pick(choice, all);
  }

  private static String key(WorldMember host, long day) {
    return host.host() + " " + day;
  }

  private static long day(Instant at) {
    return Duration.between(WorldSettings.START, at).toDays();
  }

  private Show show(
      WorldMember host,
      Instant start,
      Visibility visibility,
      long viewers,
      Consumer<SpecificRecordBase> given) {
    LivestreamSession common = new LivestreamSession();
    common.setSession(tokens.next("session"));
    common.setRoom(rooms.getOrDefault(host.host(), host.room()));
    common.setHost(host.host());
    common.setService(ProviderFirms.LIVESTREAM);
    common.setVisibility(visibility);
    common.setViewers(viewers);
    common.setMonetised(true);
    common.setHostAccountAgeDays(Math.max(0, Duration.between(host.opened(), start).toDays()));
    common.setHostAgeAssurance(host.assurance());
    common.setViewerAgeAssurance(AgeAssurance.UNKNOWN);
    common.setHostCountry(host.country().code());
    common.setHostUtcOffsetMinutes((long) host.country().utcOffsetMinutes());
    common.setIpClass(SeededRandom.happens(random, AT_HOME) ? IpClass.RESIDENTIAL : IpClass.MOBILE);
    common.setDevice(host.device());
    common.setPayout(host.payee());
    return new Show(host, start, common, given);
  }

  private static Consumer<SpecificRecordBase> lasting(Duration length) {
    return event -> event.put("duration_seconds", length.toSeconds());
  }

  private static Consumer<SpecificRecordBase> of(WorldMember viewer) {
    boolean child = viewer.age() == AgeBand.UNDER_18;
    return event -> {
      event.put("subject", viewer.subject());
      event.put("viewer_age_assurance", child ? AgeAssurance.CHILD : AgeAssurance.UNKNOWN);
      event.put("viewer_country", viewer.country().code());
      event.put("viewer_utc_offset_minutes", (long) viewer.country().utcOffsetMinutes());
    };
  }

  private void add(
      Show show, SessionEventType type, Instant at, Consumer<SpecificRecordBase> given) {
    LivestreamSession event =
        SpecificData.get().deepCopy(LivestreamSession.getClassSchema(), show.common());
    event.setType(type);
    journal.record(event, ProviderFirms.LIVESTREAM, at, given);
  }
}
