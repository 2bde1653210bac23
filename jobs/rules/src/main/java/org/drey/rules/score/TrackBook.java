package org.drey.rules.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.drey.rules.compile.Track;
import org.jspecify.annotations.Nullable;

/** One track of an entity: what of it has been read, and how it has changed since. */
final class TrackBook {
  private final Track track;
  private final BookStore store;
  private Summary.Part part;
  private @Nullable Ledger stored;
  private @Nullable Ledger whole;
  private @Nullable Told said;
  private boolean isSaid;

  /**
   * A track.
   *
   * @param part what the summary has of it
   */
  TrackBook(Track track, Summary.Part part, BookStore store) {
    this.track = track;
    this.part = part;
    this.store = store;
  }

  Track track() {
    return track;
  }

  /** Takes in a finding; reads the ledger only if scores or what alerts list may change. */
  Ledger.Change take(LedgerEntry finding) {
    if (whole == null && part.hasDayOf(finding)) {
      Ledger newest = new Ledger(new ArrayList<>(part.newest()), Episode.NONE);
      Ledger.Change change = newest.add(finding);
      if (!change.counts()) {
        part = change.taken() == Ledger.Taken.NOT_KEPT ? part : part.with(newest.kept());
        return change;
      }
    }
    return ledger().add(finding);
  }

  /** The whole ledger. */
  Ledger ledger() {
    if (whole == null) {
      stored = part.older() ? store.ledger(track) : null;
      List<LedgerEntry> kept = new ArrayList<>(part.newest());
      if (stored != null) {
        kept.addAll(stored.kept());
        kept.sort(LedgerEntry.ORDER);
      }
      whole = new Ledger(kept, stored == null ? Episode.NONE : stored.settled());
    }
    return whole;
  }

  void put(Ledger next) {
    ledger();
    whole = next;
  }

  boolean isTold() {
    return isSaid || part.told();
  }

  /** What was last emitted of it. */
  Told told() {
    if (said == null) {
      said = part.told() ? store.told(track) : null;
      said = said == null ? Told.NOTHING : said;
    }
    return said;
  }

  void put(Told next) {
    said = next;
    isSaid = true;
  }

  /** Forgets all of it but what alerts show of its findings. */
  void clear() {
    put(Ledger.empty());
    put(Told.NOTHING);
  }

  /** Whether nothing is known. */
  boolean isEmpty() {
    return whole == null
        ? part.equals(Summary.Part.NOTHING)
        : whole.isEmpty() && !(isSaid ? told().revision() > 0 : part.told());
  }

  /** Writes what has changed, except what the summary has. */
  void write() {
    boolean emitted = isSaid ? told().revision() > 0 : part.told();
    if (isSaid && (emitted || part.told())) {
      store.put(track, emitted ? told() : (Told) null);
    }
    if (whole != null) {
      part = Summary.Part.of(whole, emitted);
      Ledger rest = part.rest(whole);
      Ledger next = part.older() ? rest : null;
      if (!Objects.equals(next, stored)) {
        store.put(track, next);
      }
    } else {
      part = new Summary.Part(emitted, part.older(), part.from(), part.newest());
    }
  }

  /** What the summary has of it once it is written. */
  Summary.Part part() {
    return part;
  }
}
