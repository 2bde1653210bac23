package org.drey.local.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.drey.event.NetworkClass;
import org.drey.event.Topics;

/**
 * A synthetic world: what the providers send, the list and configuration that go with it, and what
 * must come of it.
 *
 * @param arrivals the records of each topic in the order in which they arrive
 * @param blocklist the plain file
 * @param configuration the YAML of jobs and replay
 */
public record World(
    Settings settings,
    Map<String, List<Item>> arrivals,
    String blocklist,
    String configuration,
    Truth truth) {

  private static final List<NetworkClass> NETWORKS =
      List.of(
          NetworkClass.HOME,
          NetworkClass.HOME,
          NetworkClass.HOME,
          NetworkClass.HOME,
          NetworkClass.MOBILE,
          NetworkClass.MOBILE,
          NetworkClass.MOBILE,
          NetworkClass.BUSINESS,
          NetworkClass.PUBLIC_WIFI);

  /** Makes the world of these settings. */
  public static World generate(Settings settings) {
    return generate(settings, 0);
  }

  /**
   * Makes the world of these settings, for analysts who look at it at half time.
   *
   * @param returning how many people are added whom they can explain, and who then go on
   */
  public static World generate(Settings settings, int returning) {
    long seed = settings.seed();
    Journals journals = new Journals(seed);
    Tokens tokens = new Tokens(seed);
    ListedNames listed = new ListedNames(Chance.of(seed, "list", 0));
    ListTruth listTruth = new ListTruth();
    Town town = town(settings, journals, tokens, listed, listTruth);
    Firms.look(town, Chance.of(seed, "firms", 0));
    Places places = new Places(town, settings.people(), Chance.of(seed, "places", 0));
    List<Person> people = Population.of(settings, town, places, Chance.of(seed, "population", 0));
    OrdinaryLife ordinary = new OrdinaryLife(places);
    live(people, "person", settings, town, tokens, ordinary);
    Truth.DeadLetters deadLetters = Faults.add(journals, Chance.of(seed, "faults", 0));
    if (settings.hard()) { // last, so that all else is as without them
      Random random = Chance.of(seed, "look-alikes", 0);
      List<Person> added = LookAlikes.of(settings, town, random);
      live(added, "look-alike", settings, town, tokens, ordinary);
    }
    List<Person> relatives = Collections.nCopies(returning, new ReturningRelative());
    live(relatives, "returning", settings, town, tokens, ordinary);
    Map<String, List<Item>> arrivals = new LinkedHashMap<>();
    journals.forEach((topic, journal) -> arrivals.put(topic, journal.arrivals()));
    Truth truth = truth(settings, journals, town, listTruth, deadLetters);
    return new World(settings, arrivals, listed.file(), Rates.configuration(), truth);
  }

  private static void live(
      List<Person> people,
      String purpose,
      Settings settings,
      Town town,
      Tokens tokens,
      OrdinaryLife ordinary) {
    for (int i = 0; i < people.size(); i++) {
      Random random = Chance.of(settings.seed(), purpose, i);
      Person person = people.get(i);
      Diary diary = new Diary(town, subject(person, tokens, random));
      ordinary.live(diary, random);
      person.live(diary, random);
    }
  }

  private static Town town(
      Settings settings, Journals journals, Tokens tokens, ListedNames listed, ListTruth truth) {
    Circle circle = new Circle(tokens);
    return new Town(
        new Period(Settings.START, settings.days()),
        circle,
        new Resolver(journals.of(Topics.DNS_QUERIES), listed, truth),
        new Proxy(journals.of(Topics.WEB_REQUESTS), listed, truth),
        new PaymentDesk(journals.of(Topics.PAYMENTS)),
        new LivePlatform(journals.of(Topics.LIVESTREAM_SESSIONS), circle),
        new Hotline(journals.of(Topics.EXTERNAL_SIGNALS)),
        listed,
        new OrdinaryNames(Chance.of(settings.seed(), "names", 0)),
        new ArrayList<>(),
        new ArrayList<>());
  }

  private static Subject subject(Person person, Tokens tokens, Random random) {
    NetworkClass network = person.network();
    return new Subject(
        tokens.next("subject"),
        tokens.next("device"),
        Country.home(random),
        person.age(),
        network == null ? Chance.pick(random, NETWORKS) : network,
        person.rhythm(),
        Chance.pick(random, Providers.BANKS),
        Chance.pick(random, Providers.ISPS));
  }

  private static Truth truth(
      Settings settings,
      Journals journals,
      Town town,
      ListTruth list,
      Truth.DeadLetters deadLetters) {
    Map<String, Integer> events = new TreeMap<>();
    Map<String, Integer> duplicates = new TreeMap<>();
    journals.forEach((topic, journal) -> events.put(topic, journal.size()));
    journals.forEach((topic, journal) -> duplicates.put(topic, journal.duplicates()));
    return new Truth(
        settings.seed(),
        settings.people(),
        settings.days(),
        events,
        duplicates,
        town.planted(),
        town.lookAlikes(),
        list.splashes().size(),
        list.splashes(),
        list.inspections(),
        list.records(),
        list.gaps(),
        deadLetters);
  }
}
