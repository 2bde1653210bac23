package org.drey.definitions.stream;

import java.time.Duration;
import org.drey.event.ExternalSignal;
import org.drey.event.Topics;
import org.drey.rules.schema.LogSource;

/** Reports from trusted flaggers, law enforcement and industry. */
public final class ExternalSignals {
  private ExternalSignals() {}

  public static StreamDefinition<ExternalSignal> definition() {
    return StreamDefinition.of(Topics.EXTERNAL_SIGNALS, ExternalSignal.class)
        .category("signal", LogSource.SIGNAL)
        .lateness(Duration.ofDays(90)) // a report is not a sensor reading
        .withoutClock()
        .entityOfKind("entity", "entity_kind")
        .confidence("confidence")
        .expiry("expires_at")
        .derived(Derived.day())
        .build();
  }
}
