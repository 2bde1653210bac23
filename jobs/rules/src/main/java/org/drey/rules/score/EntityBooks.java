package org.drey.rules.score;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.drey.rules.compile.AlertTrack;
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
  private final EntityAlertsFactory common;
  private final EntityKey entity;
  private final BookStore store;
  private final BookStore triedStore;
  private final long now;
  private final EntityAlerts live;
  private @Nullable EntityAlerts tried;
  private @Nullable CopiedAlerts copy;

  EntityBooks(
      EntityAlertsFactory common,
      EntityKey entity,
      BookStore store,
      BookStore triedStore,
      long now) {
    this.common = common;
    this.entity = entity;
    this.store = store;
    this.triedStore = triedStore;
    this.now = now;
    this.live = common.open(entity, store, now);
    this.tried = live.isTried() ? common.open(entity, triedStore, now) : null;
  }

  /**
   * As {@link EntityAlerts#accept(Finding, long)}; one of a rule on trial changes no alert but a
   * shadow alert.
   */
  public Ledger.LedgerChange accept(Finding finding, long clock) {
    if (common.masking.isErased(entity, finding.time())) {
      return Ledger.LedgerChange.NOT_KEPT;
    }
    if (!common.isOnTrial(finding)) {
      if (tried != null) {
        tried.accept(finding, clock);
      }
      return live.accept(finding, clock);
    }
    if (tried == null) {
      copy = new CopiedAlerts(store, triedStore);
      tried = common.open(entity, copy, now);
    }
    return tried.accept(finding, clock);
  }

  /** As {@link EntityAlerts#accept(Verdict, long)}, of the alert and its shadow. */
  public Ledger.LedgerChange accept(Verdict verdict, long clock) {
    if (common.masking.isErased(entity, verdict.actsAt())) {
      return Ledger.LedgerChange.NOT_KEPT;
    }
    if (common.masking.isErased(entity, verdict.asOf())) {
      return Ledger.LedgerChange.REFUSED;
    }
    if (tried != null) {
      tried.accept(verdict, clock);
    }
    return live.accept(verdict, clock);
  }

  /** As {@link EntityAlerts#mask}, of alerts and shadow alerts. */
  public void mask(long clock) {
    live.mask(clock);
    if (tried != null) {
      tried.mask(clock);
    }
  }

  /** As {@link EntityAlerts#erase}, of alerts and shadow alerts. */
  public void erase() {
    live.erase();
    if (tried != null) {
      tried.erase();
    }
  }

  /** As {@link EntityAlerts#repeat}, of the alert and its shadow. */
  public void repeat(AlertTrack track, long clock) {
    live.repeat(track, clock);
    if (tried != null) {
      tried.repeat(track, clock);
    }
  }

  /** As {@link EntityAlerts#sayAgain}, of the alert and its shadow. */
  public void sayAgain(AlertTrack track, long clock) {
    live.sayAgain(track, clock);
    if (tried != null) {
      tried.sayAgain(track, clock);
    }
  }

  /** As {@link EntityAlerts#advance}. */
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
        .filter(book -> book != null && book.nextTimer() != EntitySummary.NEVER)
        .filter(book -> book.nextTimer() != book.lastTimer())
        .map(EntityAlerts::nextTimer)
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

  /** A book that begins as a copy of another: it is read there, and written here. */
  private static final class CopiedAlerts implements BookStore {
    private final BookStore from;
    private final BookStore to;

    CopiedAlerts(BookStore from, BookStore to) {
      this.from = from;
      this.to = to;
    }

    /** Copies everything. */
    void take() {
      EntitySummary summary = from.summary();
      if (summary == null) {
        return;
      }
      summary.tracks().forEach(this::take);
      to.put(summary);
    }

    private void take(AlertTrack track, EntitySummary.Part part) {
      List<LedgerEntry> entries = new ArrayList<>(part.newest());
      Ledger older = part.older() ? from.ledger(track) : null;
      if (older != null) {
        entries.addAll(older.kept());
        to.put(track, older);
      }
      if (part.lastRevision()) {
        to.put(track, from.lastRevision(track));
      }
      if (part.verdicts()) {
        to.put(track, from.verdicts(track));
      }
      for (LedgerEntry entry : entries) {
        if (entry.isShown()) {
          to.put(entry.findingId(), from.shown(entry.findingId()));
        }
      }
    }

    @Override
    public @Nullable EntitySummary summary() {
      return from.summary();
    }

    @Override
    public @Nullable Ledger ledger(AlertTrack track) {
      return from.ledger(track);
    }

    @Override
    public @Nullable LastRevision lastRevision(AlertTrack track) {
      return from.lastRevision(track);
    }

    @Override
    public @Nullable ShownFinding shown(String finding) {
      return from.shown(finding);
    }

    @Override
    public @Nullable AlertVerdicts verdicts(AlertTrack track) {
      return from.verdicts(track);
    }

    @Override
    public void put(@Nullable EntitySummary summary) {
      to.put(summary);
    }

    @Override
    public void put(AlertTrack track, @Nullable Ledger ledger) {
      to.put(track, ledger);
    }

    @Override
    public void put(AlertTrack track, @Nullable LastRevision emitted) {
      to.put(track, emitted);
    }

    @Override
    public void put(AlertTrack track, @Nullable AlertVerdicts verdicts) {
      to.put(track, verdicts);
    }

    @Override
    public void put(String finding, @Nullable ShownFinding shown) {
      to.put(finding, shown);
    }

    @Override
    public void clear() {
      to.clear();
    }
  }
}
