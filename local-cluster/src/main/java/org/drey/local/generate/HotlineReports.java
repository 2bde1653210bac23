package org.drey.local.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.EntityKind;
import org.drey.event.ExternalSignal;

/** Third parties: what they report becomes signals. */
final class HotlineReports {
  private static final Duration VALID = Duration.ofDays(180);

  private final DeliveredEvents journal;

  HotlineReports(DeliveredEvents journal) {
    this.journal = journal;
  }

  /** Records that one is reported: as a subject, or as the kind of entity that is given. */
  void report(WorldMember reported, Instant at, Consumer<SpecificRecordBase> given) {
    ExternalSignal signal = new ExternalSignal();
    signal.setEntityKind(EntityKind.SUBJECT);
    given.accept(signal);
    signal.setEntity(reported.token(signal.getEntityKind().name()));
    signal.setSignal("reported_account");
    signal.setConfidence(1.0);
    signal.setExpiresAt(at.plus(VALID));
    journal.record(signal, ProviderFirms.HOTLINE, at, given);
  }
}
