package org.drey.definitions.stream;

import java.time.Duration;
import org.drey.event.BlocklistHit;
import org.drey.event.Topics;
import org.drey.rules.schema.EntityKind;
import org.drey.rules.schema.LogSource;

/** Blocklist decisions, as the blocklist job makes them. */
public final class BlocklistHits {
  private BlocklistHits() {}

  public static StreamDefinition<BlocklistHit> definition() {
    return StreamDefinition.of(Topics.BLOCKLIST_HITS, BlocklistHit.class)
        .category("blocklist", LogSource.TRAFFIC)
        .lateness(Duration.ofHours(24))
        .withoutClock()
        .neverLate()
        .subjectsOnBasisOf(Topics.DNS_QUERIES)
        .entity("subject", EntityKind.SUBJECT)
        .derived(Derived.day())
        .build();
  }
}
