package org.drey.console.index;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.drey.alerts.decide.VerdictRules.SecondEyes;
import org.drey.alerts.handover.GoamlTerms;
import org.drey.alerts.handover.SharingTerms;
import org.drey.console.ConsoleAlerts;
import org.drey.console.FreshDatabase;
import org.drey.console.decide.FolderOutlet;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.drey.console.web.Browser;
import org.drey.console.web.ConsoleServer;
import org.drey.console.web.TokenLinks;
import org.drey.event.Alert;
import org.drey.event.Priority;
import org.drey.event.Track;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first page of very many alerts takes hardly longer than that of few: over HTTP, for one who
 * has looked before, with children, cases, claims, many revisions and changes since.
 */
@Tag("nightly")
final class FirstPageIT {
  private static final int FEW = 100;

  /** As many as a page lists, so that both pages have as many lines. */
  private static final int CHILDREN = 100;

  private static final int DOUBLINGS = 9;
  private static final int ALL = FEW + CHILDREN;
  private static final int MANY = ALL << DOUBLINGS;
  private static final int REVISIONS = 40;
  private static final int ROUNDS = 9;
  private static final int MAX_TIMES_SLOWER = 3;

  private static final long PAUSE_NANOS = 100_000_000; // below the rate that a session may have
  private static final String SOURCE = "what is there";

  /** Each alert once more, a little later. */
  private static final String ALERTS_AGAIN =
      "INSERT INTO index_alert (alert_id, generation, revision, arrived, state, track, urgency,"
          + " deadline, score, entity, streams, emitted_at, verdict, verdict_time, content,"
          + " record) SELECT alert_id || ?, generation, revision, arrived, state, track, urgency,"
          + " deadline + 7, score, entity, streams, emitted_at, verdict, verdict_time, content,"
          + " record FROM index_alert";

  private static final String REVISIONS_AGAIN =
      "INSERT INTO index_revision (alert_id, generation, revision, arrived, emitted_at, as_of,"
          + " state, score, band, priority, content) SELECT alert_id || ?, generation, revision,"
          + " arrived, emitted_at, as_of, state, score, band, priority, content"
          + " FROM index_revision";

  /** Older revisions of those that are listed. */
  private static final String OLDER_REVISIONS =
      "INSERT INTO index_revision (alert_id, generation, revision, arrived, emitted_at, as_of,"
          + " state, score, band, priority, content) SELECT alert_id, generation, revision - ?,"
          + " arrived, emitted_at, as_of, state, score - ?, band, priority, content"
          + " FROM index_revision WHERE alert_id IN (SELECT alert_id FROM index_alert"
          + " ORDER BY urgency, deadline, score DESC, alert_id LIMIT 400) AND revision >= ?";

  private static final String FIRST =
      " FROM index_alert WHERE track = 'PAYER' ORDER BY urgency, deadline, score DESC, alert_id";

  private static final String LISTED = "SELECT alert_id, record" + FIRST + " LIMIT 100";

  /** A source that has nothing more than the index has. */
  private static final class NothingMore extends EmptySource {
    NothingMore() {
      super(SOURCE);
    }

    @Override
    boolean step() {
      LockSupport.parkNanos(PAUSE_NANOS);
      return true;
    }

    @Override
    public List<Age> ages() {
      return List.of(new Age("payments", Age.Kind.RECORD, Instant.now()));
    }
  }

  @TempDir private Path place;
  private final BlockingQueue<String> addresses = new LinkedBlockingQueue<>();

