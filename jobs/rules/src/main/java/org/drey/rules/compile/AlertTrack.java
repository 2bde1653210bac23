package org.drey.rules.compile;

import java.util.EnumSet;
import java.util.Set;
import org.drey.rules.schema.EntityKind;
import org.jspecify.annotations.Nullable;

/** The subject of an alert. Tracks of one entity are scored apart. */
public enum AlertTrack {
  /** The paying or viewing person. */
  PAYER(3),
  /** The one who is paid for, or hosts, what is watched. */
  FACILITATOR(3),
  /** The buying person. */
  PURCHASE(2),
  /** The child who pays, or who hosts. */
  VICTIM(3),
  /** The one who is paid by victims. */
  RECEIVER(2),
  /** No person: a merchant, domain, service, device or host. */
  ENTITY(1);

  private final int severity;

  AlertTrack(int severity) {
    this.severity = severity;
  }

  /** Harm and immediacy of its alerts, 0 to 4, where no finding shows more. */
  public int severity() {
    return severity;
  }

  /** Returns whether such an alert can be about an entity of a kind. */
  boolean fits(EntityKind kind) {
    return switch (this) {
      case PAYER, PURCHASE -> kind == EntityKind.SUBJECT;
      case VICTIM -> kind == EntityKind.SUBJECT || kind == EntityKind.HOST;
      case FACILITATOR -> kind == EntityKind.PAYEE || kind == EntityKind.HOST;
      case RECEIVER -> kind == EntityKind.PAYEE;
      case ENTITY -> kind != EntityKind.SUBJECT && kind != EntityKind.PAYEE;
    };
  }

  /**
   * The tracks of the same entity whose scores a recent finding on this one holds down: a child who
   * pays under pressure is no buyer, one who hosts is no organiser.
   */
  public Set<AlertTrack> holds() {
    return this == VICTIM ? EnumSet.of(PAYER, FACILITATOR) : Set.of();
  }

  /** The track whose recent findings hold this one's score down, or null. */
  public @Nullable AlertTrack heldBy() {
    return this == PAYER || this == FACILITATOR ? VICTIM : null;
  }

  /** Returns whether a child victim is concerned, so that fewer families are asked for. */
  public boolean isSextortion() {
    return this == VICTIM || this == RECEIVER;
  }
}
