package org.drey.console.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.drey.console.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit: what was looked at and done, by whom. Only ever appended to; the hash of the newest
 * entry is logged at the start, with the first entry of each hour and at the end, so that a chain
 * that was cut or rewritten does not match the log.
 */
public final class AuditLog {
  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

  /** The field of a payload that has its salt. */
  static final String SALT = "salt";

  private static final String ALERT_ID = "alert_id";
  private static final int SALT_BYTES = 16;
  private static final JsonMapper JSON = new JsonMapper();

  /** The action of an entry that says that a token was looked for. */
  public static final String SEARCH = "search";

  /** The details that an analyst writes in words; the others are ids and codes. */
  private static final List<String> WRITTEN = List.of("purpose", "receiver");

  private final ConsoleDatabase database;
  private @Nullable Instant logged;

  /**
   * The newest entry.
   *
   * @param entries how many there are
   */
  public record NewestEntry(long entries, String hash) {}

  /** An audit in a database. */
  public AuditLog(ConsoleDatabase database) {
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

  /** Appends an entry for each of several alerts, by id; all of them are kept, or none. */
  public synchronized void append(
      String actor, String action, Map<String, Map<String, String>> detailsByAlert) {
    database.write(
        connection -> {
          for (Map.Entry<String, Map<String, String>> one : detailsByAlert.entrySet()) {
            append(connection, actor, action, one.getKey(), one.getValue());
          }
        });
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
    // Another console waits here until this one has committed, and then sees its entry.
    SqlStatements.run(connection, "UPDATE work_audit_turn SET turn = turn + 1");
    Optional<AuditEntry> newest = AuditChain.newest(connection);
    AuditEntry next =
        AuditEntry.after(
            newest.map(AuditEntry::hash).orElse(AuditEntry.BEGINNING),
            newest.map(AuditEntry::entry).orElse(0L) + 1,
            Instant.now().toEpochMilli(),
            new AuditEntry.AuditAction(actor, action, payload));
    SqlStatements.run(
        connection,
        "INSERT INTO work_audit (entry, at, actor, action, payload_hash, hash)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        next.entry(),
        next.at(),
        next.actor(),
        next.action(),
        next.payloadHash(),
        next.hash());
    SqlStatements.run(
        connection,
        "INSERT INTO work_audit_payload (entry, alert_id, payload) VALUES (?, ?, ?)",
        next.entry(),
        alertId,
        payload);
  }

  /**
   * Erases what the audit has of an alert up to a time, in milliseconds since 1970; the chain
   * stays, and a separate entry says of which entries the payloads are gone.
   */
  public static void erase(Connection connection, String alertId, long until) throws SQLException {
    erase(
        connection,
        SqlStatements.list(
            connection,
            "SELECT p.entry FROM work_audit_payload p JOIN work_audit a ON a.entry = p.entry"
                + " WHERE p.alert_id = ? AND a.at <= ? ORDER BY p.entry",
            row -> row.getLong(1),
            alertId,
            until));
  }

  /**
   * Erases, in the same way, what names a token in words that an analyst wrote, and searches for
   * it.
   *
   * @param word finds the token in a text
   */
  public static void eraseNaming(Connection connection, String token, Pattern word)
      throws SQLException {
    List<Long> entries = new ArrayList<>();
    String quoted = json(token);
    SqlStatements.list(
        connection,
        "SELECT entry, payload FROM work_audit_payload WHERE payload LIKE ? ESCAPE '!'"
            + " ORDER BY entry",
        row -> names(details(row.getString(2)), word) && entries.add(row.getLong(1)),
        SqlStatements.containing(quoted.substring(1, quoted.length() - 1)));
    SqlStatements.list(
        connection,
        "SELECT p.entry, p.payload FROM work_audit_payload p JOIN work_audit a"
            + " ON a.entry = p.entry WHERE a.action = ? ORDER BY p.entry",
        row -> SearchedToken.isIn(details(row.getString(2)), token) && entries.add(row.getLong(1)),
        SEARCH);
    erase(connection, entries.stream().distinct().toList());
  }

  private static boolean names(JsonNode details, Pattern word) {
    return WRITTEN.stream().anyMatch(one -> word.matcher(details.path(one).asText()).find());
  }

  /** The alert that a payload is about; null if it is about none, or is none of ours. */
  static @Nullable String alertId(String payload) {
    try {
      return JSON.readTree(payload).path(ALERT_ID).textValue();
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static JsonNode details(String payload) {
    try {
      return JSON.readTree(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("as it was written, and no JSON", e);
    }
  }

  private static void erase(Connection connection, List<Long> entries) throws SQLException {
    for (Long one : entries) {
      SqlStatements.run(connection, "DELETE FROM work_audit_payload WHERE entry = ?", one);
    }
    if (!entries.isEmpty()) {
      String names = entries.stream().map(String::valueOf).collect(Collectors.joining(" "));
      append(connection, "console", AuditEntry.ERASE, null, Map.of(AuditEntry.ENTRIES, names));
    }
  }

  private static String payload(@Nullable String alertId, Map<String, String> details) {
    Map<String, String> all = new TreeMap<>(details);
    if (alertId != null) {
      all.put(ALERT_ID, alertId);
    }
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    all.put(SALT, Base64.getEncoder().encodeToString(salt));
    return json(all);
  }

  private static String json(Object text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always JSON", e);
    }
  }

  private void logHead(Instant now) {
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    if (!hour.equals(logged)) {
      logged = hour;
      logHead();
    }
  }

  /** Logs the hash of the newest entry, after which no more come from here. */
  public void end() {
    try {
      logHead();
    } catch (StoreException e) {
      LOG.warn("the newest hash of the audit is not in this log: {}", e.getMessage());
    }
  }

  private void logHead() {
    NewestEntry head = head();
    LOG.info("audit head: {} entries, {}", head.entries(), head.hash());
  }

  /** The newest entry. */
  public NewestEntry head() {
    return database.read(
        connection ->
            AuditChain.newest(connection)
                .map(one -> new NewestEntry(one.entry(), one.hash()))
                .orElse(new NewestEntry(0, AuditEntry.BEGINNING)));
  }
}
