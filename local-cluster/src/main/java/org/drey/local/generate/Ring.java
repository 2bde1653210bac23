package org.drey.local.generate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.drey.event.AgeAssurance;

/**
 * Facilitators of one country, each with a new account, and those who pay them: some of them often,
 * some once or twice, one only begins.
 *
 * @param firstDay when the accounts are opened
 */
record Ring(List<Host> facilitators, int firstDay) {
  /** How many days everything takes, from the first. */
  static final int DAYS = 26;

  private static final int FACILITATORS = 4;
  private static final int PAYERS = 4;
  private static final int SMALL_PAYERS = 2 * FACILITATORS;

  static Ring plant(Town town, Random random) {
    int firstDay = random.nextInt(town.period().days() - DAYS - 1);
    Country country = Country.abroad(random);
    Instant opened = town.period().at(firstDay, Chance.between(random, 60, 480), random);
    List<Host> facilitators = new ArrayList<>();
    for (int i = 0; i < FACILITATORS; i++) {
      Payee account = town.circle().person(country, opened);
      Host host = town.circle().host(country, opened, AgeAssurance.UNKNOWN, account);
      town.platform().open(host, random);
      town.plant(Truth.Kind.FACILITATOR, account.token());
      facilitators.add(host);
    }
    return new Ring(List.copyOf(facilitators), firstDay);
  }

  /** Those who pay. */
  List<Person> payers() {
    List<Person> payers = new ArrayList<>();
    for (int i = 0; i < PAYERS; i++) {
      payers.add(new ProlificPayer(this, i));
    }
    for (int i = 0; i < SMALL_PAYERS; i++) {
      payers.add(new SmallPayer(this, i));
    }
    payers.add(new EarlyPayer(this));
    return payers;
  }

  Host facilitator(int number) {
    return facilitators.get(number % facilitators.size());
  }
}
