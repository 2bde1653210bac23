package org.drey.benchmarks.latency;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.drey.benchmarks.names.InventedNames;
import org.drey.blocklist.index.ListIndex;
import org.drey.event.DnsQuery;
import org.drey.event.NetworkClass;
import org.drey.event.Transport;
import org.drey.event.wire.AvroCodec;

/** Encoded queries for invented names; those for listed names are marked. */
final class EncodedQueries {
  private static final int POOL = 1 << 16;

  private final AvroCodec<DnsQuery> codec = AvroCodec.of(DnsQuery.class);
  private final String[] asked;
  private final boolean[] listed = new boolean[POOL];

  /**
   * Queries.
   *
   * @param entries how many names the list has
   * @param hits of a hundred queries
   */
  EncodedQueries(InventedNames names, long seed, long entries, int hits, ListIndex index) {
    asked = names.asked(new SplittableRandom(seed), POOL, entries, hits);
    for (int i = 0; i < POOL; i++) {
      listed[i] = index.findName(asked[i], null) != ListIndex.NOTHING;
    }
  }

  /** Returns whether the query of this number gets a signal. */
  boolean isListed(long number) {
    return listed[slot(number)];
  }

  /** The query of a number, which is its event id. */
  byte[] encoded(long number) {
    return codec.encode(
        DnsQuery.newBuilder()
            .setEventId(Long.toString(number))
            .setEventTime(Instant.ofEpochMilli(System.currentTimeMillis()))
            .setProvider("provider")
            .setSubject("subject-" + number % 1000)
            .setQuery(asked[slot(number)])
            .setRecordType(isListed(number) ? LatencyPassThrough.MARK : "A")
            .setResponseCode("NXDOMAIN")
            .setAnswers(List.of())
            .setTransport(Transport.UDP)
            .setNetworkClass(NetworkClass.HOME)
            .build());
  }

  private static int slot(long number) {
    return (int) (number & (POOL - 1));
  }
}
