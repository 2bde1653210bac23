package org.drey.local.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.drey.event.EntityKind;
import org.drey.event.LivestreamSession;
import org.drey.event.SessionEventType;
import org.drey.event.TopicNames;
import org.drey.local.people.PeopleKeys.Alerted;
import org.drey.local.people.PeopleKind;
import org.drey.local.people.PeopleRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SyntheticWorldTest {
  private static final WorldSettings SMALL = new WorldSettings(3, 200, 30);
  private static final SyntheticWorld PLAIN = SyntheticWorld.generate(SMALL);
  private static final SyntheticWorld HARD =
      SyntheticWorld.generate(new WorldSettings(3, 200, 30, true));

  /** What the jobs allow by default, less a good margin. */
  private static final Map<String, Duration> LATENESS =
      Map.of(
          TopicNames.DNS_QUERIES, Duration.ofMinutes(5),
          TopicNames.WEB_REQUESTS, Duration.ofMinutes(5),
          TopicNames.LIVESTREAM_SESSIONS, Duration.ofMinutes(30),
          TopicNames.PAYMENTS, Duration.ofHours(12),
          TopicNames.EXTERNAL_SIGNALS, Duration.ofHours(12));

  @Test
  void sameSettingsMakeTheSameBytes() {
    SyntheticWorld one = PLAIN;
    SyntheticWorld other = SyntheticWorld.generate(SMALL);
    assertEquals(one.truth(), other.truth());
    assertEquals(one.blocklist(), other.blocklist());
    assertEquals(one.arrivals().keySet(), other.arrivals().keySet());
    one.arrivals()
        .forEach(
            (topic, items) -> {
              List<WorldItem> same = other.arrivals().get(topic);
              assertEquals(items.size(), same.size());
              for (int i = 0; i < items.size(); i++) {
                assertArrayEquals(items.get(i).avro(), same.get(i).avro());
                assertArrayEquals(items.get(i).jsonLine(), same.get(i).jsonLine());
              }
            });
  }

  @Test
  void aHardWorldIsThePlainOneAndPeopleBesides() {
    SyntheticWorld plain = PLAIN;
    SyntheticWorld hard = HARD;
    assertEquals(plain.blocklist(), hard.blocklist());
    assertEquals(plain.truth().planted(), hard.truth().planted());
    assertEquals(plain.truth().deadLetters(), hard.truth().deadLetters());
    plain
        .arrivals()
        .forEach(
            (topic, items) -> {
              List<String> more = lines(hard.arrivals().get(topic));
              int from = 0;
              for (String line : lines(items)) { // in the same order, with others between them
                int found = more.subList(from, more.size()).indexOf(line);
                assertTrue(found >= 0, topic);
                from += found + 1;
              }
            });
  }

  @Test
  void patternsAreSoManyTimesAsMany() {
    WorldTruth once = HARD.truth();
    WorldTruth often = SyntheticWorld.generate(new WorldSettings(3, 200, 30, true, 4)).truth();
    assertEquals(4 * count(once, "facilitator"), count(often, "facilitator"));
    assertEquals(4 * count(once, "sextortion_victim"), count(often, "sextortion_victim"));
    assertTrue(often.lookAlikes().size() > 3 * once.lookAlikes().size());
    assertThrows(IllegalArgumentException.class, () -> new WorldSettings(3, 200, 30, true, 5));
    assertThrows(IllegalArgumentException.class, () -> new WorldSettings(3, 200, 30, true, 0));
  }

  @Test
  void whoReturnsIsAddedLastAndGoesOnAfterHalfTime() {
    SyntheticWorld plain = PLAIN;
    SyntheticWorld more = SyntheticWorld.generate(SMALL, 2);
    assertEquals(plain.truth().planted(), more.truth().planted());
    assertEquals(2, more.truth().lookAlikes().size());
    Instant half = WorldSettings.START.plus(Duration.ofDays(15));
    for (WorldTruth.ExpectedEntity one : more.truth().lookAlikes()) {
      assertEquals("returning_relative", one.kind());
      List<Instant> meetings =
          more.arrivals().get(TopicNames.LIVESTREAM_SESSIONS).stream()
              .map(WorldItem::event)
              .filter(LivestreamSession.class::isInstance)
              .map(LivestreamSession.class::cast)
              .filter(event -> one.entity().equals(event.getSubject()))
              .filter(event -> event.getMonetised() && event.getType() == SessionEventType.LEFT)
              .map(LivestreamSession::getEventTime)
              .toList();
      assertTrue(meetings.stream().filter(half::isAfter).count() >= 12, meetings.toString());
      assertTrue(meetings.stream().filter(half::isBefore).count() >= 12, meetings.toString());
    }
  }

  /** What the truth calls those of whom an alert comes or not, by the files of people. */
  private static Set<String> expected(Alerted... alerted) {
    Set<String> kinds = new TreeSet<>();
    for (PeopleKind kind : PeopleKind.all()) {
      for (PeopleRole role : kind.roles()) {
        for (PeopleRole.Expectation one : role.expectations()) {
          if (List.of(alerted).contains(one.values().symbol("alert", Alerted.class))) {
            String name = one.values().text("kind");
            kinds.add(name == null ? role.name() : name);
          }
        }
      }
    }
    return kinds;
  }

  private static long count(WorldTruth truth, String kind) {
    return truth.planted().stream().filter(one -> one.kind().equals(kind)).count();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MAX_VALUE})
  void aHardWorldHasLookAlikesOfEveryKindOfWhomNoneIsPlanted(long seed) {
    WorldTruth truth = SyntheticWorld.generate(new WorldSettings(seed, 200, 30, true), 1).truth();
    Set<String> planted = new HashSet<>();
    truth.planted().forEach(entry -> planted.add(entry.entity()));
    Set<String> kinds = new TreeSet<>();
    truth
        .lookAlikes()
        .forEach(
            entry -> {
              kinds.add(entry.kind());
              assertFalse(planted.contains(entry.entity()));
            });
    assertEquals(expected(Alerted.MAYBE), kinds);
    assertTrue(
        SyntheticWorld.generate(new WorldSettings(seed, 200, 30)).truth().lookAlikes().isEmpty());
  }

  @Test
  void anotherSeedMakesAnotherWorld() {
    SyntheticWorld one = PLAIN;
    SyntheticWorld other = SyntheticWorld.generate(new WorldSettings(4, 200, 30));
    assertNotEquals(one.blocklist(), other.blocklist());
    Set<String> planted = new HashSet<>();
    one.truth().planted().forEach(entry -> planted.add(entry.entity()));
    other.truth().planted().stream()
        .filter(entry -> entry.entityKind() != EntityKind.DOMAIN) // whose names are given
        .forEach(entry -> assertFalse(planted.contains(entry.entity())));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MAX_VALUE})
  void everySizeHasEveryKindOfPlantedPattern(long seed) {
    Set<String> kinds = new TreeSet<>();
    SyntheticWorld.generate(new WorldSettings(seed, 200, 30))
        .truth()
        .planted()
        .forEach(entry -> kinds.add(entry.kind()));
    assertEquals(expected(Alerted.ALWAYS, Alerted.NEVER), kinds);
  }

  @Test
  void refusesWorldsTooSmallOrTooLong() {
    assertThrows(IllegalArgumentException.class, () -> new WorldSettings(1, 199, 30));
    assertThrows(IllegalArgumentException.class, () -> new WorldSettings(1, 200, 29));
    assertThrows(IllegalArgumentException.class, () -> new WorldSettings(1, 200, 241));
  }

  @Test
  void eventsAreOutOfOrderAndNeverTooLate() {
    PLAIN
        .arrivals()
        .forEach(
            (topic, items) -> {
              Instant clock = Instant.MIN;
              int outOfOrder = 0;
              for (WorldItem item : items) {
                if (item.event() != null) {
                  Instant time = (Instant) item.event().get("event_time");
                  Duration delay = Duration.between(time, item.arrival());
                  assertTrue(delay.compareTo(LATENESS.get(topic)) < 0, topic);
                  assertFalse(delay.isNegative(), topic);
                  outOfOrder += time.isBefore(clock) ? 1 : 0;
                  clock = time.isAfter(clock) ? time : clock;
                }
              }
              assertTrue(outOfOrder > 0 || items.size() < 30, topic);
            });
  }

  @Test
  void idsAreUniqueForEachProviderButForDuplicates() {
    SyntheticWorld world = PLAIN;
    Set<String> ids = new HashSet<>();
    world
        .arrivals()
        .forEach(
            (topic, items) -> {
              int repeats = 0;
              int malformed = 0;
              for (WorldItem item : items) {
                if (item.event() != null) {
                  String id = item.event().get("provider") + "|" + item.event().get("event_id");
                  repeats += ids.add(id) ? 0 : 1;
                } else {
                  malformed++;
                }
              }
              assertEquals(world.truth().duplicates().get(topic), repeats, topic);
              assertEquals(world.truth().events().get(topic), items.size(), topic);
              long expected =
                  world.truth().deadLetters().records().stream()
                      .filter(record -> record.topic().equals(topic))
                      .count();
              assertEquals(expected, malformed, topic);
            });
  }

  private static List<String> lines(List<WorldItem> items) {
    return items.stream()
        .map(item -> new String(item.jsonLine(), StandardCharsets.ISO_8859_1))
        .toList();
  }
}
