package org.drey.local.generate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.local.people.PeopleKeys.Part;
import org.drey.local.people.PeopleKind;

/**
 * A synthetic world: what the providers send, the list and configuration that go with it, and what
 * must come of it.
 *
 * @param arrivals the records of each topic in the order in which they arrive
 * @param blocklist the plain file
 * @param configuration the YAML of jobs and replay
 */
public record SyntheticWorld(
    WorldSettings settings,
    Map<String, List<WorldItem>> arrivals,
    String blocklist,
    String configuration,
    WorldTruth truth) {

  /** Makes the world of these settings. */
  public static SyntheticWorld generate(WorldSettings settings) {
    return generate(settings, 0);
  }

  /**
   * The same.
   *
   * @param returning for analysts who look at it at half time: how many people are added whom they
   *     can explain, and who then go on
   */
  public static SyntheticWorld generate(WorldSettings settings, int returning) {
    Map<String, DeliveredEvents> journals = DeliveredEvents.ofInputs(settings.seed());
    WorldTown town = WorldTown.of(settings, journals);
    WorldPopulation population = new WorldPopulation(town, PeopleKind.all());
    population.settle();
    WorldTruth.ExpectedDeadLetters deadLetters =
        MalformedRecords.add(journals, SeededRandom.of(settings.seed(), "faults", 0));
    population.add(Part.BESIDE, 1);
    if (settings.hard()) { // after all else, which is then as without them
      population.addLookAlikes();
    }
    population.add(Part.RETURNING, returning);
    Map<String, List<WorldItem>> arrivals = new LinkedHashMap<>();
    journals.forEach((topic, journal) -> arrivals.put(topic, journal.arrivals()));
    return new SyntheticWorld(
        settings,
        arrivals,
        town.listed().file(),
        WorldConfiguration.TEXT,
        town.outcomes().truth(settings, journals, deadLetters));
  }
}
