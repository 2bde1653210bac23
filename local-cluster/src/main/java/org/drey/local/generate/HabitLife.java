package org.drey.local.generate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.drey.local.generate.LivePlatform.Show;
import org.drey.local.people.PeopleHabit;
import org.drey.local.people.PeopleKeys.Choice;
import org.drey.local.people.PeopleValues;
import org.jspecify.annotations.Nullable;

/** The life of one member of a circle: the occasions on which they follow their habits. */
final class HabitLife {
  private static final int THOUSAND = 1000;

  private final WorldTown town;
  private final WorldMember me;
  private final WorldCircle circle;
  private final Random random;
  private int listed;

  HabitLife(WorldTown town, WorldMember me, WorldCircle circle, Random random) {
    this.town = town;
    this.me = me;
    this.circle = circle;
    this.random = random;
    this.listed = random.nextInt(town.listed().entries());
  }

  WorldTown town() {
    return town;
  }

  WorldMember me() {
    return me;
  }

  WorldCircle circle() {
    return circle;
  }

  Random random() {
    return random;
  }

  /** Returns a listed name, each time of the next entry. */
  String nextListed() {
    return town.listed().splashName(listed++ % town.listed().entries(), random);
  }

  /** Follows these habits through all days. */
  void live(List<PeopleHabit> habits) {
    for (PeopleHabit habit : habits) {
      if (happens(habit.values())) {
        List<WorldMember> others = others(habit.values());
        if (habit.values().symbol("choose", Choice.class) == Choice.EACH) {
          others.forEach(other -> live(habit, List.of(other)));
        } else {
          live(habit, others);
        }
      }
    }
  }

  /** Returns whether something happens, by the chance that it has. */
  boolean happens(PeopleValues values) {
    return random.nextInt(THOUSAND) < values.number("chance", random);
  }

  private List<WorldMember> others(PeopleValues habit) {
    String role = habit.text("with");
    List<WorldMember> all = role == null ? List.of() : circle.members(role);
    if (!habit.has("of")) {
      return all;
    }
    List<WorldMember> some = new ArrayList<>(all);
    Collections.shuffle(some, random);
    return some.subList(0, (int) Math.min(some.size(), habit.number("of", random)));
  }

  private void live(PeopleHabit habit, List<WorldMember> others) {
    int days = town.settings().days();
    int number = 0;
    for (int day : habit.days(WorldSettings.FIRST_DAY, days, me.firstDay(), random)) {
      HabitOccasion occasion = occasion(habit, others, day, number);
      if (occasion != null) {
        occasion.follow(habit.steps());
        number++;
      }
    }
  }

  private @Nullable HabitOccasion occasion(
      PeopleHabit habit, List<WorldMember> others, int day, int number) {
    if (habit.isAtSession()) {
      Show show = town.platform().anyShow(others, day, random);
      return show == null ? null : new HabitOccasion(this, show.host(), number, show.start(), show);
    }
    Instant at = WorldTown.at(day, minute(habit.values()), random);
    WorldMember other = other(habit.values(), others, at, number);
    return other == null ? null : new HabitOccasion(this, other, number, at, null);
  }

  /** Returns the minute of the day by UTC, of one by the clock where the person is. */
  private long minute(PeopleValues habit) {
    long local = habit.has("hours") ? habit.number("hours", random) : awake();
    return local - me.country().utcOffsetMinutes();
  }

  /**
   * Returns a minute at which they are awake: by night from 20 to 6, by day from 7 to midnight,
   * more in the evening.
   */
  private int awake() {
    return me.role().values().is("at_night")
        ? 20 * 60 + random.nextInt(10 * 60)
        : 7 * 60 + Math.max(random.nextInt(17 * 60), random.nextInt(17 * 60));
  }

  /** Returns the one with whom it is, the person if there is no other; null if no one is there. */
  private @Nullable WorldMember other(
      PeopleValues habit, List<WorldMember> others, Instant at, int number) {
    String role = habit.text("with");
    if (role == null || others.isEmpty()) {
      return role == null ? me : null;
    }
    if (habit.has("number")) {
      return others.get((int) habit.number("number") % others.size());
    }
    return switch (habit.symbol("choose", Choice.class)) {
      case NEW -> circle.another(role, random);
      case TURNS -> others.get((me.number() + number) % others.size());
      case ANY, EACH -> {
        List<WorldMember> there =
            others.stream().filter(other -> other.opened().isBefore(at)).toList();
        yield there.isEmpty() ? null : SeededRandom.pick(random, there);
      }
    };
  }
}
