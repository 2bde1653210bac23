package org.drey.rules.correlate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the groups of one entity are kept. */
public interface GroupStore {

  @Nullable Group get(String key);

  void put(String key, Group group);

  void remove(String key);

  /** Every key, as a copy that stays valid while groups are removed. */
  List<String> keys();
}
