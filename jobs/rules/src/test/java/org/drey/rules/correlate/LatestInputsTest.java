package org.drey.rules.correlate;

import static org.drey.rules.correlate.Examples.CARD;
import static org.drey.rules.correlate.Examples.P2P;
import static org.drey.rules.correlate.Examples.SMALL;
import static org.drey.rules.correlate.Examples.payment;
import static org.drey.rules.correlate.Examples.temporal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.InMemoryLog;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.log.LogSizes;
import org.junit.jupiter.api.Test;

/** Of an ordered rule the window is not read to see whether a series is there. */
class LatestInputsTest {
  private static final int BUSY = 800;

  private static final RuleSet RULES =
      TestRules.compile(
          CARD,
          P2P,
          SMALL,
          temporal("temporal_ordered", "three", "card, p2p, small", "payee", "8h"));

  /** With nothing in memory, so that each part that is read is an access. */
  private final Correlator correlator =
      new Correlator(
          RULES,
          1,
          FindingAudience.EVERYTHING,
          new EntityBounds(100_000, 8_000, 64, LogSizes.USUAL, 0));

  private final InMemoryLog log = new InMemoryLog();
  private final List<String> found = new ArrayList<>();
  private int second;

  private long accept(TestEvent event) {
    long before = log.accesses();
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
    return log.accesses() - before;
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
  void whatIsMissingIsNotLookedFor() {
    for (int i = 0; i < BUSY; i++) {
      accept(small());
    }
    accept(next("p2p", "P2P"));
    accept(next("card", "CARD")); // too late for the series
    for (int i = 0; i < BUSY; i++) {
      long accesses = accept(small());
      assertTrue(accesses < 30, accesses + " accesses");
    }
    assertEquals(List.of(), found);

    accept(paid("late", BUSY / 2 + 0.5, "CARD"));
    long accesses = accept(small());
    assertTrue(accesses < 70, accesses + " accesses, with evidence");
    assertEquals("s" + second, found.get(found.size() - 1));
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
  void aSeriesThatALateEventCompletesIsLookedForOnce() {
    accept(next("first", "CARD"));
    for (int i = 0; i < BUSY; i++) {
      accept(small());
    }
    accept(next("second", "CARD"));
    accept(paid("late", second - 0.5, "P2P")); // after the first card only
    assertTrue(accept(small()) > 100, "the window has to be read");
    for (int i = 0; i < 10; i++) {
      long accesses = accept(small());
      assertTrue(accesses < 70, accesses + " accesses, with evidence");
    }
    assertEquals(11, found.size());
  }

  @Test
  void whatALateEventLeavesOpenIsLookedForOnce() {
    for (int i = 0; i < BUSY; i++) {
      accept(small());
    }
    accept(next("card", "CARD"));
    accept(paid("late", BUSY - 0.5, "P2P")); // perhaps after a card
    assertTrue(accept(small()) > 100, "some windows have to be read");
    long accesses = accept(small());
    assertTrue(accesses < 30, accesses + " accesses");
    assertEquals(List.of(), found);

    accept(next("p2p", "P2P"));
    accesses = accept(small());
    assertTrue(accesses < 70, accesses + " accesses, with evidence");
    assertEquals(List.of("s" + second), found);
  }
}
