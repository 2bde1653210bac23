package org.drey.alerts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.alerts.source.ResultSource;
import org.drey.event.TopicNames;

/** Results that lie in memory: records, and keys that were deleted, as texts. */
public final class MemoryResults implements ResultSource {
  private record Entry(String topic, Object what) {}

  private final List<Entry> entries = new ArrayList<>();

  /** With a record more. */
  public MemoryResults with(String topic, SpecificRecordBase datum) {
    entries.add(new Entry(topic, datum));
    return this;
  }

  /** With a key deleted. */
  public MemoryResults without(String topic, String key) {
    entries.add(new Entry(topic, key));
    return this;
  }

  @Override
  public boolean has(String topic) {
    return entries.stream().anyMatch(entry -> entry.topic().equals(topic));
  }

  @Override
  public <T extends SpecificRecordBase> void read(
      String topic, Class<T> type, Predicate<String> keys, Reader<T> reader) throws IOException {
    for (Entry entry : entries) {
      if (!entry.topic().equals(topic)) {
        continue;
      }
      String key =
          entry.what() instanceof String deleted
              ? deleted
              : key(topic, (SpecificRecordBase) entry.what());
      if (!keys.test(key)) {
        continue;
      }
      if (entry.what() instanceof String) {
        reader.removed(key);
      } else {
        reader.take(type.cast(entry.what()));
      }
    }
  }

  private static String key(String topic, SpecificRecordBase datum) {
    return TopicNames.keyFields(topic).stream()
        .map(field -> datum.get(field).toString())
        .collect(Collectors.joining("/"));
  }

  @Override
  public long unreadable() {
    return 0;
  }

  @Override
  public void warn(String what) {
    throw new AssertionError(what);
  }

  @Override
  public String name() {
    return "memory";
  }
}
