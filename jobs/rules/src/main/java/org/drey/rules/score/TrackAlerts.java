package org.drey.rules.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.drey.rules.compile.AlertTrack;
import org.jspecify.annotations.Nullable;

/** One track of an entity: what of it has been read, and how it has changed since. */
final class TrackAlerts {
  private final AlertTrack track;
  private final BookStore store;
  private EntitySummary.Part part;
  private @Nullable Ledger stored;
  private @Nullable Ledger whole;
  private @Nullable LastRevision said;
  private boolean isSaid;
  private @Nullable AlertVerdicts verdicts;
  private boolean isJudged;

  /**
   * A track.
   *
   * @param part what the summary has of it
   */
  TrackAlerts(AlertTrack track, EntitySummary.Part part, BookStore store) {
    this.track = track;
    this.part = part;
    this.store = store;
  }

  AlertTrack track() {
    return track;
  }

  /**
   * Takes in a finding; reads the ledger only if what alerts list may change, or if the summary has
   * so much that some of it moves there. Where verdicts may cut its day, any finding that is kept
   * may change them.
   */
  Ledger.Change take(LedgerEntry finding) {
    if (whole == null && part.hasDayOf(finding)) {
      Ledger newest = inSummary();
      Ledger.Change change = newest.add(finding);
      if (change.taken() == Ledger.LedgerChange.NOT_KEPT) {
        return change;
      }
      if (!hasVerdicts() && !(change.counts() && finding.isShown())) {
        part = part.with(newest.kept());
        if (part.isTooMuch()) {
          whole = ledger();
        }
        return change;
      }
    }
    Ledger.Change change = ledger().add(finding);
    return hasVerdicts() ? change.counting() : change;
  }

  private Ledger inSummary() {
    return new Ledger(new ArrayList<>(part.newest()), Episode.NONE);
  }

  /**
   * Returns whether an alert may ever have opened. A ledger of benign findings is not read for
   * that: they may open one where there are others, and those are in the summary.
   */
  boolean mayOpen(Fold fold) {
    boolean isNeeded = whole != null || (part.older() && !part.benign());
    return fold.mayOpen(track, isNeeded ? ledger() : inSummary());
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

  boolean isReported() {
    return isSaid || part.lastRevision();
  }

  /** Returns what was last emitted of it. */
  LastRevision lastRevision() {
    if (said == null) {
      said = part.lastRevision() ? store.lastRevision(track) : null;
      said = said == null ? LastRevision.NOTHING : said;
    }
    return said;
  }

  /** Has its alert, if there is one, emitted again by the next look. */
  boolean outdate() {
    boolean isThere = isEmitted() && !lastRevision().isWithdrawn();
    if (isThere) {
      put(lastRevision().outdated());
    }
    return isThere;
  }

  /** Has its alert, also a withdrawn one, emitted again by the next look as if no one had it. */
  boolean unsay() {
    boolean isThere = isEmitted();
    if (isThere) {
      put(lastRevision().unsaid());
    }
    return isThere;
  }

  /** The verdicts on its alert; nothing is read where there are none. */
  AlertVerdicts verdicts() {
    if (verdicts == null) {
      verdicts = part.verdicts() ? store.verdicts(track) : null;
      verdicts = verdicts == null ? AlertVerdicts.NONE : verdicts;
    }
    return verdicts;
  }

  /** Puts verdicts of which one is new: one that has settled may have been taken back. */
  void judge(AlertVerdicts next) {
    put(next);
    Episode settled = ledger().settled();
    StoredVerdict closing = next.byId(settled.endedBy());
    if (closing != null && closing.undone() != StoredVerdict.NEVER) {
      put(ledger().settled(settled.resumed()));
    }
  }

  void put(AlertVerdicts next) {
    isJudged |= !next.equals(verdicts());
    verdicts = next;
  }

  void put(LastRevision next) {
    said = next;
    isSaid = true;
  }

  /** Forgets all of it but what alerts show of its findings. */
  void clear() {
    put(Ledger.empty());
    put(LastRevision.NOTHING);
    put(AlertVerdicts.NONE);
  }

  /** Forgets what was said of it, and by whom, but not the evidence. */
  void forgetAlert() {
    put(LastRevision.NOTHING);
    put(AlertVerdicts.NONE);
  }

  /** Returns whether there was an alert, or is a verdict, that is kept after its evidence. */
  boolean isRemembered() {
    return isEmitted() || hasVerdicts();
  }

  /**
   * Returns when its newest evidence was, or the newest verdict given; of what never was the least.
   */
  long newest() {
    return Math.max(ledger().newest(), verdicts().newest());
  }

  /** Returns whether by the summary alone its newest evidence may be too long ago to be kept. */
  boolean mayHaveEnded(long time) {
    long newest =
        part.newest().stream().mapToLong(LedgerEntry::foldedAt).max().orElse(Long.MIN_VALUE);
    return newest == Long.MIN_VALUE || AlertRetention.mayHaveEnded(time - newest);
  }

  /** Returns whether nothing is known. */
  boolean isEmpty() {
    boolean isBare = whole == null ? part.newest().isEmpty() && !part.older() : whole.isEmpty();
    return isBare && !hasVerdicts() && !isEmitted();
  }

  private boolean hasVerdicts() {
    return isJudged ? !verdicts().isEmpty() : part.verdicts();
  }

  private boolean isEmitted() {
    return isSaid ? lastRevision().revision() > 0 : part.lastRevision();
  }

  /** Writes what has changed, except what the summary has. */
  void write() {
    boolean emitted = isEmitted();
    boolean judged = hasVerdicts();
    if (isJudged && (judged || part.verdicts())) {
      store.put(track, judged ? verdicts() : (AlertVerdicts) null);
    }
    if (isSaid && (emitted || part.lastRevision())) {
      store.put(track, emitted ? lastRevision() : (LastRevision) null);
    }
    if (whole != null) {
      part = part.of(whole);
      Ledger rest = part.rest(whole);
      Ledger next = part.older() ? rest : null;
      if (!Objects.equals(next, stored)) {
        store.put(track, next);
      }
    }
    part = part.beside(emitted, judged);
  }

  /** Returns what the summary has of it once it is written. */
  EntitySummary.Part part() {
    return part;
  }
}
