package org.drey.console.triage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.console.ConsoleAlerts;
import org.drey.console.FreshDatabase;
import org.drey.console.index.AlertIndex;
import org.drey.console.index.FeedReading;
import org.drey.console.index.FolderSource;
import org.drey.console.index.IndexFeed;
import org.drey.console.store.ConsoleDatabase;
import org.drey.event.Alert;
import org.drey.event.Priority;
import org.drey.event.Track;

/** Real tables of what a test writes to a folder of results. */
final class FolderTables implements AutoCloseable {
  /** When alerts are listed; {@link #due} counts from it. */
  static final Instant NOW = Instant.parse("2026-01-16T09:00:00Z");

  private final Path folder;
  private final ConsoleDatabase database;
  private final AlertIndex index;
  private IndexFeed feed;

  FolderTables(Path place) throws IOException {
    folder = Files.createDirectory(place.resolve("results"));
    database = FreshDatabase.open(place.resolve("console.db"));
    index = new AlertIndex(database);
    feed = open();
  }

  private IndexFeed open() {
    return new FolderSource(folder, warning -> {}).open(database);
  }

  ConsoleDatabase database() {
    return database;
  }

  AlertIndex index() {
    return index;
  }

  AlertTriage triage() {
    return new AlertTriage(database, index);
  }

  /** Writes to the folder; {@link #readAll} reads it. */
  void append(SpecificRecordBase... records) throws IOException {
    ConsoleAlerts.append(folder, records);
  }

  void readAll() throws IOException {
    FeedReading.toTheEnd(feed, database);
  }

  /** The same folder with other alerts. */
  void replace(List<Alert> alerts) throws IOException {
    feed.close();
    Files.deleteIfExists(folder.resolve("alerts.jsonl"));
    append(alerts.toArray(Alert[]::new));
    feed = open();
    readAll();
  }

  /** An alert about a payer. */
  static Alert due(String subject, Priority priority, Duration in) {
    Alert alert = ConsoleAlerts.of(Track.PAYER, subject);
    alert.setPriority(priority);
    alert.setDueBy(NOW.plus(in));
    return alert;
  }

  static List<String> ids(Alert... alerts) {
    return Arrays.stream(alerts).map(Alert::getAlertId).toList();
  }

  @Override
  public void close() {
    feed.close();
    database.close();
  }
}
