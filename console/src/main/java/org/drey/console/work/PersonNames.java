package org.drey.console.work;

import java.util.List;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;

/**
 * By what each person is called, for good: no two have one name, and no one has two, by which one
 * could be both of two analysts who have to agree. Names that differ in case alone are one name.
 */
public final class PersonNames {
  private final ConsoleDatabase database;

  /** People in a database. */
  public PersonNames(ConsoleDatabase database) {
    this.database = database;
  }

  /**
   * Keeps by what a person is called, if neither has been seen before.
   *
   * @param subject the provider's own name for the person
   * @return whether that is what this person, and no one else, is called
   */
  public boolean isCalled(String id, String subject) {
    database.write(
        connection ->
            SqlStatements.run(
                connection,
                "INSERT INTO work_person (id, subject) SELECT ?, ? WHERE NOT EXISTS"
                    + " (SELECT 1 FROM work_person WHERE LOWER(id) = LOWER(?))"
                    + " ON CONFLICT DO NOTHING",
                id,
                subject,
                id));
    List<Boolean> known =
        database.read(
            connection ->
                SqlStatements.list(
                    connection,
                    "SELECT id, subject FROM work_person WHERE id = ? OR subject = ?",
                    row -> row.getString(1).equals(id) && row.getString(2).equals(subject),
                    id,
                    subject));
    return known.equals(List.of(true));
  }
}
