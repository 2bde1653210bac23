package org.drey.rules;

import java.util.HashMap;
import java.util.Map;
import org.drey.rules.log.LogStore;

/** Keeps what is put, as a state backend does, and counts what is read and written. */
public final class InMemoryLog implements LogStore {
  private final Map<String, byte[]> values = new HashMap<>();
  private byte[] head;
  private long accesses;
  private long written;

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
  public byte[] get(String key) {
    accesses++;
    return values.get(key);
  }

  @Override
  public void put(String key, byte[] value) {
    accesses++;
    if (value == null) {
      values.remove(key);
    } else {
      written += value.length;
      values.put(key, value);
    }
  }

  @Override
  public void removeAll(String prefix) {
    values.keySet().removeIf(key -> key.startsWith(prefix));
  }

  /** Whether nothing is kept at all. */
  public boolean isEmpty() {
    return head == null && values.isEmpty();
  }

  /** How often something was read or written. */
  public long accesses() {
    return accesses;
  }

  /** How many bytes were written. */
  public long written() {
    return written;
  }

  /** How many bytes are kept. */
  public long bytes() {
    long parts =
        values.entrySet().stream().mapToLong(e -> e.getKey().length() + e.getValue().length).sum();
    return parts + (head == null ? 0 : head.length);
  }
}
