package org.drey.alerts.story;

import static org.drey.alerts.story.StoryEvents.joined;
import static org.drey.alerts.story.StoryEvents.left;
import static org.drey.alerts.story.StoryEvents.payment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.drey.event.AlertEvent;
import org.junit.jupiter.api.Test;

/** Occasions: what lies less than six hours apart, sessions whole, pairs joined. */
final class StoryOccasionTest {
  private static final Map<String, Duration> ORDERED = Map.of("LNK-01", Duration.ofHours(2));

  private static List<StoryOccasion> story(AlertEvent... events) {
    return StoryOccasion.of(StoryEvents.alert(Arrays.asList(events)), ORDERED);
  }

  @Test
  void aPaymentAndItsSessionAreOneOccasion() {
    List<StoryOccasion> story =
        story(
            left(60, "h1", 35, "LIV-01"),
            payment(17, "q1", 18.9, "LNK-01"),
            joined(25, "h1", "LNK-01"));
    assertEquals(1, story.size());
    StoryOccasion one = story.get(0);
    assertEquals(18.9, one.paid());
    assertEquals(1, one.sessions().size(), "joined and left is one session");
    assertEquals(35, one.sessions().get(0).minutes());
    assertEquals(8, one.sessions().get(0).minutesApart());
    assertEquals("q1", one.payments().get(0).other());
  }

  @Test
  void sixHoursPartOccasions() {
    assertEquals(1, story(payment(0, "q1", 5), payment(359, "q1", 6)).size());
    assertEquals(2, story(payment(0, "q1", 5), payment(360, "q1", 6)).size());
    assertEquals(
        1, story(left(120, "h1", 120), payment(479, "q1", 6)).size(), "from where it ended");
  }

  @Test
  void whatNoRuleJoinedIsNot() {
    StoryOccasion one = story(payment(0, "q1", 5), joined(5, "h1")).get(0);
    assertNull(one.sessions().get(0).minutesApart());
    assertNull(one.sessions().get(0).minutes(), "no one knows when it ended");
  }

  @Test
  void sharesAreOfWhatWasCarriedOut() {
    AlertEvent declined = payment(9, "q2", 99);
    declined.getPayment().setStatus("DECLINED");
    AlertEvent noRate = payment(12, "q3", 0);
    noRate.getPayment().setAmount(null);
    List<PaidShare> shares =
        PaidShare.of(
            story(
                payment(0, "q1", 5), payment(3, "q2", 20), payment(6, "q1", 7), declined, noRate));
    assertEquals(List.of("q2", "q1", "q3"), shares.stream().map(PaidShare::other).toList());
    assertEquals(List.of(20.0, 12.0, 0.0), shares.stream().map(PaidShare::sum).toList());
    assertEquals(List.of(1, 2, 1), shares.stream().map(PaidShare::payments).toList());
  }
}
