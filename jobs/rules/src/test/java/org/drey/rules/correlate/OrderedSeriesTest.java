package org.drey.rules.correlate;

import static org.drey.rules.correlate.Examples.CARD;
import static org.drey.rules.correlate.Examples.P2P;
import static org.drey.rules.correlate.Examples.SMALL;
import static org.drey.rules.correlate.Examples.payment;
import static org.drey.rules.correlate.Examples.temporal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.InMemoryLog;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.log.LogSizes;
import org.junit.jupiter.api.Test;

/** An ordered rule of three holds when a series of its events ends with the newest one. */
class OrderedSeriesTest {
  private static final int BUSY = 80;

  private static final RuleSet RULES =
      TestRules.compile(
          CARD,
          P2P,
          SMALL,
          temporal("temporal_ordered", "three", "card, p2p, small", "payee", "8h"));

  private final Correlator correlator =
      new Correlator(
          RULES, 1, FindingAudience.EVERYTHING, new EntityBounds(4_096, LogSizes.USUAL, 0));

  private final InMemoryLog log = new InMemoryLog();
  private final List<String> found = new ArrayList<>();
  private int second;

  private void accept(TestEvent event) {
    correlator.accept(
        TimeTest.match(RULES, event),
        0,
        log,
        new Correlator.Output() {
          @Override
          public void finding(Finding finding) {
            found.add(finding.event().eventId());
          }

          @Override
          public void forward(Match match) {}

          @Override
          public void dropped() {}
        });
  }

  private static TestEvent paid(String id, double second, String channel) {
    return payment(id, second).with("channel", channel).with("amount_minor", 900L);
  }

  private TestEvent small() {
    second++;
    return payment("s" + second, second).with("channel", "WALLET").with("amount_minor", 1L);
  }

  private TestEvent next(String id, String channel) {
    return paid(id, ++second, channel);
  }

  @Test
  void whatComesAfterTheSecondRuleBeginsNone() {
    accept(next("p2p", "P2P"));
    accept(next("card", "CARD"));
    accept(small());
    assertEquals(List.of(), found);
  }

  @Test
  void whatIsLateMayBeginASeriesWithTheNewestOfItsTime() {
    for (int i = 0; i < BUSY; i++) {
      accept(small());
    }
    accept(next("p2p", "P2P"));
    accept(small());
    accept(paid("late", second - 1, "CARD"));
    accept(small());
    assertEquals("s" + second, found.get(found.size() - 1));
  }

  @Test
  void anEarlierEventOfARuleServesWhereItsNewestIsTooLate() {
    accept(next("first", "CARD"));
    for (int i = 0; i < BUSY; i++) {
      accept(small());
    }
    accept(next("second", "CARD"));
    accept(paid("late", second - 0.5, "P2P")); // after the first card only
    for (int i = 0; i < 3; i++) {
      accept(small());
    }
    assertEquals(3, found.size());
  }

  @Test
  void aLateEventThatHasNoneBeforeItCompletesNothing() {
    for (int i = 0; i < BUSY; i++) {
      accept(small());
    }
    accept(next("card", "CARD"));
    accept(paid("late", BUSY - 0.5, "P2P"));
    accept(small());
    assertEquals(List.of(), found);

    accept(next("p2p", "P2P"));
    accept(small());
    assertEquals(List.of("s" + second), found);
  }
}
