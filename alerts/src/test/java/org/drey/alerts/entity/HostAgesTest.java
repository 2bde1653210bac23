package org.drey.alerts.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.explain.RuleBook;
import org.drey.alerts.story.StoryEvents;
import org.drey.event.Alert;
import org.drey.event.Reason;
import org.junit.jupiter.api.Test;

/** What is assured of hosts, in the words of a reason. */
final class HostAgesTest {
  /** As the catalogue has it. */
  private static final String CAVEAT = "Nobody assured that the host is a child.";

  private static String sentences(String age) {
    Alert alert = StoryEvents.withHosts(age, StoryEvents.joined(0, "host-1"));
    Reason reason = Reason.newBuilder(alert.getReasons().get(0)).build();
    reason.setQuality(0.5);
    reason.setCaveats(List.of(CAVEAT));
    return new RuleBook(TestAlerts.RULES).sentences(alert, reason);
  }

  @Test
  void ofAssuredAdultsAReasonSaysThatTheyAreAndOfOthersWhatItsRuleSays() {
    String adult = sentences("ADULT");
    assertTrue(adult.endsWith("Counts half: the host is assured to be an adult."), adult);
    String unknown = sentences("UNKNOWN");
    assertTrue(unknown.endsWith("Counts half: nobody assured that the host is a child."), unknown);
  }

  @Test
  void aChildOfBeforeTheLatestEventsIsStillOneOfThem() {
    Alert alert = StoryEvents.withHosts("UNKNOWN", StoryEvents.joined(0, "host-1"));
    assertFalse(HostAges.of(alert).haveChildren());
    alert.setSeverity(4); // by evidence whose events are no longer listed
    assertEquals(HostAges.SOME_CHILDREN, HostAges.of(alert));
    alert.setEvents(List.of());
    assertTrue(HostAges.of(alert).haveChildren());
  }

  @Test
  void theWordsAreThoseOfTheCatalogue() {
    long rules =
        TestAlerts.RULES.heads().stream().filter(rule -> rule.toString().contains(CAVEAT)).count();
    assertTrue(rules > 0, CAVEAT);
  }
}
