package org.drey.rules.cases;

import org.drey.rules.compile.AlertTrack;
import org.jspecify.annotations.Nullable;

/** The store of what one entity names, by track. */
public interface LinkStore {
  @Nullable NamedLast names(AlertTrack track);

  void put(AlertTrack track, NamedLast names);

  /** Takes everything away. */
  void clear();
}
