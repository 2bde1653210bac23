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

  private static SharedParts parts(Map<Integer, Predicate> conditions) {
    SharedParts parts = new SharedParts(conditions.values());
    conditions.values().forEach(parts::of);
    return parts;
  }

  @Test
  void aPartOfSeveralRulesIsSharedAndNoneOfItsParts() {
    Map<Integer, Predicate> conditions =
        Selections.conditions(DNS, rule("x", "a and b"), rule("y", "a or c"), rule("z", "not c"));
    SharedParts parts = new SharedParts(conditions.values());
    Predicate first = parts.of(conditions.get(0));
    Predicate a = ((Predicate.And) first).parts().get(0);
    Predicate.Shared shared = (Predicate.Shared) a;
    assertEquals(List.of(false, false), marks(((Predicate.Or) shared.part()).parts()));
    Predicate second = parts.of(conditions.get(1));
    assertEquals(shared, ((Predicate.Or) second).parts().get(0), "the same part, the same number");
    assertEquals(1, parts.size());
  }

  private static List<Boolean> marks(List<Predicate> parts) {
    return parts.stream().map(Predicate.Shared.class::isInstance).toList();
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
    Predicate.Text part = new Predicate.Text(DNS.slot("query"), new TextTest.Same("x", true));
    Predicate shared = new Predicate.Shared(0, part);
    Trial trial = new Trial();
    TestEvent x = TestEvent.on(DNS).with("query", "x");
    TestEvent y = TestEvent.on(DNS).with("query", "y");
    trial.begin(new int[0][], 0, 1);
    assertEquals(Trial.UNKNOWN, trial.answer(0));
    assertEquals(true, shared.test(x, trial));
    assertEquals(Trial.YES, trial.answer(0));
    assertEquals(true, shared.test(y, trial), "the part is not tried again");
    trial.begin(new int[0][], 0, 1);
    assertEquals(false, shared.test(y, trial));
    assertEquals(Trial.NO, trial.answer(0));
    assertEquals(false, shared.test(x, trial), "the part is not tried again");
  }
}
