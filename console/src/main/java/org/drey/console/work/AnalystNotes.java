package org.drey.console.work;

import java.time.Instant;
import java.util.List;
import org.drey.base.DerivedIds;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;

/** Notes of analysts about an alert; a verdict refers to them, and they stay in the house. */
public final class AnalystNotes {
  /** The longest note, in characters. */
  public static final int MAX_LENGTH = 4000;

  private final ConsoleDatabase database;

  /** A note. */
  public record Note(String id, String analyst, Instant at, String text) {}

  /** The id of a note, by which a verdict refers to it. */
  public static String id(String alertId, String analyst, String text) {
    return "note-" + DerivedIds.of("note", alertId, analyst, text);
  }

  /** Notes in a database. */
  public AnalystNotes(ConsoleDatabase database) {
    this.database = database;
  }

  /** Adds a note, once. */
  public void add(String alertId, Note note) {
    database.write(
        connection ->
            SqlStatements.run(
                connection,
                "INSERT INTO work_note (note_id, alert_id, analyst, noted_at, note)"
                    + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (note_id) DO NOTHING",
                note.id(),
                alertId,
                note.analyst(),
                note.at().toEpochMilli(),
                note.text()));
  }

  /** Those on an alert, the oldest first. */
  public List<Note> of(String alertId) {
    return database.read(
        connection ->
            SqlStatements.list(
                connection,
                "SELECT note_id, analyst, noted_at, note FROM work_note WHERE alert_id = ?"
                    + " ORDER BY noted_at, note_id",
                row ->
                    new Note(
                        row.getString(1),
                        row.getString(2),
                        Instant.ofEpochMilli(row.getLong(3)),
                        row.getString(4)),
                alertId));
  }
}
