package org.drey.attack;

import java.nio.file.Path;

/** One way of attacking, in many cases. */
interface Attack {
  /** What is attacked: one or a few words, which also pick it by {@code -Ddrey.attack}. */
  String name();

  /** How many cases there are at full size. */
  long cases();

  /**
   * Attacks.
   *
   * @param draw which cases
   * @param folder its own empty folder
   */
  Outcome run(Draw draw, Path folder) throws Exception;
}
