package org.drey.local.generate;

import java.util.Random;
import org.drey.event.AgeBand;
import org.drey.event.NetworkClass;
import org.jspecify.annotations.Nullable;

/** A kind of person: what one of them does, beyond what everyone does. */
interface Person {
  void live(Diary diary, Random random);

  default AgeBand age() {
    return AgeBand.ADULT;
  }

  default Period.Rhythm rhythm() {
    return Period.Rhythm.DAY;
  }

  /** The access network that goes with the kind, null if any may be. */
  default @Nullable NetworkClass network() {
    return null;
  }
}
