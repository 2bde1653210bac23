package org.drey.local.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Two new accounts abroad that receive extorted money, and the young people who pay it.
 *
 * @param firstDay when the first of them pays
 */
record ExtortionGroup(List<Payee> receivers, int firstDay) {
  private static final int RECEIVERS = 2;
  private static final int VICTIMS = 5;
  private static final int DAYS = 9;

  static ExtortionGroup plant(Town town, Random random) {
    int firstDay = Chance.between(random, 2, town.period().days() - DAYS);
    Country country = Country.abroad(random);
    List<Payee> receivers = new ArrayList<>();
    for (int i = 0; i < RECEIVERS; i++) {
      Payee receiver =
          town.circle().person(country, town.period().at(firstDay - 2, 60 * i, random));
      town.plant(Truth.Kind.SEXTORTION_RECEIVER, receiver.token());
      receivers.add(receiver);
    }
    return new ExtortionGroup(List.copyOf(receivers), firstDay);
  }

  /** Those who pay, one after another within a few days. */
  List<Person> victims() {
    List<Person> victims = new ArrayList<>();
    for (int i = 0; i < VICTIMS; i++) {
      victims.add(new ExtortedTeenager(receivers, firstDay + i % 4));
    }
    return victims;
  }
}
