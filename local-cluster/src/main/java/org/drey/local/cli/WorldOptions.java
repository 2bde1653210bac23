package org.drey.local.cli;

import org.drey.local.generate.WorldSettings;
import org.drey.terminal.WrongUse;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of the world that demo and generate have in common. */
final class WorldOptions {
  private static final int MAX_PEOPLE = 20_000;

  @Option(names = "--seed", paramLabel = "N", description = "The number of the world (default: 7).")
  private long seed = WorldSettings.DEFAULT.seed();

  @Option(names = "--people", paramLabel = "N", description = "How many people (default: 2000).")
  private int people = WorldSettings.DEFAULT.people();

  @Option(names = "--days", paramLabel = "N", description = "How many days (default: 60).")
  private int days = WorldSettings.DEFAULT.days();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** The settings of a world, or an error that says which option is wrong. */
  WorldSettings settings(boolean hard, int patterns) {
    if (people > MAX_PEOPLE) {
      throw WrongUse.of(spec, "--people: at most " + MAX_PEOPLE);
    }
    try {
      return new WorldSettings(seed, people, days, hard, patterns);
    } catch (IllegalArgumentException e) {
      throw WrongUse.of(spec, "--people, --days, --patterns: " + e.getMessage());
    }
  }
}
