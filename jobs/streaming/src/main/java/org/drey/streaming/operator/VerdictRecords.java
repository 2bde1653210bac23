package org.drey.streaming.operator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.drey.event.EntityKind;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.event.VerdictType;
import org.drey.event.json.JsonLineWriter;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;

/** Records of verdicts as the score takes them. */
final class VerdictRecords {
  /** More days than may be asked for; up to so many, and no further, they are distinguished. */
  private static final long MANY_DAYS = 1_000;

  private final JsonLineWriter text = new JsonLineWriter();

  /**
   * Returns which field has a word that is not known here, as one of a newer schema; empty if none
   * has.
   */
  static Optional<String> unknown(Verdict verdict) {
    if (verdict.getTrack() == Track.UNKNOWN) {
      return Optional.of("track is not known");
    }
    if (verdict.getEntityKind() == EntityKind.UNKNOWN) {
      return Optional.of("entity_kind is not known");
    }
    return verdict.getVerdict() == VerdictType.UNKNOWN
        ? Optional.of("verdict is not known")
        : Optional.empty();
  }

  /** Returns whose alert a verdict is about. */
  static EntityKey entity(Verdict verdict) {
    return new EntityKey(
        verdict.getTokenDomain(),
        verdict.getKeyVersion(),
        verdict.getEntityKind().name(),
        verdict.getEntity());
  }

  /** Returns what of a verdict decides anything; its words must be known. */
  org.drey.rules.verdict.Verdict read(Verdict verdict) {
    Long days = verdict.getSuppressDays();
    return new org.drey.rules.verdict.Verdict(
        verdict.getVerdictId(),
        verdict.getVerdictTime().toEpochMilli(),
        verdict.getAsOf().toEpochMilli(),
        verdict.getAlertId(),
        AlertTrack.valueOf(verdict.getTrack().name()),
        org.drey.rules.verdict.VerdictType.valueOf(verdict.getVerdict().name()),
        verdict.getReason().name(),
        verdict.getTakesBack(),
        List.copyOf(verdict.getSeen()),
        List.copyOf(verdict.getSuppress()),
        days == null
            ? org.drey.rules.verdict.Verdict.SUPPRESS_DAYS
            : (int) Math.max(0, Math.min(days, MANY_DAYS)),
        verdict.getAnalyst(),
        verdict.getSecondAnalyst(),
        new String(text.write(verdict), StandardCharsets.UTF_8));
  }
}
