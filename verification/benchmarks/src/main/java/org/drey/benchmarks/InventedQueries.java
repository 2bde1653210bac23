package org.drey.benchmarks;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.drey.blocklist.index.ListIndex;
import org.drey.event.DnsQuery;
import org.drey.event.NetworkClass;
import org.drey.event.Transport;
import org.drey.event.wire.AvroCodec;

/** Queries for invented names, of which some are listed; those are marked. */
final class InventedQueries {
  /** With fewer the processor learns them by heart. */
  static final int POOL = 1 << 16;

  /** The record type of a query that gets a signal. */
  static final String MARK = "HTTPS";

  private static final int SUBJECTS = 100_000;

  private final AvroCodec<DnsQuery> codec = AvroCodec.of(DnsQuery.class);
  private final String[] names;
  private final boolean[] listed = new boolean[POOL];

  /** Queries for names that nothing is for. */
  InventedQueries(long seed) {
    names = new InventedNames(seed).asked(new SplittableRandom(seed), POOL, 1, 0);
  }

  /**
   * Queries for names of which a list has some.
   *
   * @param entries how many names the list has
   * @param hits of a hundred queries
   */
  InventedQueries(long seed, long entries, int hits, ListIndex index) {
    names = new InventedNames(seed).asked(new SplittableRandom(seed), POOL, entries, hits);
    for (int i = 0; i < POOL; i++) {
      listed[i] = index.findName(names[i], null) != ListIndex.NOTHING;
    }
  }

  /** Returns whether the query of this number gets a signal. */
  boolean isListed(long number) {
    return listed[slot(number)];
  }

  /** Returns the name that the query of a number is for. */
  String name(long number) {
    return names[slot(number)];
  }

  /** Returns the query of a number, which is its event id. */
  byte[] encoded(long number) {
    return codec.encode(
        query(
            Long.toString(number),
            Instant.ofEpochMilli(System.currentTimeMillis()),
            "subject-" + number % SUBJECTS,
            name(number),
            isListed(number) ? MARK : "A"));
  }

  static DnsQuery query(String id, Instant time, String subject, String name, String type) {
    return DnsQuery.newBuilder()
        .setEventId(id)
        .setEventTime(time)
        .setProvider("resolver.example")
        .setSubject(subject)
        .setQuery(name)
        .setRecordType(type)
        .setResponseCode("NXDOMAIN")
        .setAnswers(List.of())
        .setTransport(Transport.UDP)
        .setNetworkClass(NetworkClass.HOME)
        .build();
  }

  private static int slot(long number) {
    return (int) (number & (POOL - 1));
  }
}
