package org.drey.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.correlate.Group;
import org.drey.rules.correlate.GroupStore;

/** Keeps copies, as a state backend does: what is not put back is lost. */
public final class InMemoryGroups implements GroupStore {
  private final Map<String, Group> groups = new HashMap<>();

  @Override
  public Group get(String key) {
    Group group = groups.get(key);
    return group == null ? null : copy(group);
  }

  @Override
  public void put(String key, Group group) {
    groups.put(key, copy(group));
  }

  @Override
  public void remove(String key) {
    groups.remove(key);
  }

  @Override
  public List<String> keys() {
    return List.copyOf(groups.keySet());
  }

  public boolean isEmpty() {
    return groups.isEmpty();
  }

  private static Group copy(Group group) {
    return new Group(group.values().clone(), new ArrayList<>(group.observations()));
  }
}
