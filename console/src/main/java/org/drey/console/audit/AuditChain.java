package org.drey.console.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.jspecify.annotations.Nullable;

/** Looks at each entry of the audit, and whether it is what was written. */
public final class AuditChain {
  private static final int BATCH = 1000;
  private static final String ENTRY = "entry, at, actor, action, payload_hash, hash";

  private AuditChain() {}

  /**
   * The result of a verification.
   *
   * @param entries how many entries are as they were written
   * @param erased how many of their payloads are no longer there
   * @param head the hash of the newest of them
   * @param containsHead whether the hash that was asked for is one of theirs
   * @param problem what is wrong with the next one; null if there is nothing
   */
  public record Result(
      long entries, long erased, String head, boolean containsHead, @Nullable String problem) {

    private Result with(@Nullable String found) {
      return new Result(entries, erased, head, containsHead, found);
    }
  }

  /**
   * Verifies all entries, from the first.
   *
   * @param head a hash that was logged, which has to be among them; null for none
   */
  public static Result verify(ConsoleDatabase database, @Nullable String head) {
    ErasedPayloads erased = new ErasedPayloads();
    long appended =
        database.read(
            connection -> SqlStatements.number(connection, "SELECT turn FROM work_audit_turn"));
    Result result = new Result(0, 0, AuditEntry.BEGINNING, head == null, null);
    boolean isAtEnd = false;
    while (!isAtEnd && result.problem() == null) {
      long after = result.entries();
      List<StoredEntry> batch = database.read(connection -> batch(connection, after));
      isAtEnd = batch.isEmpty();
      for (StoredEntry one : batch) {
        if (result.problem() == null) {
          Result next = next(result, one, head);
          boolean isOurs = next.problem() != null || erased.see(one.entry(), one.payload());
          result =
              isOurs
                  ? next
                  : result.with("entry " + one.entry().entry() + " is none that a console writes");
        }
      }
    }
    return result.problem() == null
        ? result.with(wrongWithAll(database, result.entries(), appended, erased))
        : result;
  }

  /** Returns what no single entry shows; null for nothing. */
  private static @Nullable String wrongWithAll(
      ConsoleDatabase database, long entries, long appended, ErasedPayloads erased) {
    Optional<Long> gone = erased.unexplained();
    if (gone.isPresent()) {
      return "the payload of entry " + gone.get() + " is gone, and no erasure says so";
    }
    if (entries < appended) {
      return "of " + appended + " entries that were appended the newest are missing";
    }
    long alone =
        database.read(
            connection ->
                SqlStatements.number(
                    connection,
                    "SELECT COUNT(*) FROM work_audit_payload"
                        + " WHERE entry NOT IN (SELECT entry FROM work_audit)"));
    return alone > 0 ? "there are payloads of " + alone + " entries that are missing" : null;
  }

  private record StoredEntry(AuditEntry entry, @Nullable String payload, @Nullable String alertId) {
    boolean isOfItsAlert() {
      return payload == null || Objects.equals(AuditLog.alertId(payload), alertId);
    }
  }

  private static Result next(Result before, StoredEntry stored, @Nullable String head) {
    AuditEntry entry = stored.entry();
    String problem = null;
    if (entry.entry() != before.entries() + 1) {
      problem = "entry " + (before.entries() + 1) + " is missing";
    } else if (!entry.follows(before.head())) {
      problem = "entry " + entry.entry() + " is not what was written, or follows another one";
    } else if (stored.payload() != null
        && !AuditEntry.hash(stored.payload()).equals(entry.payloadHash())) {
      problem = "the payload of entry " + entry.entry() + " is not what was written";
    } else if (!stored.isOfItsAlert()) {
      problem = "the alert of entry " + entry.entry() + " is not the one of its payload";
    }
    if (problem != null) {
      return before.with(problem);
    }
    return new Result(
        entry.entry(),
        before.erased() + (stored.payload() == null ? 1 : 0),
        entry.hash(),
        before.containsHead() || entry.hash().equals(head),
        null);
  }

  private static List<StoredEntry> batch(Connection connection, long after) throws SQLException {
    return SqlStatements.list(
        connection,
        "SELECT a.entry, a.at, a.actor, a.action, a.payload_hash, a.hash, p.payload, p.alert_id"
            + " FROM work_audit a LEFT JOIN work_audit_payload p ON p.entry = a.entry"
            + " WHERE a.entry > ? ORDER BY a.entry LIMIT ?",
        row -> new StoredEntry(entry(row), row.getString(7), row.getString(8)),
        after,
        BATCH);
  }

  static Optional<AuditEntry> newest(Connection connection) throws SQLException {
    return SqlStatements.first(
        connection,
        "SELECT " + ENTRY + " FROM work_audit ORDER BY entry DESC LIMIT 1",
        AuditChain::entry);
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong(1),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6));
  }

  /** Payloads that are gone, and entries that say that they were erased. */
  private static final class ErasedPayloads {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern BLANK = Pattern.compile(" ");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final TreeSet<Long> gone = new TreeSet<>();

    /**
     * An entry that is as it was written, in order, with its payload if that is there.
     *
     * @return whether the console can have written it
     */
    boolean see(AuditEntry entry, @Nullable String payload) {
      if (payload == null) {
        gone.add(entry.entry());
      } else if (entry.action().equals(AuditEntry.ERASE)) {
        for (String one : BLANK.split(entries(payload), -1)) {
          if (!NUMBER.matcher(one).matches()) {
            return false;
          }
          gone.remove(Long.valueOf(one));
        }
      }
      return true;
    }

    private static String entries(String payload) {
      try {
        return JSON.readTree(payload).path(AuditEntry.ENTRIES).asText();
      } catch (JsonProcessingException e) {
        return ""; // as it was put in, and not by a console
      }
    }

    /** The first payload of which no entry says that it was erased. */
    Optional<Long> unexplained() {
      return gone.stream().findFirst();
    }
  }
}
