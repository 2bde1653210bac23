package org.drey.definitions.stream;

import java.time.Duration;
import org.drey.event.DnsQuery;
import org.drey.event.Topics;
import org.drey.rules.schema.EntityKind;
import org.drey.rules.schema.LogSource;

/** Queries that resolvers answered. */
public final class DnsQueries {
  private DnsQueries() {}

  public static StreamDefinition<DnsQuery> definition() {
    return StreamDefinition.of(Topics.DNS_QUERIES, DnsQuery.class)
        .category("dns", LogSource.TRAFFIC)
        .lateness(Duration.ofMinutes(10))
        .subjectsOnBasisOf(Topics.DNS_QUERIES)
        .entity("subject", EntityKind.SUBJECT)
        .entity("query", EntityKind.DOMAIN)
        .raw("query")
        .raw("answers")
        .sigmaName("answer", "answers")
        .sigmaName("QueryName", "query")
        .derived(Derived.day())
        .derived(Derived.registeredDomain("query"))
        .derived(Derived.publicSuffix("query"))
        .build();
  }
}
