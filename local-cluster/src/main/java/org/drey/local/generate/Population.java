package org.drey.local.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.drey.event.EntityKind;
import org.drey.event.SourceTier;

/** Who lives in a world: planted people first, benign ones of every kind to fill it. */
final class Population {
  private static final int DONORS_OF_COLLECTION = 12;

  private final Town town;
  private final Places places;
  private final TutorDesk tutors;
  private final Random random;
  private final List<Person> people = new ArrayList<>();
  private Donor.Collection collection;
  private int donors;

  private Population(Town town, Places places, Random random) {
    this.town = town;
    this.places = places;
    this.random = random;
    this.tutors = new TutorDesk(town, random);
    this.collection = Donor.Collection.begin(town, random);
  }

  /** So many people, in an order that reveals nothing. */
  static List<Person> of(Settings settings, Town town, Places places, Random random) {
    int count = settings.people();
    Population population = new Population(town, places, random);
    population.plant(count, settings.patterns());
    population.fill(count);
    Collections.shuffle(population.people, random);
    return List.copyOf(population.people);
  }

  private void plant(int count, int patterns) {
    int thousands = Math.max(1, count / 1000) * patterns;
    for (int i = 0; i < thousands; i++) {
      people.addAll(Ring.plant(town, random).payers());
      people.addAll(ExtortionGroup.plant(town, random).victims());
    }
    for (int i = 0; i <= thousands; i++) {
      reportPayee();
    }
    add(1 + thousands, () -> new ReportedPerson(SourceTier.TRUSTED_FLAGGER));
    add(1 + thousands, () -> new ReportedPerson(SourceTier.INDUSTRY));
    add(1 + thousands, () -> new ReportedPerson(SourceTier.PUBLIC));
    add(1 + thousands, FamilyPayer::new);
    add(2 + count / 400, RepeatVisitor::new);
    add(4 + count / 100, ListedVisitor::new);
    add(4 + count / 100, UrlHostVisitor::new);
    add(2 + count / 150, InfectedDevice::new);
    add(2 + count / 150, SharedLine::new);
  }

  /** The kinds by turns, so that each is there however few people there are. */
  private void fill(int count) {
    List<Supplier<Person>> kinds = new ArrayList<>();
    share(kinds, 16, OrdinaryPerson::new);
    share(kinds, 6, () -> new Gamer(places));
    share(kinds, 5, () -> new Teenager(places));
    share(kinds, 4, this::donor);
    share(kinds, 4, FamilyRemitter::new);
    share(kinds, 3, LongTimeRemitter::new);
    share(kinds, 2, NewMigrant::new);
    share(kinds, 3, () -> new LanguageStudent(tutors));
    share(kinds, 3, () -> new ShiftWorker(places));
    share(kinds, 3, () -> new FreelanceClient(places));
    share(kinds, 3, () -> new AdultServiceCustomer(places));
    share(kinds, 3, LongDistanceCouple::new);
    for (int i = 0; people.size() < count; i++) {
      people.add(kinds.get(i % kinds.size()).get());
    }
  }

  private Person donor() {
    if (++donors % DONORS_OF_COLLECTION == 0) {
      collection = Donor.Collection.begin(town, random);
    }
    return new Donor(places, collection);
  }

  private void reportPayee() {
    Payee payee = town.circle().person(Country.home(random), town.period().before(40));
    int day = random.nextInt(town.period().days());
    town.hotline()
        .report(
            SourceTier.TRUSTED_FLAGGER,
            EntityKind.PAYEE,
            payee.token(),
            Chance.between(random, 92, 99) / 100.0,
            town.period().at(day, 600, random));
    town.plant(Truth.Kind.REPORTED_PAYEE, payee.token());
  }

  private void add(int count, Supplier<Person> kind) {
    for (int i = 0; i < count; i++) {
      people.add(kind.get());
    }
  }

  private static void share(List<Supplier<Person>> kinds, int parts, Supplier<Person> kind) {
    for (int i = 0; i < parts; i++) {
      kinds.add(kind);
    }
  }
}
