package org.drey.benchmarks.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The values gathered of each case that a benchmark compares: empty until something is added. Not
 * thread-safe.
 *
 * @param <K> the case
 * @param <V> what is gathered of it
 */
public final class ByCase<K, V> {
  private final Map<K, V> gathered = new LinkedHashMap<>();
  private final Supplier<V> empty;

  /** Of no case yet. */
  public ByCase(Supplier<V> empty) {
    this.empty = empty;
  }

  /** Returns what was gathered of a case, to be added to. */
  public V of(K one) {
    return gathered.computeIfAbsent(one, unused -> empty.get());
  }

  /** Takes each case that was asked for, the first first. */
  public void forEach(BiConsumer<K, V> action) {
    gathered.forEach(action);
  }
}
