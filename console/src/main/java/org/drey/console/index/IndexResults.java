package org.drey.console.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.alerts.source.ResultSource;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.jspecify.annotations.Nullable;

/**
 * The index, as what exports read: some alerts with their verdicts, and what decides whether they
 * may go, which are all alerts on young people and those on what a case has in common. A hundred
 * thousand others are not read.
 */
public final class IndexResults implements ResultSource {
  private final ConsoleDatabase database;
  private final List<String> ids;
  private final @Nullable String hub;

  /**
   * Results.
   *
   * @param alertIds of what is asked for
   * @param hub the token in the middle of a case; null if none is asked for
   */
  public IndexResults(ConsoleDatabase database, Collection<String> alertIds, @Nullable String hub) {
    this.database = database;
    this.ids = List.copyOf(alertIds);
    this.hub = hub;
  }

  @Override
  public boolean has(String topic) {
    return topic.equals(TopicNames.ALERTS) || topic.equals(TopicNames.VERDICTS);
  }

  @Override
  public <T extends SpecificRecordBase> void read(
      String topic, Class<T> type, Predicate<String> keys, Reader<T> reader) throws IOException {
    AvroCodec<T> codec = AvroCodec.of(type);
    for (byte[] record : records(topic, keys)) {
      try {
        reader.take(codec.decode(record));
      } catch (InvalidRecordException e) {
        throw new IllegalStateException("the index has what it did not write", e);
      }
    }
  }

  private List<byte[]> records(String topic, Predicate<String> keys) {
    String marks = SqlStatements.marks(ids.size());
    List<Object> values = new ArrayList<>(ids);
    if (topic.equals(TopicNames.VERDICTS)) {
      return query(
          "SELECT verdict_key, record FROM index_verdict WHERE alert_id IN (" + marks + ")",
          keys,
          values);
    }
    if (!topic.equals(TopicNames.ALERTS)) {
      return List.of();
    }
    values.add(hub);
    return query(
        "SELECT alert_id, record FROM index_alert WHERE alert_id IN ("
            + marks
            + ") OR track = 'VICTIM' OR entity = ?",
        keys,
        values);
  }

  private List<byte[]> query(String query, Predicate<String> keys, List<Object> values) {
    List<byte[]> records = new ArrayList<>();
    database.read(
        connection ->
            SqlStatements.list(
                connection,
                query,
                row -> keys.test(row.getString(1)) && records.add(row.getBytes(2)),
                values.toArray()));
    return records;
  }

  @Override
  public String name() {
    return "the console";
  }

  @Override
  public long unreadable() {
    return 0;
  }

  @Override
  public void warn(String what) {
    // Unreadable records do not come into the index, which says so itself.
  }
}
