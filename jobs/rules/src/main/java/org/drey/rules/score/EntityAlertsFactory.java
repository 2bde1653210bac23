package org.drey.rules.score;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;

/** The part that the books of all entities have in common. */
public final class EntityAlertsFactory {
  final long settleMillis;
  final Fold fold;
  final LedgerFindings findings;
  final @Nullable Band fourEyesFrom;
  final AlertRetention retention;
  final FindingMask masking;

  /** Books without a need for second eyes, kept for the usual time. */
  public EntityAlertsFactory(
      RuleSet rules, long settleMillis, Function<byte[], List<String>> names) {
    this(rules, settleMillis, names, null, AlertRetention.USUAL, FindingMask.NONE);
  }

  /**
   * Books by some rules.
   *
   * @param settleMillis how much older than the clock a finding may be to be folded at its own
   *     time, see {@link Fold#settleMillis}
   * @param names the entities, as KIND:token, that the details of an event name
   * @param fourEyesFrom the peak band from which a verdict closes an episode only if a second
   *     analyst agreed ({@code four_eyes.from_band}); null if none asks for that
   * @param retention for how long alerts are kept
   * @param masking who is not shown, as they were erased
   */
  public EntityAlertsFactory(
      RuleSet rules,
      long settleMillis,
      Function<byte[], List<String>> names,
      @Nullable Band fourEyesFrom,
      AlertRetention retention,
      FindingMask masking) {
    this.settleMillis = settleMillis;
    this.fold = new Fold(rules);
    this.findings = new LedgerFindings(rules, names);
    this.fourEyesFrom = fourEyesFrom;
    this.retention = retention;
    this.masking = masking;
  }

  /**
   * Opens the book of an entity for one call's work.
   *
   * @param store where it lies; only its summary is read now
   * @param now the machine's clock, milliseconds since 1970, from which due times count
   */
  public EntityAlerts open(EntityKey entity, BookStore store, long now) {
    return new EntityAlerts(this, entity, store, now);
  }

  /**
   * Returns when the day of what is folded by a time has settled; at another moment of a day for
   * each entity, so that no minute has more of them than another, whenever in its day each was
   * folded.
   *
   * @param clock the job's; {@link Long#MAX_VALUE} when a bounded run has ended
   */
  long settledAt(EntityKey entity, long time, long clock) {
    long folded = clock == Long.MAX_VALUE ? time : Math.max(time, clock);
    return momentOf(entity, folded) + LedgerEntry.DAY + settleMillis;
  }

  /**
   * Returns when to look again at an entity that was looked at; at its own moment of a day too, for
   * if the clock has leapt many are looked at in one.
   *
   * @param clock the job's
   */
  long nextLook(EntityKey entity, long clock) {
    return momentOf(entity, clock) + EntityAlerts.LOOK_EVERY;
  }

  /** An entity's own moment of the day of a time. */
  private static long momentOf(EntityKey entity, long time) {
    return Math.floorDiv(time, LedgerEntry.DAY) * LedgerEntry.DAY + entity.spread(LedgerEntry.DAY);
  }

  /** Folds what is known of a track, up to a time. */
  FoldResult judge(TrackAlerts one, BookStore.Side side, Ledger holding, long until) {
    return fold.judge(
        one.track(), one.ledger(side), holding, one.verdicts(side), fourEyesFrom, until);
  }

  /** The other entities that a finding names, as KIND:token, if it is live and not benign. */
  public List<String> named(Finding finding) {
    return findings.isLive(finding)
        ? masking.of(requireNonNull(finding.entity()), findings.linked(finding), finding.time())
        : List.of();
  }

  /** The track that a finding of a scored rule counts on. */
  public AlertTrack track(Finding finding) {
    return findings.scoring(finding).track();
  }
}
