package org.drey.local.generate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.drey.local.people.PeopleKeys.Part;
import org.drey.local.people.PeopleKind;
import org.drey.local.people.PeopleRole;

/** Those who live in a world: circles of each kind, as many as there are to be. */
final class WorldPopulation {
  /** One look-alike for so many people. */
  private static final int LOOK_ALIKES = 36;

  private static final int FEWEST_LOOK_ALIKES = 16;

  private final WorldTown town;
  private final List<PeopleKind> kinds;
  private final Map<String, Integer> circles = new HashMap<>();

  WorldPopulation(WorldTown town, List<PeopleKind> kinds) {
    this.town = town;
    this.kinds = kinds;
  }

  /** One who lives, and their circle. */
  private record Inhabitant(WorldMember member, WorldCircle circle) {}

  /** Makes the town, then those who are planted and others who fill it, in any order. */
  void settle() {
    of(Part.TOWN).forEach(kind -> circle(kind).openTo(town.places()));
    List<Inhabitant> people = planted(Part.PLANTED);
    fill(people, Part.OTHERS, town.settings().people());
    Random random = SeededRandom.of(town.settings().seed(), "population", 0);
    Collections.shuffle(people, random);
    live(people, "person");
  }

  /** Adds those who do nothing wrong and may be alerted on. */
  void addLookAlikes() {
    WorldSettings settings = town.settings();
    int count = Math.max(FEWEST_LOOK_ALIKES, settings.people() / LOOK_ALIKES);
    List<Inhabitant> people = new ArrayList<>();
    fill(people, Part.LOOK_ALIKES, count * settings.patterns());
    live(people, "look-alike");
  }

  /** Adds those of a part who come beside all others, so many times. */
  void add(Part part, int times) {
    List<Inhabitant> people = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      people.addAll(planted(part));
    }
    live(people, part.name());
  }

  private List<PeopleKind> of(Part part) {
    return kinds.stream().filter(kind -> kind.part() == part).toList();
  }

  private List<Inhabitant> planted(Part part) {
    WorldSettings settings = town.settings();
    List<Inhabitant> people = new ArrayList<>();
    for (PeopleKind kind : of(part)) {
      long count = kind.circles(settings.people(), settings.patterns());
      for (long i = 0; i < count; i++) {
        people.addAll(living(kind));
      }
    }
    return people;
  }

  /** Adds the kinds by turns, so that each is there however few people there are. */
  private void fill(List<Inhabitant> people, Part part, int count) {
    List<PeopleKind> turns = new ArrayList<>();
    of(part).forEach(kind -> turns.addAll(Collections.nCopies(kind.share(), kind)));
    Map<PeopleKind, Deque<Inhabitant>> open = new HashMap<>();
    for (int i = 0; people.size() < count && !turns.isEmpty(); i++) {
      PeopleKind kind = turns.get(i % turns.size());
      Deque<Inhabitant> queue = open.computeIfAbsent(kind, unused -> new ArrayDeque<>());
      if (queue.isEmpty()) {
        queue.addAll(living(kind));
      }
      people.add(queue.remove());
    }
  }

  /** Makes a circle; those in it who are accounts alone follow their habits at once. */
  private WorldCircle circle(PeopleKind kind) {
    int number = circles.merge(kind.name(), 1, Integer::sum);
    Random random = SeededRandom.of(town.settings().seed(), kind.name(), number);
    WorldCircle circle = new WorldCircle(kind, town, null, random);
    circle
        .all()
        .filter(member -> !member.role().lives())
        .forEach(member -> live(new Inhabitant(member, circle), random));
    return circle;
  }

  private List<Inhabitant> living(PeopleKind kind) {
    WorldCircle circle = circle(kind);
    return circle
        .all()
        .filter(member -> member.role().lives())
        .map(member -> new Inhabitant(member, circle))
        .toList();
  }

  private void live(List<Inhabitant> people, String purpose) {
    for (int i = 0; i < people.size(); i++) {
      Inhabitant one = people.get(i);
      Random random = SeededRandom.of(town.settings().seed(), purpose, i);
      for (PeopleKind kind : of(Part.EVERYONE)) {
        WorldCircle around = new WorldCircle(kind, town, one.member(), random);
        HabitLife life = new HabitLife(town, one.member(), around, random);
        kind.roles().stream().filter(PeopleRole::lives).forEach(role -> life.live(role.habits()));
      }
      live(one, random);
    }
  }

  private void live(Inhabitant one, Random random) {
    town.outcomes().add(one.member());
    new HabitLife(town, one.member(), one.circle(), random).live(one.member().role().habits());
  }
}
