package org.drey.local.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.drey.event.AgeAssurance;
import org.drey.event.AgeBand;
import org.drey.event.Channel;
import org.drey.event.Purpose;
import org.drey.local.generate.LivePlatform.Show;
import org.drey.local.generate.PaymentDesk.Bill;

/** What everyone does: asks for names, shops, pays a friend back, watches something. */
final class OrdinaryLife {
  private static final double QUESTIONS_A_DAY = 1.65;
  private static final double PURCHASES_A_DAY = 0.2;
  private static final double DEBTS_A_DAY = 0.03;
  private static final double SHOWS_A_DAY = 0.06;
  private static final int FRIENDS = 3;
  private static final double NEAR_MISSES = 0.01;
  private static final double CARRIERS = 0.002;

  private final Places places;

  OrdinaryLife(Places places) {
    this.places = places;
  }

  void live(Diary diary, Random random) {
    List<Tie> friends = friends(diary, random);
    for (int day = 0; day < diary.days(); day++) {
      browse(diary, day, random);
      if (Chance.happens(random, PURCHASES_A_DAY)) {
        Payee shop = Chance.pick(random, places.shops);
        int pence = Chance.between(random, 150, 9000);
        diary.buy(diary.sometime(day, random), shop, pence, Channel.CARD, random);
      }
      if (diary.me().age() == AgeBand.ADULT && Chance.happens(random, DEBTS_A_DAY)) {
        Bill bill = Bill.of(Chance.between(random, 500, 6000), Channel.P2P, Purpose.OTHER);
        diary.pay(diary.sometime(day, random), Chance.pick(random, friends), bill, random);
      }
      if (Chance.happens(random, SHOWS_A_DAY)) {
        watchSomething(diary, places, day, random);
      }
    }
  }

  private static List<Tie> friends(Diary diary, Random random) {
    List<Tie> friends = new ArrayList<>();
    for (int i = 0; i < FRIENDS; i++) {
      Payee friend = diary.circle().person(diary.me().country(), diary.daysBefore(900));
      friends.add(Tie.loose(friend, diary.daysBefore(Chance.between(random, 30, 800))));
    }
    return friends;
  }

  /** Watches a public session of the day, if there is one. */
  static void watchSomething(Diary diary, Places places, int day, Random random) {
    List<Show> shows = places.shows(day);
    if (shows.isEmpty()) {
      return;
    }
    Show show = Chance.pick(random, shows);
    Instant at = show.start().plusSeconds(Chance.between(random, 30, 3600));
    Duration stay = Duration.ofSeconds(Chance.between(random, 60, 1700));
    boolean child = diary.me().age() == AgeBand.UNDER_18;
    AgeAssurance assurance = child ? AgeAssurance.CHILD : AgeAssurance.UNKNOWN;
    diary.watch(show, at, stay, assurance, random);
  }

  private static void browse(Diary diary, int day, Random random) {
    int questions = Chance.times(random, QUESTIONS_A_DAY);
    for (int i = 0; i < questions; i++) {
      diary.ask(diary.sometime(day, random), name(diary.town(), random), random);
    }
  }

  private static String name(Town town, Random random) {
    double draw = random.nextDouble();
    if (draw < NEAR_MISSES) {
      return town.listed().nearMiss(random);
    }
    return draw < NEAR_MISSES + CARRIERS
        ? town.listed().carrierName(random)
        : town.names().next(random);
  }
}
