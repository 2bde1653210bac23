package org.drey.rules.cases;

import org.drey.rules.compile.Track;
import org.jspecify.annotations.Nullable;

/** Where what one entity names lies, by track. */
public interface LinkStore {
  @Nullable Names names(Track track);

  void put(Track track, Names names);

  /** Takes everything away. */
  void clear();
}
