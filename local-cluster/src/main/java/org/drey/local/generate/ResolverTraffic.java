package org.drey.local.generate;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.DnsQuery;
import org.drey.event.Transport;
import org.drey.local.generate.ListedNames.Listing;
import org.jspecify.annotations.Nullable;

/** The resolvers of providers: they answer questions, and listed ones are counted. */
final class ResolverTraffic {
  /** One question in thirty keeps the capitals that a resolver mixed in. */
  private static final double MIXED_CASE = 0.03;

  /** The share of listed names that are answered as if they were not: a gap. */
  private static final double GAP = 0.07;

  /**
   * The share of listed names that do not exist; the others have the address of the splash page.
   */
  private static final double REFUSED = 0.3;

  private static final int ADDRESSES = 200;
  private static final List<String> TYPES = List.of("A", "A", "AAAA", "HTTPS");
  private static final List<Transport> TRANSPORTS =
      List.of(Transport.UDP, Transport.UDP, Transport.DOH, Transport.DOT, Transport.TCP);

  private final DeliveredEvents journal;
  private final ListedNames listed;
  private final ExpectedOutcomes outcomes;
  private final Random random;

  ResolverTraffic(
      DeliveredEvents journal, ListedNames listed, ExpectedOutcomes outcomes, Random random) {
    this.journal = journal;
    this.listed = listed;
    this.outcomes = outcomes;
    this.random = random;
  }

  /**
   * Records a question and its answer.
   *
   * @param aliased the listed name of which the name is an alias, or null
   */
  void ask(
      WorldMember who,
      Instant at,
      String name,
      @Nullable String aliased,
      Consumer<SpecificRecordBase> given) {
    DnsQuery question = new DnsQuery();
    question.setQuery(
        SeededRandom.happens(random, MIXED_CASE) ? OrdinaryNames.mixedCase(name, random) : name);
    question.setSubject(who.subject());
    question.setRecordType(SeededRandom.pick(random, TYPES));
    question.setTransport(SeededRandom.pick(random, TRANSPORTS));
    question.setNetworkClass(who.network());
    question.setInteractive(true);
    given.accept(question);
    Listing listing = aliased == null ? listed.listing(question.getQuery()) : Listing.SPLASH;
    boolean gap = aliased != null || SeededRandom.happens(random, GAP);
    answer(question, aliased, listing == Listing.SPLASH && !gap);
    journal.record(question, who.isp(), at, given);
    switch (listing) {
      case SPLASH -> outcomes.splash(question.getProvider(), question.getEventId(), gap);
      case INSPECT -> outcomes.inspect();
      case NOT_LISTED -> {}
    }
  }

  private void answer(DnsQuery question, @Nullable String aliased, boolean isBlocked) {
    boolean refused = isBlocked && SeededRandom.happens(random, REFUSED);
    String address =
        isBlocked ? ProviderFirms.SPLASH_ADDRESS : "192.0.2." + (1 + random.nextInt(ADDRESSES));
    question.setResponseCode(refused ? "NXDOMAIN" : "NOERROR");
    question.setAnswers(
        refused ? List.of() : aliased == null ? List.of(address) : List.of(aliased, address));
  }
}
