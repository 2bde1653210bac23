package org.drey.local.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.local.generate.LivePlatform.Show;
import org.drey.local.people.PeopleHabit;
import org.drey.local.people.PeopleKeys.AskedName;
import org.drey.local.people.PeopleValues;
import org.jspecify.annotations.Nullable;

/** One occasion of a habit: its steps, one after the other, become records of the firms. */
final class HabitOccasion {
  private static final double THOUSAND = 1000;

  private final HabitLife life;
  private final WorldTown town;
  private final Random random;
  private final WorldMember other;
  private final int number;
  private Instant now;
  private @Nullable Show show;
  private long paid;

  /**
   * An occasion.
   *
   * @param other with whom, the person alone if there is no other
   * @param number how many there have been before
   * @param show what is watched, or null
   */
  HabitOccasion(HabitLife life, WorldMember other, int number, Instant at, @Nullable Show show) {
    this.life = life;
    this.town = life.town();
    this.random = life.random();
    this.other = other;
    this.number = number;
    this.now = at;
    this.show = show;
  }

  void follow(List<PeopleHabit.Step> steps) {
    for (PeopleHabit.Step step : steps) {
      PeopleValues values = step.values();
      if (number % Math.max(1, values.number("each")) == 0 && life.happens(values)) {
        if (step.verb() == PeopleHabit.Verb.WATCH) {
          now = session().start();
        }
        now = now.plusMillis(values.number("after", random));
        long times = values.number("times", random);
        for (long i = 0; i < times; i++) {
          now = now.plusMillis(i == 0 ? 0 : values.number("apart", random));
          take(step, values);
        }
      }
    }
  }

  private void take(PeopleHabit.Step step, PeopleValues values) {
    WorldMember who = values.is("by_other") ? other : life.me();
    WorldMember whom = values.is("by_other") ? life.me() : other;
    Consumer<SpecificRecordBase> given = step.fields().drawn(random);
    switch (step.verb()) {
      case PAY -> pay(values, who, whom, given);
      case JOIN -> {
        Duration stay = stay(values);
        show = town.platform().alone(whom, now, stay, given);
        watch(who, stay, given);
      }
      case WATCH -> watch(who, stay(values), given);
      case HOLD -> {
        Duration length = stay(values);
        show = town.platform().hold(who, now, length, given);
        now = now.plus(length);
      }
      case CREATE_ROOM -> town.platform().createRoom(who, town.tokens().next("room"), now, given);
      case COMPLAIN -> town.platform().complain(session(), now, given);
      case ASK -> ask(values.symbol("name", AskedName.class, random), who, given);
      case VISIT -> town.proxy().open(who, now, values.is("beside"), given);
      case REPORT -> town.hotline().report(who, now, given);
    }
  }

  private void pay(
      PeopleValues values, WorldMember who, WorldMember whom, Consumer<SpecificRecordBase> given) {
    String to = values.text("to");
    WorldMember payee = to == null ? whom : SeededRandom.pick(random, life.circle().members(to));
    double growth = StrictMath.pow(values.number("grows") / THOUSAND, number);
    paid =
        values.has("share")
            ? Math.round(paid * values.number("share", random) / THOUSAND)
            : Math.round(values.number("amount", random) * growth);
    town.payments().pay(who, payee, now, paid, given);
  }

  private void watch(WorldMember who, Duration stay, Consumer<SpecificRecordBase> given) {
    town.platform().watch(who, session(), now, stay, given);
    now = now.plus(stay);
  }

  private void ask(AskedName kind, WorldMember who, Consumer<SpecificRecordBase> given) {
    String name =
        switch (kind) {
          case ORDINARY -> town.names().next(random);
          case LISTED -> life.nextListed();
          case ALIAS -> "alias-" + OrdinaryNames.generated(random);
          case CARRIER -> town.listed().carrierName(random);
          case NEAR_MISS -> town.listed().nearMiss(random);
          case GENERATED -> OrdinaryNames.generated(random);
        };
    String aliased = kind == AskedName.ALIAS ? life.nextListed() : null;
    town.resolver().ask(who, now, name, aliased, given);
  }

  private Show session() {
    if (show == null) {
      throw new IllegalArgumentException("a complaint needs a session in a step before it");
    }
    return show;
  }

  private Duration stay(PeopleValues values) {
    return Duration.ofMillis(values.number("stay", random));
  }
}
