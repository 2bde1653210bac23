package org.drey.local.generate;

import java.time.Duration;
import java.time.Instant;
import org.drey.event.EntityKind;
import org.drey.event.ExternalSignal;
import org.drey.event.SourceTier;

/** Says what third parties report. */
final class Hotline {
  private static final Duration VALID = Duration.ofDays(180);

  private final Journal journal;

  Hotline(Journal journal) {
    this.journal = journal;
  }

  void report(SourceTier tier, EntityKind kind, String entity, double confidence, Instant at) {
    ExternalSignal signal = new ExternalSignal();
    signal.setEventId(journal.nextId(Providers.HOTLINE));
    signal.setEventTime(at);
    signal.setProvider(Providers.HOTLINE);
    signal.setTokenDomain(Providers.TOKEN_DOMAIN);
    signal.setKeyVersion(Providers.KEY_VERSION);
    signal.setSourceTier(tier);
    signal.setSignal("reported_account");
    signal.setEntityKind(kind);
    signal.setEntity(entity);
    signal.setConfidence(confidence);
    signal.setExpiresAt(at.plus(VALID));
    journal.add(signal, at);
  }
}
