package org.drey.local.cli;

import org.drey.local.generate.Settings;

/** What demo and generate have in common. */
final class WorldOptions {
  private WorldOptions() {}

  /** The settings of a world, or an error for a person. */
  static Settings settings(long seed, int people, int days) {
    try {
      return new Settings(seed, people, days);
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage());
    }
  }
}
