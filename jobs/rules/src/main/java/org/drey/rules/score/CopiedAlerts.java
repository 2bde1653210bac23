package org.drey.rules.score;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.compile.AlertTrack;
import org.jspecify.annotations.Nullable;

/** A book that begins as a copy of another: it is read there, and written here. */
final class CopiedAlerts implements BookStore {
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
