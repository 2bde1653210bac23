package org.drey.local.generate;

import java.util.Locale;
import org.drey.event.EntityKind;
import org.drey.event.Track;

/**
 * Kinds of people who do nothing wrong and look as if they did: what would clear them (a verified
 * relation, an invoice, an assured age) is not in the data. The stress cases of the rule catalogue.
 */
enum LookAlike {
  UNVERIFIED_FAMILY(Track.PAYER, EntityKind.SUBJECT),
  UNVERIFIED_COUPLE(Track.PAYER, EntityKind.SUBJECT),
  LESSON_TAKER(Track.PAYER, EntityKind.SUBJECT),
  PRIVATE_TUTOR(Track.FACILITATOR, EntityKind.PAYEE),
  UNASSURED_CUSTOMER(Track.PAYER, EntityKind.SUBJECT),
  UNASSURED_PERFORMER(Track.FACILITATOR, EntityKind.PAYEE),
  ITEM_BUYER(Track.VICTIM, EntityKind.SUBJECT),
  ITEM_SELLER(Track.RECEIVER, EntityKind.PAYEE),
  MISREPORTED(Track.PAYER, EntityKind.SUBJECT),
  RETURNING_RELATIVE(Track.PAYER, EntityKind.SUBJECT);

  private final Track track;
  private final EntityKind entityKind;

  LookAlike(Track track, EntityKind entityKind) {
    this.track = track;
    this.entityKind = entityKind;
  }

  Truth.Resembling of(String entity) {
    return new Truth.Resembling(name().toLowerCase(Locale.ROOT), track, entityKind, entity);
  }
}
