package org.drey.rules.cases;

import org.drey.rules.compile.Track;
import org.jspecify.annotations.Nullable;

/** The store of what one entity names, by track. */
public interface LinkStore {
  @Nullable Names names(Track track);

  void put(Track track, Names names);

  /** Takes everything away. */
  void clear();
}
