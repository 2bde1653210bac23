package org.drey.console.index;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.alerts.page.RuleBook;
import org.drey.console.ConsoleAlerts;
import org.drey.console.FreshDatabase;
import org.drey.console.page.Frame;
import org.drey.console.page.Groups;
import org.drey.console.page.Pages;
import org.drey.console.page.QueueFilters;
import org.drey.console.page.QueueView;
import org.drey.console.store.Database;
import org.drey.console.store.Sql;
import org.drey.console.triage.Change;
import org.drey.console.triage.Decided;
import org.drey.console.triage.Filter;
import org.drey.console.triage.Snapshot;
import org.drey.console.triage.Triage;
import org.drey.console.work.Claims;
import org.drey.event.Alert;
import org.drey.event.Priority;
import org.drey.event.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The first page of very many alerts takes hardly longer than that of few. */
final class FirstPageIT {
  private static final int FEW = 100;
  private static final int DOUBLINGS = 10;
  private static final int MANY = FEW << DOUBLINGS;
  private static final int ROUNDS = 15;
  private static final int MAX_TIMES_SLOWER = 3;
  private static final Instant NOW = Instant.parse("2026-01-16T09:00:00Z");

  /** Each alert once more, a little later. */
  private static final String ALERTS_AGAIN =
      "INSERT INTO index_alert (alert_id, generation, revision, arrived, state, track, urgency,"
          + " due_order, score, entity, streams, emitted_at, verdict, verdict_time, content,"
          + " record) SELECT alert_id || ?, generation, revision, arrived, state, track, urgency,"
          + " due_order + 7, score, entity, streams, emitted_at, verdict, verdict_time, content,"
          + " record FROM index_alert";

  private static final String REVISIONS_AGAIN =
      "INSERT INTO index_revision (alert_id, generation, revision, arrived, emitted_at, as_of,"
          + " state, score, band, priority, content) SELECT alert_id || ?, generation, revision,"
          + " arrived, emitted_at, as_of, state, score, band, priority, content"
          + " FROM index_revision";

  @TempDir private Path place;

  private Database filled(int doublings) throws IOException {
    Database database = FreshDatabase.open(place.resolve(doublings + ".db"));
    IndexTables.read().prepare(database, "test");
    Erasing noOne = Erasing.of(database);
    database.write(
        connection -> {
          IndexWriter writer = new IndexWriter(connection, noOne);
          Alert alert = ConsoleAlerts.of(Track.PAYER, "payer");
          for (int i = 0; i < FEW; i++) {
            alert.setEntity("payer-" + i);
            alert.setAlertId(Integer.toHexString(i));
            alert.setPriority(i % 3 == 0 ? Priority.P2 : Priority.P3);
            alert.setDueBy(NOW.plusSeconds(i * 800L));
            writer.take(alert);
          }
          writer.end("alerts", 0, FEW);
          for (int round = 0; round < doublings; round++) {
            Sql.run(connection, ALERTS_AGAIN, "-" + round);
            Sql.run(connection, REVISIONS_AGAIN, "-" + round);
          }
        });
    return database;
  }

  private static String page(Database database) {
    AlertIndex index = new AlertIndex(database);
    Triage triage = new Triage(database, index);
    Filter.Around around =
        new Filter.Around(
            "a17",
            NOW,
            NOW.plus(Duration.ofHours(3)),
            new Position(index.position().indexId(), FEW / 2, NOW), // half of them are newer
            index.position().indexId());
    Snapshot list = triage.list(Filter.OPEN, around);
    Map<String, Alert> alerts = index.alerts(list.ids());
    Map<String, Change> changes = triage.changes(list.ids(), around);
    Map<String, String> claims = new Claims(database).of(list.ids());
    Map<String, String> waiting = new HashMap<>();
    new Decided(database).waiting(list.ids()).forEach(id -> waiting.put(id, "decided"));
    RuleBook rules = new RuleBook(ConsoleAlerts.RULES);
    Groups groups = new Groups(alerts, changes, claims, waiting, rules, NOW);
    Snapshot changed = triage.list(Filter.of(Map.of("show", "changed")), around);
    int news = triage.changes(changed.ids(), around).size();
    return Pages.queue(
        new QueueView(
            new Frame("Alerts", "a17", "csrf", null, List.of(), null),
            QueueFilters.numbers(triage.overview(around)),
            new QueueView.Since(
                "before",
                QueueFilters.changes(Map.of(Change.Kind.NEW, (long) news), changed.more())),
            List.of(),
            QueueFilters.choices(Filter.OPEN),
            false,
            QueueFilters.views(List.of(), Filter.OPEN),
            "/?newer=1",
            triage.newer(list, around),
            List.of(),
            List.of(),
            groups.of(triage.stories(list.ids())),
            list.more(),
            QueueView.DAILY_BUDGET,
            new Decided(database).since(NOW),
            null));
  }

  private static long median(Database database) {
    long[] nanos = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long begun = System.nanoTime();
      assertTrue(page(database).contains("payer-"));
      nanos[i] = System.nanoTime() - begun;
    }
    Arrays.sort(nanos);
    return nanos[ROUNDS / 2];
  }

  @Test
  @Timeout(240)
  void aHundredThousandAlertsCostNoMoreThanThreeTimesAHundred() throws IOException {
    try (Database few = filled(0);
        Database many = filled(DOUBLINGS)) {
      assertTrue(median(few) > 0 && median(many) > 0, "warm");
      long small = median(few);
      long large = median(many);
      assertTrue(
          large <= MAX_TIMES_SLOWER * small,
          "a page of " + FEW + ": " + small + " ns, of " + MANY + ": " + large + " ns");
      assertTrue(page(many).contains((MANY - FEW) + " more are not shown"));
    }
  }
}
