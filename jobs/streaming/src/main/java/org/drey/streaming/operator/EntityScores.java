package org.drey.streaming.operator;

import java.util.ArrayList;
import java.util.List;
import org.drey.event.Alert;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.Track;
import org.drey.rules.correlate.Finding;
import org.drey.rules.event.EntityKey;
import org.drey.rules.score.AlertContent;
import org.drey.rules.score.AlertContent.Priority;
import org.drey.rules.score.Episode;
import org.drey.rules.score.Fold;
import org.drey.rules.score.Ledger;
import org.drey.rules.score.Told.Revision;
import org.jspecify.annotations.Nullable;

/** What findings and the passing of time do to the alerts of entities. Knows no engine. */
final class EntityScores {
  private static final long DAY = 86_400_000L;

  private static final long LOOK_EVERY = 30 * DAY;

  /**
   * Spreads looks that only forget over entities, also of neighbouring hashes (the golden ratio).
   */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** How long what was said of an alert is remembered, longer than consumers keep closed ones. */
  private static final long MEMORY = 2 * 365 * DAY;

  private final RuleSet rules;
  private final long settleMillis;
  private final Fold fold;
  private final AlertRecords records;
  private final LedgerEntries entries;

  /**
   * Scores by some rules; for the rest see {@link ScoreEntities}.
   *
   * @param settleMillis how much older than the clock a finding may be to be folded at its own time
   * @param generation when the job was submitted, seconds since 1970
   */
  EntityScores(RuleSet rules, long settleMillis, long generation) {
    this.rules = rules;
    this.settleMillis = settleMillis;
    this.fold = new Fold(rules);
    this.records = new AlertRecords(rules, generation);
    this.entries = new LedgerEntries(rules);
  }

  /**
   * Begins a call's work.
   *
   * @param known what is known of the entity, which stays as it is
   * @param clock the job's, milliseconds since 1970
   * @param now the machine's
   */
  Step step(@Nullable EntityAlerts known, EntityKey entity, long clock, long now) {
    return new Step(EntityAlerts.copyOf(known), entity, clock, now);
  }

  /** One call's work on the alerts of an entity; what it has to say is kept until it is done. */
  final class Step {
    private final EntityAlerts alerts;
    private final EntityKey entity;
    private final long clock;
    private final long now;
    private final List<Alert> revisions = new ArrayList<>();

    private Step(EntityAlerts alerts, EntityKey entity, long clock, long now) {
      this.alerts = alerts;
      this.entity = entity;
      this.clock = clock;
      this.now = now;
    }

    /** What is known of the entity by now. */
    EntityAlerts alerts() {
      return alerts;
    }

    /** What there is to say. */
    List<Alert> revisions() {
      return revisions;
    }

    /** When to look at an entity that a finding has just come in about. */
    long lookAfter(Finding finding) {
      long settles = Math.max(finding.time(), clock) + DAY + settleMillis;
      return nextLook(settles + Math.floorMod(entity.hashCode() * SPREAD, DAY));
    }

    /** When to look at an entity again that was just looked at. */
    long lookAgain() {
      return nextLook(clock + LOOK_EVERY);
    }

    /** When an open episode ends, else when more can be forgotten. */
    private long nextLook(long forgets) {
      long next = forgets;
      for (TrackAlerts one : alerts.tracks()) {
        long closes = one.newest() + Episode.QUIET_MILLIS + 1;
        if (one.told().isOpen() && closes > clock) {
          next = Math.min(next, closes);
        }
      }
      return next;
    }

    /** What was never told ends with its evidence, an alert when consumers have long closed it. */
    private boolean isForgotten(TrackAlerts one) {
      return one.told().revision() == 0 ? one.entries().isEmpty() : clock >= one.newest() + MEMORY;
    }

    /** Takes in a finding. */
    Ledger.Taken take(Finding finding) {
      Track track = rules.head(finding.rule()).scoring().track();
      TrackAlerts own = alerts.track(track);
      Ledger.Taken taken = own.ledger().add(entries.of(finding));
      if (taken != Ledger.Taken.NOT_KEPT) {
        alerts.put(own);
        revise(track == Track.VICTIM ? List.of(track, Track.PAYER) : List.of(track));
      }
      return taken;
    }

    /** Says what the passing of time changes, and forgets what can change no more. */
    void look() {
      revise(List.of(Track.values()));
      settleAll();
      alerts.tracks().removeIf(this::isForgotten);
    }

    /** Forgets what can change no more, up to the last day that no late event can reach. */
    private void settleAll() {
      long until = Math.floorDiv(clock - settleMillis, DAY) * DAY - 1;
      long keepFrom = Long.MAX_VALUE;
      for (TrackAlerts one : alerts.tracks()) {
        keepFrom = Math.min(keepFrom, one.oldestToTell());
      }
      Ledger victim = alerts.victim();
      for (TrackAlerts one : List.copyOf(alerts.tracks())) {
        Track track = Track.valueOf(one.track());
        alerts.put(one.with(fold.settle(track, one.ledger(), victim, until, keepFrom)));
      }
    }

    /** Says what changes of some tracks; a victim finding may hold the payer's score down. */
    private void revise(List<Track> tracks) {
      Ledger victim = alerts.victim();
      for (Track track : tracks) {
        TrackAlerts one = alerts.track(track);
        AlertContent content = fold.content(track, one.ledger(), victim);
        boolean closed =
            content != null
                && clock != Long.MAX_VALUE
                && clock > content.asOf() + Episode.QUIET_MILLIS;
        Revision revision = one.told().revise(content, closed);
        if (revision != null) {
          alerts.put(revised(one, revision));
        }
      }
    }

    private TrackAlerts revised(TrackAlerts one, Revision revision) {
      long due = one.dueBy();
      if (revision.telling()) {
        AlertContent content = revision.content();
        Priority priority = content == null ? Priority.P3 : content.priority();
        due = now + priority.dueMillis(Track.valueOf(one.track()));
      }
      revisions.add(records.of(entity, one, revision, now, due));
      return one.with(revision.told(), due);
    }
  }
}
