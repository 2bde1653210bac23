package org.drey.console.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.drey.console.store.Database;
import org.drey.console.store.Sql;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit: what was looked at and done, by whom. Only ever appended to; the hash of the newest
 * entry is logged at the start and with the first entry of each day, so that a chain that was cut
 * or written anew does not match the log.
 */
public final class AuditLog {
  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
  private static final int SALT_BYTES = 16;
  private static final JsonMapper JSON = new JsonMapper();

  private final Database database;
  private @Nullable LocalDate logged;

  /**
   * The newest entry.
   *
   * @param entries how many there are
   */
  public record Head(long entries, String hash) {}

  /** An audit in a database. */
  public AuditLog(Database database) {
    this.database = database;
  }

  /**
   * Appends an entry; it is on the disk when this returns.
   *
   * @param details what it was about: ids and codes
   */
  public synchronized void append(
      String actor, String action, @Nullable String alertId, Map<String, String> details) {
    database.write(connection -> append(connection, actor, action, alertId, details));
    logHead(Instant.now());
  }

  /** Appends an entry in a transaction of the caller's, with which it is kept or not. */
  public static void append(
      Connection connection,
      String actor,
      String action,
      @Nullable String alertId,
      Map<String, String> details)
      throws SQLException {
    String payload = payload(alertId, details);
    Optional<AuditEntry> newest = AuditChain.newest(connection);
    AuditEntry next =
        AuditEntry.after(
            newest.map(AuditEntry::hash).orElse(AuditEntry.BEGINNING),
            newest.map(AuditEntry::entry).orElse(0L) + 1,
            Instant.now().toEpochMilli(),
            new AuditEntry.What(actor, action, payload));
    Sql.run(
        connection,
        "INSERT INTO work_audit (entry, at, actor, action, payload_hash, hash)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        next.entry(),
        next.at(),
        next.actor(),
        next.action(),
        next.payloadHash(),
        next.hash());
    Sql.run(
        connection,
        "INSERT INTO work_audit_payload (entry, alert_id, payload) VALUES (?, ?, ?)",
        next.entry(),
        alertId,
        payload);
  }

  /**
   * Erases what the audit has of an alert; the chain stays, and an entry of its own says of which
   * entries the payloads are gone.
   */
  public static void erase(Connection connection, String alertId) throws SQLException {
    List<String> entries =
        Sql.list(
            connection,
            "SELECT entry FROM work_audit_payload WHERE alert_id = ? ORDER BY entry",
            row -> Long.toString(row.getLong(1)),
            alertId);
    if (!entries.isEmpty()) {
      Sql.run(connection, "DELETE FROM work_audit_payload WHERE alert_id = ?", alertId);
      append(
          connection,
          "console",
          AuditEntry.ERASE,
          null,
          Map.of(AuditEntry.ENTRIES, String.join(" ", entries)));
    }
  }

  private static String payload(@Nullable String alertId, Map<String, String> details) {
    Map<String, String> all = new TreeMap<>(details);
    if (alertId != null) {
      all.put("alert_id", alertId);
    }
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    all.put("salt", Base64.getEncoder().encodeToString(salt));
    try {
      return JSON.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always JSON", e);
    }
  }

  private void logHead(Instant now) {
    LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
    if (!today.equals(logged)) {
      logged = today;
      Head head = head();
      LOG.info("audit head: {} entries, {}", head.entries(), head.hash());
    }
  }

  /** The newest entry. */
  public Head head() {
    return database.read(
        connection ->
            AuditChain.newest(connection)
                .map(one -> new Head(one.entry(), one.hash()))
                .orElse(new Head(0, AuditEntry.BEGINNING)));
  }
}
