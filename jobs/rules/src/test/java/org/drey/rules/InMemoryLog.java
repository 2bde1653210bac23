package org.drey.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.drey.rules.log.LogStore;

/** Keeps what is put, as a state backend does, and counts what is read and written. */
public final class InMemoryLog implements LogStore {
  private final Kept<Integer, byte[]> chunks = new Kept<>(key -> 4, value -> value.length);
  private final Kept<Long, Long> events = new Kept<>(key -> 8, value -> 8);
  private byte[] head;
  private long accesses;
  private long written;
  private long stated;

  private final class Kept<K, V> implements Values<K, V> {
    final Map<K, V> values = new HashMap<>();
    final ToIntFunction<K> keyBytes;
    final ToIntFunction<V> valueBytes;

    Kept(ToIntFunction<K> keyBytes, ToIntFunction<V> valueBytes) {
      this.keyBytes = keyBytes;
      this.valueBytes = valueBytes;
    }

    @Override
    public V get(K key) {
      accesses++;
      return values.get(key);
    }

    @Override
    public void putAll(Map<K, V> more) {
      more.forEach(this::put);
    }

    private void put(K key, V value) {
      accesses++;
      if (value == null) {
        values.remove(key);
      } else {
        written += valueBytes.applyAsInt(value);
        values.put(key, value);
      }
    }

    long bytes() {
      return values.entrySet().stream()
          .mapToLong(e -> keyBytes.applyAsInt(e.getKey()) + valueBytes.applyAsInt(e.getValue()))
          .sum();
    }
  }

  /** Another one that keeps the same. */
  public InMemoryLog copy() {
    InMemoryLog copy = new InMemoryLog();
    copy.head = head;
    copy.chunks.values.putAll(chunks.values);
    copy.events.values.putAll(events.values);
    return copy;
  }

  @Override
  public byte[] head() {
    accesses++;
    return head;
  }

  @Override
  public void putHead(byte[] next) {
    accesses++;
    written += next == null ? 0 : next.length;
    head = next;
  }

  @Override
  public void putSize(int events, long bytes) {
    stated = bytes;
  }

  @Override
  public Values<Integer, byte[]> chunks() {
    return chunks;
  }

  @Override
  public Values<Long, Long> events() {
    return events;
  }

  /** Whether nothing is kept at all. */
  public boolean isEmpty() {
    return bytes() == 0;
  }

  /** How often something was read or written. */
  public long accesses() {
    return accesses;
  }

  /** How many bytes were written. */
  public long written() {
    return written;
  }

  /** How many bytes are kept by what the log said last. */
  public long stated() {
    return stated;
  }

  /** How many bytes are kept. */
  public long bytes() {
    return chunks.bytes() + events.bytes() + (head == null ? 0 : head.length);
  }
}
