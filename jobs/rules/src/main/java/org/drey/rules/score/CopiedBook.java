package org.drey.rules.score;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.compile.Track;
import org.jspecify.annotations.Nullable;

/** A book that begins as a copy of another: it is read there, and written here. */
final class CopiedBook implements BookStore {
  private final BookStore from;
  private final BookStore to;

  CopiedBook(BookStore from, BookStore to) {
    this.from = from;
    this.to = to;
  }

  /** Copies everything. */
  void take() {
    Summary summary = from.summary();
    if (summary == null) {
      return;
    }
    summary.tracks().forEach(this::take);
    to.put(summary);
  }

  private void take(Track track, Summary.Part part) {
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
  public @Nullable Summary summary() {
    return from.summary();
  }

  @Override
  public @Nullable Ledger ledger(Track track) {
    return from.ledger(track);
  }

  @Override
  public @Nullable LastRevision lastRevision(Track track) {
    return from.lastRevision(track);
  }

  @Override
  public @Nullable Shown shown(String finding) {
    return from.shown(finding);
  }

  @Override
  public @Nullable Verdicts verdicts(Track track) {
    return from.verdicts(track);
  }

  @Override
  public void put(@Nullable Summary summary) {
    to.put(summary);
  }

  @Override
  public void put(Track track, @Nullable Ledger ledger) {
    to.put(track, ledger);
  }

  @Override
  public void put(Track track, @Nullable LastRevision emitted) {
    to.put(track, emitted);
  }

  @Override
  public void put(Track track, @Nullable Verdicts verdicts) {
    to.put(track, verdicts);
  }

  @Override
  public void put(String finding, @Nullable Shown shown) {
    to.put(finding, shown);
  }

  @Override
  public void clear() {
    to.clear();
  }
}
