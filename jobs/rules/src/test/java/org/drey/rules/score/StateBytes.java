package org.drey.rules.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.drey.rules.compile.AlertTrack;
import org.jspecify.annotations.Nullable;

/** A book's store in memory, as the bytes that state has, that notes what is read and written. */
final class StateBytes implements BookStore {
  private final Map<String, byte[]> values = new HashMap<>();
  final List<String> reads = new ArrayList<>();
  final List<String> writes = new ArrayList<>();
  long written;

  /** Forgets what was read and written. */
  void note() {
    reads.clear();
    writes.clear();
    written = 0;
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** All bytes that are kept, keys too. */
  long size() {
    return values.entrySet().stream()
        .mapToLong(value -> value.getKey().length() + value.getValue().length)
        .sum();
  }

  /** How many values of a kind there are. */
  long count(String kind) {
    return values.keySet().stream().filter(key -> key.startsWith(kind)).count();
  }

  private <T> @Nullable T read(String key, Function<byte[], T> reader) {
    reads.add(key);
    byte[] bytes = values.get(key);
    return bytes == null ? null : reader.apply(bytes);
  }

  private void write(String key, byte @Nullable [] bytes) {
    writes.add((bytes == null ? "no " : "") + key);
    if (bytes == null) {
      values.remove(key);
    } else {
      values.put(key, bytes);
      written += bytes.length;
    }
  }

  @Override
  public @Nullable EntitySummary summary() {
    return read("summary", BookBytes::summary);
  }

  @Override
  public @Nullable Ledger ledger(AlertTrack track) {
    return read("ledger " + track, BookBytes::ledger);
  }

  @Override
  public @Nullable LastRevision lastRevision(AlertTrack track) {
    return read("last-revision " + track, BookBytes::lastRevision);
  }

  @Override
  public @Nullable ShownFinding shown(String finding) {
    return read("evidence " + finding, BookBytes::shown);
  }

  @Override
  public @Nullable AlertVerdicts verdicts(AlertTrack track) {
    return read("verdicts " + track, BookBytes::verdicts);
  }

  @Override
  public void put(@Nullable EntitySummary summary) {
    write("summary", summary == null ? null : BookBytes.of(summary));
  }

  @Override
  public void put(AlertTrack track, @Nullable Ledger ledger) {
    write("ledger " + track, ledger == null ? null : BookBytes.of(ledger));
  }

  @Override
  public void put(AlertTrack track, @Nullable LastRevision lastRevision) {
    write("last-revision " + track, lastRevision == null ? null : BookBytes.of(lastRevision));
  }

  @Override
  public void put(AlertTrack track, @Nullable AlertVerdicts verdicts) {
    write("verdicts " + track, verdicts == null ? null : BookBytes.of(verdicts));
  }

  @Override
  public void put(String finding, @Nullable ShownFinding shown) {
    write("evidence " + finding, shown == null ? null : BookBytes.of(shown));
  }

  @Override
  public void clear() {
    writes.add("clear");
    values.clear();
  }
}
