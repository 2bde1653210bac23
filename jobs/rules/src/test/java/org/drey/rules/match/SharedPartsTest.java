package org.drey.rules.match;

import static org.drey.rules.TestStreams.DNS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.junit.jupiter.api.Test;

/** What several rules ask alike is asked once an event. */
class SharedPartsTest {
  private static final String[] ALIKE = {
    "a:", "  query|contains: [cam, live]", "b:", "  query: '*x?z*'", "c:", "  record_type: A"
  };

  private static String rule(String name, String condition) {
    String[] lines = Arrays.copyOf(ALIKE, ALIKE.length + 1);
    lines[ALIKE.length] = "condition: " + condition;
    return TestRules.detection(name, "dns", lines);
  }

  private static SharedParts parts(Map<Integer, EventPredicate> conditions) {
    SharedParts parts = new SharedParts(conditions.values());
    conditions.values().forEach(parts::of);
    return parts;
  }

  @Test
  void aPartOfSeveralRulesIsSharedAndNoneOfItsParts() {
    Map<Integer, EventPredicate> conditions =
        Selections.conditions(DNS, rule("x", "a and b"), rule("y", "a or c"), rule("z", "not c"));
    SharedParts parts = new SharedParts(conditions.values());
    EventPredicate first = parts.of(conditions.get(0));
    EventPredicate a = ((EventPredicate.And) first).parts().get(0);
    EventPredicate.SharedPredicate shared = (EventPredicate.SharedPredicate) a;
    assertEquals(List.of(false, false), marks(((EventPredicate.Or) shared.part()).parts()));
    EventPredicate second = parts.of(conditions.get(1));
    assertEquals(
        shared, ((EventPredicate.Or) second).parts().get(0), "the same part, the same number");
    assertEquals(1, parts.size());
  }

  private static List<Boolean> marks(List<EventPredicate> parts) {
    return parts.stream().map(EventPredicate.SharedPredicate.class::isInstance).toList();
  }

  @Test
  void patternsAndListsAreTheSamePartsIfTheyAreWrittenAlike() {
    assertEquals(1, parts(Selections.conditions(DNS, rule("x", "b"), rule("y", "b and c"))).size());
    String list = "query: [one.example, two.example]";
    String set = "query|expand: '%facilitators%'";
    for (String line : List.of(list, set)) {
      String first = TestRules.detection("f", "dns", "s:", "  " + line, "condition: s");
      String second = TestRules.detection("g", "dns", "s:", "  " + line, "condition: not s");
      assertEquals(1, parts(Selections.conditions(DNS, first, second)).size(), line);
    }
  }

  @Test
  void anAnswerIsRememberedForItsEventOnly() {
    EventPredicate.Text part =
        new EventPredicate.Text(DNS.slot("query"), new TextTest.SameText("x", true));
    EventPredicate shared = new EventPredicate.SharedPredicate(0, part);
    MatchTrial trial = new MatchTrial();
    TestEvent x = TestEvent.on(DNS).with("query", "x");
    TestEvent y = TestEvent.on(DNS).with("query", "y");
    trial.begin(new int[0][], 0, 1);
    assertEquals(MatchTrial.UNKNOWN, trial.answer(0));
    assertEquals(true, shared.test(x, trial));
    assertEquals(MatchTrial.YES, trial.answer(0));
    assertEquals(true, shared.test(y, trial), "the part is not tried again");
    trial.begin(new int[0][], 0, 1);
    assertEquals(false, shared.test(y, trial));
    assertEquals(MatchTrial.NO, trial.answer(0));
    assertEquals(false, shared.test(x, trial), "the part is not tried again");
  }
}
