package org.drey.streaming.operator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.rules.correlate.Correlator;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Group;
import org.drey.rules.correlate.GroupStore;
import org.drey.rules.correlate.Match;
import org.jspecify.annotations.Nullable;

/**
 * What one call of the correlator reads, writes and has to say. Nothing reaches state or another
 * operator before {@link #write}: if the call fails half-way, the entity stays as it was.
 */
final class PendingStep implements GroupStore, Correlator.Output {
  private final GroupStore state;

  /** By key; null for a group that is removed. */
  private final Map<String, @Nullable Group> changes = new LinkedHashMap<>();

  private final List<Finding> findings = new ArrayList<>();
  private final List<Match> forwarded = new ArrayList<>();
  private int dropped;

  PendingStep(GroupStore state) {
    this.state = state;
  }

  List<Finding> findings() {
    return findings;
  }

  /** Findings that belong to another entity's state. */
  List<Match> forwarded() {
    return forwarded;
  }

  /** How many events went because a group was full. */
  int droppedEvents() {
    return dropped;
  }

  /** Writes the changes to state. */
  void write() {
    changes.forEach(
        (key, group) -> {
          if (group == null) {
            state.remove(key);
          } else {
            state.put(key, group);
          }
        });
  }

  @Override
  public @Nullable Group get(String key) {
    if (changes.containsKey(key)) {
      return changes.get(key);
    }
    Group group = state.get(key);
    // A copy, because a state on the heap lends its own object.
    return group == null ? null : new Group(group.values(), new ArrayList<>(group.observations()));
  }

  @Override
  public void put(String key, Group group) {
    changes.put(key, group);
  }

  @Override
  public void remove(String key) {
    changes.put(key, null);
  }

  @Override
  public List<String> keys() {
    Set<String> keys = new LinkedHashSet<>(state.keys());
    changes.forEach(
        (key, group) -> {
          if (group == null) {
            keys.remove(key);
          } else {
            keys.add(key);
          }
        });
    return List.copyOf(keys);
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
