package org.drey.console.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.explain.AlertView;
import org.drey.alerts.explain.RuleBook;
import org.drey.console.ConsoleAlerts;
import org.drey.event.Track;
import org.junit.jupiter.api.Test;

/** Points as bars, each of which begins where the one before ends. */
final class PointBarsViewTest {
  private static final RuleBook BOOK = new RuleBook(ConsoleAlerts.RULES);

  @Test
  void barsAddUpToTheScore() {
    PointBarsView bars =
        PointBarsView.of(
            AlertView.of(
                VerdictHistory.of(
                    ConsoleAlerts.of(Track.PAYER, "p1"), List.of(), ConsoleAlerts.VERDICTS),
                List.of(),
                BOOK,
                Instant.parse("2026-01-15T21:30:00Z")),
            BOOK);
    double sum = bars.bars().stream().mapToDouble(one -> Double.parseDouble(one.points())).sum();
    assertEquals(69.0, sum, 0.001);
    assertEquals("69.0", bars.total().points());
    List<Double> ends = new ArrayList<>();
    for (PointBarsView.Bar bar : bars.bars()) {
      double x = Double.parseDouble(bar.x());
      if (bar.kind().equals("adds")) {
        assertEquals(ends.isEmpty() ? 0 : ends.get(ends.size() - 1), x, 0.011);
        ends.add(x + Double.parseDouble(bar.width()));
      }
    }
    assertEquals(5, ends.size());
  }
}
