package org.drey.local.cli;

import org.drey.cli.console.WrongUse;
import org.drey.local.generate.Settings;
import picocli.CommandLine.Model.CommandSpec;

/** What demo and generate have in common. */
final class WorldOptions {
  private static final int MAX_PEOPLE = 20_000;

  private WorldOptions() {}

  /** The settings of a world, or an error that says which option is wrong. */
  static Settings settings(
      CommandSpec spec, long seed, int people, int days, boolean hard, int patterns) {
    if (people > MAX_PEOPLE) {
      throw WrongUse.of(spec, "--people: at most " + MAX_PEOPLE);
    }
    try {
      return new Settings(seed, people, days, hard, patterns);
    } catch (IllegalArgumentException e) {
      throw WrongUse.of(spec, "--people, --days, --patterns: " + e.getMessage());
    }
  }
}
