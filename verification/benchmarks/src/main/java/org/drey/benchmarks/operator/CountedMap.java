package org.drey.benchmarks.operator;

import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** A map of a key, with its accesses counted: what is gone through counts entry by entry. */
final class CountedMap<K, V> implements MapState<K, V> {
  private final MapState<K, V> state;
  private final TypeSerializer<K> keys;
  private final TypeSerializer<V> values;
  private final AccessCount count;

  CountedMap(
      MapState<K, V> state, TypeSerializer<K> keys, TypeSerializer<V> values, AccessCount count) {
    this.state = state;
    this.keys = keys;
    this.values = values;
    this.count = count;
  }

  @Override
  public V get(K key) throws Exception {
    V value = state.get(key);
    count.read(size(key, value));
    return value;
  }

  @Override
  public boolean contains(K key) throws Exception {
    count.read(count.size(key, keys));
    return state.contains(key);
  }

  @Override
  public void put(K key, V value) throws Exception {
    count.written(size(key, value));
    state.put(key, value);
  }

  @Override
  public void putAll(Map<K, V> map) throws Exception {
    map.forEach((key, value) -> count.written(size(key, value)));
    state.putAll(map);
  }

  @Override
  public void remove(K key) throws Exception {
    count.written(count.size(key, keys));
    state.remove(key);
  }

  @Override
  public boolean isEmpty() throws Exception {
    count.read(0);
    return state.isEmpty();
  }

  @Override
  public void clear() {
    count.written(0);
    state.clear();
  }

  @Override
  public Iterable<Map.Entry<K, V>> entries() throws Exception {
    return counted(state.entries(), entry -> size(entry.getKey(), entry.getValue()));
  }

  @Override
  public Iterable<K> keys() throws Exception {
    return counted(state.keys(), key -> count.size(key, keys));
  }

  @Override
  public Iterable<V> values() throws Exception {
    return counted(state.values(), value -> count.size(value, values));
  }

  @Override
  public Iterator<Map.Entry<K, V>> iterator() throws Exception {
    return entries().iterator();
  }

  private long size(K key, V value) {
    return count.size(key, keys) + count.size(value, values);
  }

  private interface Size<E> {
    long of(E element);
  }

  private <E> Iterable<E> counted(Iterable<E> all, Size<E> size) {
    return () -> {
      Iterator<E> elements = all.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return elements.hasNext();
        }

        @Override
        public E next() {
          E next = elements.next();
          count.read(size.of(next));
          return next;
        }

        @Override
        public void remove() {
          count.written(0);
          elements.remove();
        }
      };
    };
  }
}