  /** Alerts, most of them in cases of ten, some of them claimed. */
  private void fill(ConsoleDatabase database, int doublings) {
    IndexTables.read().prepare(database, SOURCE);
    IndexErasure noOne = IndexErasure.of(database);
    Instant due = Instant.now();
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < ALL; i++) {
      Alert alert = ConsoleAlerts.of(i < FEW ? Track.PAYER : Track.VICTIM, "person-" + i);
      alert.setPriority(i % 3 == 0 ? Priority.P2 : Priority.P3);
      alert.setRevision(REVISIONS + 1L);
      alert.setDueBy(due.plusSeconds(i * 800L));
      alerts.add(alert);
    }
    database.write(
        connection -> {
          IndexWriter writer = new IndexWriter(connection, noOne);
          for (Alert alert : alerts) {
            writer.take(alert);
          }
          for (int round = 0; round < doublings; round++) {
            SqlStatements.run(connection, ALERTS_AGAIN, "-" + round);
            SqlStatements.run(connection, REVISIONS_AGAIN, "-" + round);
          }
          for (int older = 1; older <= REVISIONS; older++) {
            SqlStatements.run(connection, OLDER_REVISIONS, older, older, REVISIONS + 1);
          }
          List<Alert> listed = SqlStatements.list(connection, LISTED, FirstPageIT::alert);
          for (int i = 0; i < FEW; i += 10) {
            writer.take(ConsoleAlerts.star("payee-" + i, listed.subList(i, i + 5)));
          }
          SqlStatements.run(
              connection,
              "INSERT INTO work_claim (alert_id, analyst, claimed_at) SELECT alert_id, 'a18', 0"
                  + FIRST
                  + " LIMIT 50");
          writer.end("alerts", 0, alerts.size());
        });
  }

  /** What comes after the look: one more revision of a hundred that are listed. */
  private static void change(ConsoleDatabase database) {
    IndexErasure noOne = IndexErasure.of(database);
    database.write(
        connection -> {
          IndexWriter writer = new IndexWriter(connection, noOne);
          for (Alert alert : SqlStatements.list(connection, LISTED, FirstPageIT::alert)) {
            alert.setRevision(REVISIONS + 2L);
            alert.setScore(alert.getScore() + 5);
            writer.take(alert);
          }
          writer.end("alerts", 0, FEW);
        });
  }

  private static Alert alert(ResultSet row) throws SQLException {
    try {
      Alert alert = AvroCodec.of(Alert.class).decode(row.getBytes(2));
      alert.setAlertId(row.getString(1)); // a copy's record has that of the first
      return alert;
    } catch (InvalidRecordException e) {
      throw new SQLException(e);
    }
  }

  private Browser signedIn(ConsoleServer console) throws Exception {
    Browser browser = new Browser(console.address());
    String address = addresses.take();
    while (!address.startsWith(console.address())) {
      address = addresses.take(); // the next one of another console
    }
    browser.get(address.substring(console.address().length()));
    String html;
    do {
      LockSupport.parkNanos(PAUSE_NANOS);
      html = browser.get("/?newer=1").html();
    } while (!html.contains("This is your first look") || html.contains("Still reading"));
    return browser;
  }

  private static void look(Browser browser) throws Exception {
    String html = browser.post("/looked", Map.of()).html();
    assertTrue(html.contains("Since you looked"), html);
  }

  private ConsoleServer console(ConsoleDatabase database) throws IOException {
    return ConsoleServer.start(
        new ConsoleServer.Settings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            "a17",
            null,
            new NothingMore(),
            new FolderOutlet(place),
            ConsoleAlerts.RULES,
            SecondEyes.UNKNOWN,
            GoamlTerms.NONE,
            SharingTerms.DEFAULT,
            TokenLinks.NONE,
            addresses::add),
        database);
  }

  /** How long the page takes, in nanoseconds. */
  private static long time(Browser browser, String path) throws Exception {
    LockSupport.parkNanos(PAUSE_NANOS);
    long begun = System.nanoTime();
    String html = browser.get(path).html();
    long nanos = System.nanoTime() - begun;
    assertTrue(html.contains("person-"), html);
    assertTrue(html.contains("Since you looked"), html);
    assertTrue(html.contains("points"), "changes are in it");
    return nanos;
  }

  /** The medians of both, in turns, so that other work on the machine slows both. */
  private static long[] medians(Browser small, Browser large, String path) throws Exception {
    long[] ofSmall = new long[ROUNDS];
    long[] ofLarge = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      ofSmall[i] = time(small, path);
      ofLarge[i] = time(large, path);
    }
    Arrays.sort(ofSmall);
    Arrays.sort(ofLarge);
    return new long[] {ofSmall[ROUNDS / 2], ofLarge[ROUNDS / 2]};
  }

  @Test
  @Timeout(300)
  void aHundredThousandAlertsCostNoMoreThanThreeTimesAHundred() throws Exception {
    try (ConsoleDatabase few = FreshDatabase.open(place.resolve("few.db"));
        ConsoleDatabase many = FreshDatabase.open(place.resolve("many.db"))) {
      fill(few, 0);
      fill(many, DOUBLINGS);
      try (ConsoleServer ofFew = console(few)) {
        Browser small = signedIn(ofFew);
        try (ConsoleServer ofMany = console(many)) {
          Browser large = signedIn(ofMany);
          look(small);
          look(large);
          change(few);
          change(many);
          for (String path : List.of("/?newer=1", "/")) {
            medians(small, large, path); // warms up
            long[] nanos = medians(small, large, path);
            assertTrue(
                nanos[1] <= MAX_TIMES_SLOWER * nanos[0],
                path + " of " + ALL + " and of " + MANY + ": " + Arrays.toString(nanos) + " ns");
          }
        }
      }
    }
  }
}
