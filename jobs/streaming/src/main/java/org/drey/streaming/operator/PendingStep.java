package org.drey.streaming.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.correlate.Correlator;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;
import org.drey.rules.log.LogStore;
import org.jspecify.annotations.Nullable;

/**
 * The reads, writes and outputs of one call of the correlator. Nothing reaches state or another
 * operator before {@link #write}: if the call fails half-way, the entity stays as it was.
 */
final class PendingStep implements LogStore, Correlator.Output {
  private final LogStore state;
  private byte @Nullable [] known;
  private boolean isKnown;
  private byte @Nullable [] head;
  private boolean headChanged;

  private final Changes<Integer, byte[]> parts;
  private final Changes<Long, Long> events;
  private final Changes<String, byte[]> counts;

  /** Counts that begin so are removed. */
  private final List<String> removed = new ArrayList<>();

  private final List<Finding> findings = new ArrayList<>();
  private final List<Match> forwarded = new ArrayList<>();
  private int dropped;

  PendingStep(LogStore state) {
    this.state = state;
    this.parts = new Changes<>(state.parts(), new HashMap<>());
    this.events = new Changes<>(state.events(), new HashMap<>());
    this.counts = new Changes<>(state.counts(), new HashMap<>());
  }

  /**
   * Values that are not written yet.
   *
   * @param values by key; null for what is removed
   */
  private record Changes<K, V>(Values<K, V> state, Map<K, @Nullable V> values)
      implements Values<K, V> {
    @Override
    public @Nullable V get(K key) {
      return values.containsKey(key) ? values.get(key) : state.get(key);
    }

    @Override
    public void put(K key, @Nullable V value) {
      values.put(key, value);
    }

    @Override
    public void putAll(Map<K, @Nullable V> more) {
      values.putAll(more);
    }

    void write() {
      if (!values.isEmpty()) {
        state.putAll(values);
      }
    }
  }

  List<Finding> findings() {
    return findings;
  }

  /** Findings that belong to another entity's state. */
  List<Match> forwarded() {
    return forwarded;
  }

  /** Returns how many observations went because the log was full. */
  int droppedEvents() {
    return dropped;
  }

  /** Writes the changes to state. */
  void write() {
    removed.forEach(state::removeCounts);
    parts.write();
    events.write();
    counts.write();
    if (headChanged && !(isKnown && Arrays.equals(head, known))) {
      state.putHead(head);
    }
  }

  @Override
  public byte @Nullable [] head() {
    if (headChanged) {
      return head;
    }
    known = isKnown ? known : state.head();
    isKnown = true;
    return known;
  }

  @Override
  public void putHead(byte @Nullable [] next) {
    head = next;
    headChanged = true;
  }

  @Override
  public Values<Integer, byte[]> parts() {
    return parts;
  }

  @Override
  public Values<Long, Long> events() {
    return events;
  }

  @Override
  public Values<String, byte[]> counts() {
    return counts;
  }

  /** Removes counts of no rule, so that the call does not ask for them. */
  @Override
  public void removeCounts(String prefix) {
    removed.add(prefix);
  }

  @Override
  public void finding(Finding finding) {
    findings.add(finding);
  }

  @Override
  public void forward(Match match) {
    forwarded.add(match);
  }

  @Override
  public void dropped() {
    dropped++;
  }
}
