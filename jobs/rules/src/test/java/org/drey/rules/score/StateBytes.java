package org.drey.rules.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.correlate.EvidenceEvent;
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

  private static String of(String kind, AlertTrack track, Side side) {
    return kind + (side == Side.SHADOW ? " shadow " : " ") + track;
  }

  @Override
  public @Nullable LastRevision lastRevision(AlertTrack track, Side side) {
    return read(of("last-revision", track, side), BookBytes::lastRevision);
  }

  @Override
  public @Nullable SortedMap<Integer, EvidenceEvent> evidence(int chunk) {
    return read("evidence " + chunk, BookBytes::evidence);
  }

  @Override
  public @Nullable AlertVerdicts verdicts(AlertTrack track, Side side) {
    return read(of("verdicts", track, side), BookBytes::verdicts);
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
  public void put(AlertTrack track, Side side, @Nullable LastRevision lastRevision) {
    write(
        of("last-revision", track, side), lastRevision == null ? null : BookBytes.of(lastRevision));
  }

  @Override
  public void put(AlertTrack track, Side side, @Nullable AlertVerdicts verdicts) {
    write(of("verdicts", track, side), verdicts == null ? null : BookBytes.of(verdicts));
  }

  @Override
  public void put(int chunk, @Nullable SortedMap<Integer, EvidenceEvent> evidence) {
    write("evidence " + chunk, evidence == null ? null : BookBytes.of(evidence));
  }

  @Override
  public void clear() {
    writes.add("clear");
    values.clear();
  }

  /** How many events are kept. */
  long events() {
    return values.entrySet().stream()
        .filter(value -> value.getKey().startsWith("evidence"))
        .mapToLong(value -> BookBytes.evidence(value.getValue()).size())
        .sum();
  }
}
