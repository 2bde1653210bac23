package org.drey.local.generate;

import java.util.Random;

/** Does what everyone does, and no more. */
final class OrdinaryPerson implements Person {
  @Override
  public void live(Diary diary, Random random) {}
}
