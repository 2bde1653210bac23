package org.drey.local.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Who lives in a hard world besides: people near the thresholds, on both sides of them, so that
 * some of the alerts are about people who do nothing wrong.
 */
final class LookAlikes {
  /** One for so many others. */
  private static final int SHARE = 36;

  private static final int FEWEST = 16;
  private static final int CUSTOMERS_OF_CIRCLE = 4;
  private static final int HOSTS_OF_CIRCLE = 5;
  private static final int SELLERS = 2;

  private final Town town;
  private final Random random;
  private final Circles lessons = new Circles(Custom.LESSONS);
  private final Circles adults = new Circles(Custom.ADULT_SERVICE);
  private final Market market = new Market();

  private LookAlikes(Town town, Random random) {
    this.town = town;
    this.random = random;
  }

  /** Those of a world of so many other people, so many times: the kinds by turns. */
  static List<Person> of(Settings settings, Town town, Random random) {
    LookAlikes lookAlikes = new LookAlikes(town, random);
    int count = Math.max(FEWEST, settings.people() / SHARE) * settings.patterns();
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      people.add(lookAlikes.next(i));
    }
    return List.copyOf(people);
  }

  private Person next(int number) {
    return switch (number % 16) {
      case 0, 5, 10 -> own(Custom.FAMILY);
      case 1, 11 -> own(Custom.COUPLE);
      case 2, 4, 7, 9, 12 -> lessons.next();
      case 3, 6, 13 -> adults.next();
      case 15 -> new MisreportedPerson();
      default -> market.next();
    };
  }

  /** Someone whose hosts no one else pays. */
  private Person own(Custom custom) {
    int day = firstDay();
    return new SessionCustomer(custom, custom.hosts(custom.mostHosts(), day, town, random), day);
  }

  private int firstDay() {
    return random.nextInt(town.period().days() - Custom.DAYS - 1);
  }

  /** Hosts whom several people pay, each of them some. */
  private final class Circles {
    private final Custom custom;
    private List<Host> hosts = List.of();
    private int day;
    private int customers;

    Circles(Custom custom) {
      this.custom = custom;
    }

    Person next() {
      if (customers++ % CUSTOMERS_OF_CIRCLE == 0) {
        day = firstDay();
        hosts = custom.hosts(HOSTS_OF_CIRCLE, day, town, random);
      }
      return new SessionCustomer(custom, hosts, day);
    }
  }

  /** Players abroad who sell things of a game, from new accounts, to young people. */
  private final class Market {
    private List<Payee> sellers = List.of();
    private int day;
    private int buyers;

    Person next() {
      if (buyers++ % CUSTOMERS_OF_CIRCLE == 0) {
        day = Chance.between(random, 2, town.period().days() - 7);
        sellers = sellers();
      }
      return new ItemBuyer(sellers, day + random.nextInt(5));
    }

    private List<Payee> sellers() {
      Country country = Country.abroad(random);
      List<Payee> made = new ArrayList<>();
      for (int i = 0; i < SELLERS; i++) {
        Payee seller = town.circle().person(country, town.period().at(day - 2, 60 * i, random));
        town.resemble(LookAlike.ITEM_SELLER, seller.token());
        made.add(seller);
      }
      return List.copyOf(made);
    }
  }
}
