package org.drey.definitions.stream;

import java.time.Duration;
import org.drey.event.Payment;
import org.drey.event.Topics;
import org.drey.rules.schema.EntityKind;
import org.drey.rules.schema.LogSource;

/** Payments, as the payer's firm saw them. */
public final class Payments {
  private Payments() {}

  public static StreamDefinition<Payment> definition() {
    return StreamDefinition.of(Topics.PAYMENTS, Payment.class)
        .category("payment", LogSource.PAYMENT)
        .lateness(Duration.ofHours(24))
        .entity("subject", EntityKind.SUBJECT)
        .entity("payee", EntityKind.PAYEE)
        .entity("merchant", EntityKind.MERCHANT)
        .entity("device", EntityKind.DEVICE)
        .derived(Derived.day())
        .derived(Derived.amount())
        .derived(Derived.roundAmount())
        .derived(Derived.crossBorder())
        .derived(Derived.localHour("payer_local_hour", "payer_utc_offset_minutes"))
        .build();
  }
}
