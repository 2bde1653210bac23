package org.drey.console.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.drey.alerts.entity.EntityNames;
import org.drey.alerts.erasure.ErasureRequests;
import org.drey.alerts.erasure.MaskedResults;
import org.drey.base.Sha256Digests;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.drey.event.Erasure;
import org.drey.rules.schema.EntityKey;

/**
 * The entities that were erased, and up to when: a hash of each, kept for good, as the job keeps
 * it. Belongs to one thread; what is in memory is kept when it is carried out, and is to be loaded
 * again if that fails.
 */
public final class ErasedWork implements MaskedResults.ErasedEntity {
  private final Map<String, Long> until;

  private ErasedWork(Map<String, Long> until) {
    this.until = until;
  }

  /** All that are known of. */
  public static ErasedWork load(ConsoleDatabase database) {
    Map<String, Long> until = new HashMap<>();
    database.read(
        connection ->
            SqlStatements.list(
                connection,
                "SELECT entity_hash, erased_until FROM work_erasure",
                row -> until.put(row.getString(1), row.getLong(2))));
    return new ErasedWork(until);
  }

  /**
   * Takes in a request, in memory alone.
   *
   * @return whether it says anything that was not known
   */
  public boolean add(Erasure request) {
    String hash = hash(EntityNames.of(request));
    long time = request.getErasureTime().toEpochMilli();
    Long known = until.get(hash);
    if (known != null && known >= time) {
      return false;
    }
    until.put(hash, time);
    return true;
  }

  /** Keeps a request for good: it is carried out. */
  public static void keep(Connection connection, Erasure request) throws SQLException {
    SqlStatements.run(
        connection,
        "INSERT INTO work_erasure (entity_hash, erased_until) VALUES (?, ?)"
            + " ON CONFLICT (entity_hash) DO UPDATE SET erased_until = excluded.erased_until"
            + " WHERE excluded.erased_until > work_erasure.erased_until",
        hash(EntityNames.of(request)),
        request.getErasureTime().toEpochMilli());
  }

  /** Returns whether there is none. */
  public boolean isEmpty() {
    return until.isEmpty();
  }

  @Override
  public boolean test(EntityKey entity, Instant time) {
    if (until.isEmpty()) {
      return false;
    }
    Long end = until.get(hash(entity));
    return end != null && time.toEpochMilli() <= end;
  }

  private static String hash(EntityKey entity) {
    return Sha256Digests.hex(ErasureRequests.key(entity));
  }
}
