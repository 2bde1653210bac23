package org.drey.local.generate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.drey.event.AgeAssurance;
import org.drey.event.Channel;
import org.drey.event.Purpose;
import org.drey.event.Relationship;
import org.jspecify.annotations.Nullable;

/**
 * A lawful reason to pay people abroad shortly before private sessions with them.
 *
 * @param payer what the one who pays is
 * @param payee what the one who is paid is; null where one person alone pays them, so that nothing
 *     points at them
 * @param mostHosts the most people that one person pays; at least two fewer, and one
 * @param mostMeetings the most sessions within {@link #DAYS}; at least half as many
 * @param mostPence the most that a session costs; at least a third of it
 * @param newHosts whether the hosts' accounts are new when they are first paid
 */
record Custom(
    LookAlike payer,
    @Nullable LookAlike payee,
    int mostHosts,
    int mostMeetings,
    int mostPence,
    Channel channel,
    Purpose purpose,
    Relationship relationship,
    boolean newHosts) {

  /** Within how many days it all happens. */
  static final int DAYS = 28;

  /** Relatives who take calls by the minute; the payment firm has verified none of them. */
  static final Custom FAMILY =
      new Custom(
          LookAlike.UNVERIFIED_FAMILY,
          null,
          4,
          8,
          9000,
          Channel.REMITTANCE,
          Purpose.FAMILY,
          Relationship.DECLARED,
          false);

  /** A partner who broadcasts for a living. */
  static final Custom COUPLE =
      new Custom(
          LookAlike.UNVERIFIED_COUPLE,
          null,
          1,
          12,
          6000,
          Channel.P2P,
          Purpose.GIFT,
          Relationship.NONE,
          false);

  /** Lessons that are paid for one by one, from person to person, without an invoice. */
  static final Custom LESSONS =
      new Custom(
          LookAlike.LESSON_TAKER,
          LookAlike.PRIVATE_TUTOR,
          4,
          8,
          3000,
          Channel.P2P,
          Purpose.EDUCATION,
          Relationship.NONE,
          false);

  /** Adults who perform for adults on a platform that asserts no age. */
  static final Custom ADULT_SERVICE =
      new Custom(
          LookAlike.UNASSURED_CUSTOMER,
          LookAlike.UNASSURED_PERFORMER,
          5,
          8,
          5000,
          Channel.WALLET,
          Purpose.SERVICES,
          Relationship.NONE,
          true);

  /** Hosts of one country for such sessions, the first of which may be on a day. */
  List<Host> hosts(int count, int firstDay, Town town, Random random) {
    Country country = Country.abroad(random);
    List<Host> hosts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Payee account = town.circle().person(country, opened(firstDay, town.period(), random));
      Host host = town.circle().host(country, account.opened(), AgeAssurance.UNKNOWN, account);
      if (newHosts) {
        town.platform().open(host, random);
      }
      hosts.add(host);
      if (payee != null) {
        town.resemble(payee, account.token());
      }
    }
    return List.copyOf(hosts);
  }

  private Instant opened(int firstDay, Period period, Random random) {
    return newHosts
        ? period.at(firstDay, Chance.between(random, 0, 480), random)
        : period.before(Chance.between(random, 100, 900));
  }
}
