package org.drey.rules.score;

import java.util.List;
import java.util.stream.Stream;
import org.drey.rules.compile.Track;
import org.drey.rules.correlate.Finding;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The two books of one entity: one without what rules on trial found, from which alerts are made,
 * and one with it, from which shadow alerts are. Of most entities no rule on trial ever found
 * anything: then the one book is both. The first such finding makes a copy of it.
 */
public final class EntityBooks {
  private final AlertBooks common;
  private final EntityKey entity;
  private final BookStore store;
  private final BookStore triedStore;
  private final long now;
  private final AlertBook live;
  private @Nullable AlertBook tried;
  private @Nullable CopiedBook copy;

  EntityBooks(
      AlertBooks common, EntityKey entity, BookStore store, BookStore triedStore, long now) {
    this.common = common;
    this.entity = entity;
    this.store = store;
    this.triedStore = triedStore;
    this.now = now;
    this.live = common.open(entity, store, now);
    this.tried = live.isTried() ? common.open(entity, triedStore, now) : null;
  }

  /**
   * As {@link AlertBook#accept(Finding, long)}; one of a rule on trial changes no alert but a
   * shadow alert.
   */
  public Ledger.Taken accept(Finding finding, long clock) {
    if (common.masking.isErased(entity, finding.time())) {
      return Ledger.Taken.NOT_KEPT;
    }
    if (!common.isOnTrial(finding)) {
      if (tried != null) {
        tried.accept(finding, clock);
      }
      return live.accept(finding, clock);
    }
    if (tried == null) {
      copy = new CopiedBook(store, triedStore);
      tried = common.open(entity, copy, now);
    }
    return tried.accept(finding, clock);
  }

  /** As {@link AlertBook#accept(Verdict, long)}, of the alert and its shadow. */
  public Ledger.Taken accept(Verdict verdict, long clock) {
    if (common.masking.isErased(entity, verdict.actsAt())) {
      return Ledger.Taken.NOT_KEPT;
    }
    if (common.masking.isErased(entity, verdict.asOf())) {
      return Ledger.Taken.REFUSED;
    }
    if (tried != null) {
      tried.accept(verdict, clock);
    }
    return live.accept(verdict, clock);
  }

  /** As {@link AlertBook#mask}, of alerts and shadow alerts. */
  public void mask(long clock) {
    live.mask(clock);
    if (tried != null) {
      tried.mask(clock);
    }
  }

  /** As {@link AlertBook#erase}, of alerts and shadow alerts. */
  public void erase() {
    live.erase();
    if (tried != null) {
      tried.erase();
    }
  }

  /** As {@link AlertBook#repeat}, of the alert and its shadow. */
  public void repeat(Track track, long clock) {
    live.repeat(track, clock);
    if (tried != null) {
      tried.repeat(track, clock);
    }
  }

  /** As {@link AlertBook#advance}. */
  public void advance(long clock) {
    live.advance(clock);
    if (tried != null) {
      tried.advance(clock);
    }
  }

  /** Returns what there is to say of alerts. */
  public List<AlertRevision> revisions() {
    return live.revisions();
  }

  /** Returns what there is to say of shadow alerts. */
  public List<AlertRevision> shadowRevisions() {
    return tried == null ? live.revisions() : tried.revisions();
  }

  /** The times at which to look at the entity that were not known before. */
  public List<Long> newTimers() {
    return Stream.of(live, tried)
        .filter(book -> book != null && book.nextTimer() != Summary.NEVER)
        .filter(book -> book.nextTimer() != book.lastTimer())
        .map(AlertBook::nextTimer)
        .distinct()
        .toList();
  }

  /** Returns whether nothing is known of the entity, what rules on trial found apart. */
  public boolean isEmpty() {
    return live.isEmpty();
  }

  /** Writes what has changed. */
  public void write() {
    if (tried != null) {
      if (copy != null) {
        copy.take();
      }
      tried.write();
      live.setTried(!tried.isEmpty());
    }
    live.write();
  }
}
