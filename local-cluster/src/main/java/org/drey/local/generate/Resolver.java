package org.drey.local.generate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.drey.event.DnsQuery;
import org.drey.event.Transport;

/** Answers DNS questions as a provider's resolver does, and keeps count of listed ones. */
final class Resolver {
  /** One question in thirty keeps the capitals that a resolver mixed in. */
  private static final double MIXED_CASE = 0.03;

  /** How often a listed name is answered as if it were not: a gap. */
  private static final double GAP = 0.07;

  /** How often it does not exist; else it has the address of the splash page. */
  private static final double REFUSED = 0.3;

  private static final int ADDRESSES = 200;
  private static final List<String> TYPES = List.of("A", "A", "AAAA", "HTTPS");
  private static final List<Transport> TRANSPORTS =
      List.of(Transport.UDP, Transport.UDP, Transport.DOH, Transport.DOT, Transport.TCP);
  private static final List<String> SPLASH_PAGE = List.of(Providers.SPLASH_ADDRESS);

  private final Journal journal;
  private final ListedNames listed;
  private final ListTruth truth;

  Resolver(Journal journal, ListedNames listed, ListTruth truth) {
    this.journal = journal;
    this.listed = listed;
    this.truth = truth;
  }

  /** A question; not interactive if software asked it of itself. */
  void ask(Subject who, Instant at, String name, boolean interactive, Random random) {
    DnsQuery question = question(who, at, name, interactive, random);
    answer(question, random);
    journal.add(question, at);
  }

  private DnsQuery question(
      Subject who, Instant at, String name, boolean interactive, Random random) {
    String query =
        Chance.happens(random, MIXED_CASE) ? OrdinaryNames.mixedCase(name, random) : name;
    DnsQuery question = new DnsQuery();
    question.setEventId(journal.nextId(who.isp()));
    question.setEventTime(at);
    question.setProvider(who.isp());
    question.setTokenDomain(Providers.TOKEN_DOMAIN);
    question.setKeyVersion(Providers.KEY_VERSION);
    question.setSubject(who.token());
    question.setQuery(query);
    question.setRecordType(Chance.pick(random, TYPES));
    question.setTransport(Chance.pick(random, TRANSPORTS));
    question.setNetworkClass(who.network());
    question.setInteractive(interactive);
    return question;
  }

  /** A name that no list has, but that is an alias of a listed one. */
  void askAlias(Subject who, Instant at, String alias, String listedName, Random random) {
    DnsQuery question = question(who, at, alias, true, random);
    truth.splash(question.getProvider(), question.getEventId(), true);
    resolve(question, random);
    List<String> answers = new ArrayList<>(question.getAnswers());
    answers.add(0, listedName);
    question.setAnswers(answers);
    journal.add(question, at);
  }

  private void answer(DnsQuery question, Random random) {
    switch (listed.verdict(question.getQuery())) {
      case SPLASH -> {
        boolean gap = Chance.happens(random, GAP);
        truth.splash(question.getProvider(), question.getEventId(), gap);
        if (gap) {
          resolve(question, random);
        } else {
          block(question, random);
        }
      }
      case INSPECT -> {
        truth.inspect();
        resolve(question, random);
      }
      case NOT_LISTED -> resolve(question, random);
    }
  }

  private static void block(DnsQuery question, Random random) {
    if (Chance.happens(random, REFUSED)) {
      set(question, "NXDOMAIN", List.of());
    } else {
      set(question, "NOERROR", SPLASH_PAGE);
    }
  }

  private static void resolve(DnsQuery question, Random random) {
    set(question, "NOERROR", List.of("192.0.2." + (1 + random.nextInt(ADDRESSES))));
  }

  private static void set(DnsQuery question, String code, List<String> answers) {
    question.setResponseCode(code);
    question.setAnswers(answers);
  }
}
