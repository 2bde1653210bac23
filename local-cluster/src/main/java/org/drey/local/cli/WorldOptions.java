package org.drey.local.cli;

import org.drey.cli.console.UserError;
import org.drey.local.generate.Settings;

/** What demo and generate have in common. */
final class WorldOptions {
  private static final int MAX_PEOPLE = 20_000;

  private WorldOptions() {}

  /** The settings of a world, or an error for a person. */
  static Settings settings(long seed, int people, int days, boolean hard, int patterns) {
    if (people > MAX_PEOPLE) {
      throw new UserError("--people: at most " + MAX_PEOPLE);
    }
    try {
      return new Settings(seed, people, days, hard, patterns);
    } catch (IllegalArgumentException e) {
      throw new UserError("--people, --days, --patterns: " + e.getMessage());
    }
  }
}
