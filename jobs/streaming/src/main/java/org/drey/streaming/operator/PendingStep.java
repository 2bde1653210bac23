package org.drey.streaming.operator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.correlate.Correlator;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;
import org.drey.rules.log.LogStore;
import org.jspecify.annotations.Nullable;

/**
 * What one call of the correlator reads, writes and has to say. Nothing reaches state or another
 * operator before {@link #write}: if the call fails half-way, the entity stays as it was.
 */
final class PendingStep implements LogStore, Correlator.Output {
  private final LogStore state;
  private byte @Nullable [] head;
  private boolean headChanged;

  /** By key; null for what is removed. */
  private final Map<String, byte @Nullable []> changes = new LinkedHashMap<>();

  /** What begins so is removed, whatever it is. */
  private final List<String> removed = new ArrayList<>();

  private final List<Finding> findings = new ArrayList<>();
  private final List<Match> forwarded = new ArrayList<>();
  private int dropped;

  PendingStep(LogStore state) {
    this.state = state;
  }

  List<Finding> findings() {
    return findings;
  }

  /** Findings that belong to another entity's state. */
  List<Match> forwarded() {
    return forwarded;
  }

  /** How many observations went because the log was full. */
  int droppedEvents() {
    return dropped;
  }

  /** Writes the changes to state. */
  void write() {
    removed.forEach(state::removeAll);
    changes.forEach(state::put);
    if (headChanged) {
      state.putHead(head);
    }
  }

  @Override
  public byte @Nullable [] head() {
    return headChanged ? head : state.head();
  }

  @Override
  public void putHead(byte @Nullable [] next) {
    head = next;
    headChanged = true;
  }

  @Override
  public byte @Nullable [] get(String key) {
    if (changes.containsKey(key)) {
      return changes.get(key);
    }
    return removed.stream().anyMatch(key::startsWith) ? null : state.get(key);
  }

  @Override
  public void put(String key, byte @Nullable [] value) {
    changes.put(key, value);
  }

  @Override
  public void removeAll(String prefix) {
    changes.keySet().removeIf(key -> key.startsWith(prefix));
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
