package org.drey.console.index;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.drey.console.work.SeenContent;

/** Numbers of alerts, without a person. */
public final class IndexCounts {
  private static final String OPEN = "OPEN";
  private static final Set<String> SPENT = Set.of("UNFOUNDED", "BENIGN_EXPLAINED");

  private final ConsoleDatabase database;

  /**
   * The counts of an indicator.
   *
   * @param spent of the closed ones, those that were unfounded or explained
   */
  public record OfIndicator(long open, long closed, long spent) {
    /** The counts of an indicator without an alert. */
    public static final OfIndicator NONE = new OfIndicator(0, 0, 0);

    private static OfIndicator of(SeenContent alert) {
      boolean isOpen = alert.state().equals(OPEN);
      String closedBy = alert.closedBy();
      boolean isSpent = !isOpen && closedBy != null && SPENT.contains(closedBy);
      return new OfIndicator(isOpen ? 1 : 0, isOpen ? 0 : 1, isSpent ? 1 : 0);
    }

    private OfIndicator plus(OfIndicator other) {
      return new OfIndicator(open + other.open, closed + other.closed, spent + other.spent);
    }
  }

  /** Reads an index in a database. */
  public IndexCounts(ConsoleDatabase database) {
    this.database = database;
  }

  /** Alerts that are open or closed, by the indicators of their reasons. */
  public Map<String, OfIndicator> byIndicator() {
    Map<String, OfIndicator> counts = new HashMap<>();
    database.read(
        connection ->
            SqlStatements.list(
                connection,
                "SELECT content FROM index_alert WHERE state <> 'WITHDRAWN'",
                row -> {
                  SeenContent alert = SeenContent.parse(row.getString(1));
                  OfIndicator one = OfIndicator.of(alert);
                  alert
                      .indicators()
                      .forEach(indicator -> counts.merge(indicator, one, OfIndicator::plus));
                  return alert.state();
                }));
    return counts;
  }
}
