package org.drey.alerts.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.entity.PersonAge;
import org.drey.alerts.story.StoryEvents;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.Track;
import org.junit.jupiter.api.Test;

/** Nobody confirms a person whose age no one knows without having read that. */
final class PersonAgeTest {
  private static Alert paid(String age) {
    AlertEvent payment = StoryEvents.payment(0, "q1", 20);
    payment.getPayment().setPayerAgeBand(age);
    return StoryEvents.alert(List.of(payment, StoryEvents.joined(5, "h1")));
  }

  private static void assertUnknown(Alert alert) {
    String sentence = PersonAge.sentence(alert);
    assertNotNull(sentence);
    assertTrue(sentence.startsWith("Nobody says how old this person is."), sentence);
  }

  @Test
  void whereNobodySaysItThatIsSaid() {
    assertUnknown(paid("UNKNOWN"));
    assertUnknown(paid(null));
    assertUnknown(StoryEvents.alert(List.of()));
  }

  @Test
  void anAdultNeedsNoWordAndAChildDoes() {
    assertNull(PersonAge.sentence(paid("ADULT")));
    assertTrue(PersonAge.sentence(paid("UNDER_18")).contains("under 18"));
    Alert watched = paid("UNKNOWN");
    watched.getEvents().get(1).getLivestream().setViewerAgeAssurance("ADULT");
    assertNull(PersonAge.sentence(watched), "the platform says it");
    watched.getEvents().get(1).getLivestream().setSubject("another");
    assertUnknown(watched);
  }

  @Test
  void itIsTheFirstThingOnThePageOfAPayerAlone() {
    AlertView view =
        AlertView.of(
            VerdictHistory.of(paid("UNKNOWN"), List.of(), TestAlerts.VERDICTS),
            List.of(),
            new RuleBook(TestAlerts.RULES),
            TestAlerts.NOW);
    assertTrue(
        AlertPage.lines(view, new AlertPage.Layout(90, false, false, "decide"))
            .get(0)
            .startsWith("Nobody says how old"));
    Alert receiver = paid("UNKNOWN");
    receiver.setTrack(Track.RECEIVER);
    assertEquals(null, PersonAge.sentence(receiver));
  }
}
