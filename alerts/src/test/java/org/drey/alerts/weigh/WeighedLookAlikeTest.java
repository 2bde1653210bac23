package org.drey.alerts.weigh;

import static org.drey.alerts.story.StoryEvents.left;
import static org.drey.alerts.story.StoryEvents.payment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.story.StoryEvents;
import org.drey.alerts.story.StoryOccasion;
import org.drey.alerts.weigh.WeighedLookAlike.LookAlikeStanding;
import org.drey.alerts.weigh.WeighedLookAlike.NamedLookAlike;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.junit.jupiter.api.Test;

/** What of an alert's events fits a look-alike, and what does not. */
final class WeighedLookAlikeTest {
  private static final int DAY = 24 * 60;
  private static final List<NamedLookAlike> NAMED =
      List.of(
          new NamedLookAlike("Paid lessons", "LNK-01", 24),
          new NamedLookAlike("Aid worker", "PAY-04", 22),
          new NamedLookAlike("An outage of one provider", "PAY-07", 6),
          new NamedLookAlike("Coaching, tutoring, music lessons", "LIV-01", 4));

  private static List<WeighedLookAlike> weighed(List<AlertEvent> events) {
    Alert alert = StoryEvents.alert(events);
    return WeighedLookAlike.of(NAMED, alert, StoryOccasion.of(alert, Map.of()));
  }

  private static WeighedLookAlike named(List<WeighedLookAlike> all, String question) {
    return all.stream().filter(one -> one.question().equals(question)).findFirst().orElseThrow();
  }

  /** Four weeks at the same hour, 50 minutes with one host, 30 each. */
  private static List<AlertEvent> lessons() {
    List<AlertEvent> events = new ArrayList<>();
    for (int week = 0; week < 4; week++) {
      events.add(payment(7 * week * DAY, "q1", 30));
      events.add(left(7 * week * DAY + 60, "h1", 50));
    }
    return events;
  }

  /** Every other day another host and account, short, by night, for anything between 10 and 80. */
  private static List<AlertEvent> pattern() {
    List<AlertEvent> events = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      events.add(payment(2 * i * DAY + 11 * 60, "q" + i % 4, 10 + 10 * i));
      events.add(left(2 * i * DAY + 11 * 60 + 30, "h" + i % 4, 12));
    }
    return events;
  }

  @Test
  void whatFitsLessonsIsSaidWithItsNumbers() {
    WeighedLookAlike lessons = named(weighed(lessons()), "Paid lessons?");
    assertEquals(LookAlikeStanding.FITS, lessons.standing());
    assertTrue(lessons.fits().contains("always the same host"), lessons::toString);
    assertTrue(lessons.fits().contains("always on the same weekday"), lessons::toString);
    assertTrue(lessons.fits().contains("each time about 30"), lessons::toString);
    assertTrue(lessons.fits().contains("sessions of 50 min"), lessons::toString);
    assertEquals(List.of("LNK-01", "LIV-01"), lessons.indicators());
    assertEquals("also: Coaching, tutoring, music lessons", lessons.also());
  }

  @Test
  void whatDoesNotFitMakesThemUnlikelyAndNothingIsExcluded() {
    List<WeighedLookAlike> all = weighed(pattern());
    WeighedLookAlike lessons = named(all, "Paid lessons?");
    assertEquals(LookAlikeStanding.UNLIKELY, lessons.standing());
    assertTrue(lessons.against().contains("4 hosts in 8 sessions"), lessons::toString);
    assertTrue(lessons.against().contains("4 accounts were paid"), lessons::toString);
    assertTrue(lessons.against().contains("amounts from 10 to 80"), lessons::toString);
    assertTrue(lessons.against().contains("8 of 8 payments by night, by the payer's clock"));
    assertEquals(
        List.of("Aid worker?", "Paid lessons?", "An outage of one provider?"),
        all.stream().map(WeighedLookAlike::question).toList(),
        "what explains next to nothing is no likely explanation");
    all.forEach(one -> assertFalse(one.weighing().matches("(?i).*\\bexcluded: .*"), one::weighing));
  }

  @Test
  void oneThatTheTableDoesNotHaveIsOnlyNotExcluded() {
    WeighedLookAlike outage = named(weighed(pattern()), "An outage of one provider?");
    assertEquals("not excluded.", outage.weighing());
  }

  @Test
  void whereDataAreMissingNothingIsSaid() {
    List<AlertEvent> events = pattern();
    events.stream()
        .filter(one -> one.getLivestream() != null)
        .findFirst()
        .orElseThrow()
        .getLivestream()
        .setHost(null);
    events.stream()
        .filter(one -> one.getPayment() != null)
        .forEach(one -> one.getPayment().setPayerUtcOffsetMinutes(null));
    String weighing = named(weighed(events), "Paid lessons?").weighing();
    assertFalse(weighing.contains("host"), weighing);
    assertFalse(weighing.contains("night"), weighing);
    Alert nothing = StoryEvents.alert(List.of());
    WeighedLookAlike.of(NAMED, nothing, List.of())
        .forEach(one -> assertEquals(LookAlikeStanding.NOT_WEIGHED, one.standing()));
  }

  @Test
  void fewEventsAreNoHabit() {
    WeighedLookAlike lessons = named(weighed(lessons().subList(0, 4)), "Paid lessons?");
    assertEquals(List.of(), lessons.fits());
    assertEquals(LookAlikeStanding.NOT_WEIGHED, lessons.standing());
  }

  @Test
  void eachKindIsOneThatTheCatalogueNames() {
    Set<LookAlikeKind> named = EnumSet.noneOf(LookAlikeKind.class);
    TestAlerts.RULES.heads().stream()
        .filter(rule -> rule.scoring() != null && rule.scoring().points() > 0)
        .flatMap(rule -> rule.text().lookAlikes().stream())
        .map(LookAlikeKind::of)
        .filter(Objects::nonNull)
        .forEach(named::add);
    assertEquals(EnumSet.allOf(LookAlikeKind.class), named);
  }

  @Test
  void aWordingThatIsNotKnownHasNoKind() {
    assertNull(LookAlikeKind.of("A second try"));
    assertNotNull(LookAlikeKind.of("Adult cam work"));
    assertEquals(LookAlikeKind.FAMILY, LookAlikeKind.of("Family remittance"));
    assertNull(LookAlikeKind.of("Family remittance, gifts to a partner"), "one of two kinds");
    assertNull(LookAlikeKind.of("Someone unfamiliar"));
  }
}
