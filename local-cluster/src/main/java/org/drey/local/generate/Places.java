package org.drey.local.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.drey.event.AgeAssurance;
import org.drey.event.Visibility;
import org.drey.local.generate.LivePlatform.Show;

/** Where the people of a world spend their money and their evenings. */
final class Places {
  private static final List<String> TRADES = List.of("5411", "5812", "5732", "4111", "5651");
  private static final String APP_STORE = "5816";
  private static final String GIFT_CARDS = "5947";
  private static final String LIVE_SERVICE = "5967";
  private static final double SHOWS_A_DAY = 0.4;
  private static final double NEW_PERFORMERS = 0.25;

  final List<Payee> shops = new ArrayList<>();
  final List<Payee> appStores = new ArrayList<>();
  final List<Payee> giftCards = new ArrayList<>();
  final List<Payee> charities = new ArrayList<>();
  final List<Payee> freelancers = new ArrayList<>();
  final List<Host> performers = new ArrayList<>();
  private final List<List<Show>> showsByDay = new ArrayList<>();
  private final Town town;
  private final Random random;

  Places(Town town, int people, Random random) {
    this.town = town;
    this.random = random;
    times(people / 20, () -> shops.add(business(Chance.pick(random, TRADES))));
    times(3, () -> appStores.add(business(APP_STORE)));
    times(3, () -> giftCards.add(business(GIFT_CARDS)));
    times(8, () -> charities.add(town.circle().charity(Country.home(random), old())));
    times(people / 60, () -> freelancers.add(someoneAbroad()));
    times(people / 40, () -> performers.add(performer()));
    for (int day = 0; day < town.period().days(); day++) {
      showsByDay.add(new ArrayList<>());
    }
    times(people / 40, this::streamer);
  }

  /** The public sessions that begin on a day. */
  List<Show> shows(int day) {
    return showsByDay.get(day);
  }

  private Payee business(String trade) {
    return town.circle().business(Country.home(random), old(), trade);
  }

  private Payee someoneAbroad() {
    return town.circle().person(Country.abroad(random), old());
  }

  /** An adult whose age the platform has assured, paid through a merchant account. */
  private Host performer() {
    boolean isNew = Chance.happens(random, NEW_PERFORMERS);
    int day = random.nextInt(town.period().days());
    Instant opened = isNew ? town.period().at(day, 600, random) : old();
    Country country = Country.abroad(random);
    Payee payout = town.circle().business(country, opened, LIVE_SERVICE);
    Host host = town.circle().host(country, opened, AgeAssurance.ADULT, payout);
    if (isNew) {
      town.platform().open(host, random);
    }
    return host;
  }

  /** A streamer with a public audience, paid by tips to a separate account. */
  private void streamer() {
    Payee payout = someoneAbroad();
    Host host = town.circle().host(payout.country(), payout.opened(), AgeAssurance.ADULT, payout);
    for (int day = 0; day < town.period().days(); day++) {
      if (Chance.happens(random, SHOWS_A_DAY)) {
        showsByDay.get(day).add(show(host, day));
      }
    }
  }

  private Show show(Host host, int day) {
    Instant start = town.period().at(day, Chance.between(random, 15 * 60, 20 * 60), random);
    Duration length = Duration.ofMinutes(Chance.between(random, 90, 180));
    int viewers = Chance.between(random, 20, 2000);
    Show show =
        new Show(host, town.circle().session(), start, length, Visibility.PUBLIC, viewers, true);
    town.platform().hold(show, random);
    if (Chance.happens(random, 0.02)) {
      town.platform().report(show, start.plusSeconds(1800), "SPAM", random);
    }
    return show;
  }

  private Instant old() {
    return town.period().before(Chance.between(random, 200, 2000));
  }

  private static void times(int count, Runnable step) {
    for (int i = 0; i < count; i++) {
      step.run();
    }
  }
}
