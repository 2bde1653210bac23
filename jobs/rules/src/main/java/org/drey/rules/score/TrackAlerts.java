package org.drey.rules.score;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.score.BookStore.Side;
import org.jspecify.annotations.Nullable;

/**
 * One track of an entity: its ledger, and what was said and judged of it on each side. What of it
 * has been read, and how it has changed since.
 */
final class TrackAlerts {
  private final AlertTrack track;
  private final BookStore store;
  private final Predicate<LedgerEntry> isOnTrial;
  private final Map<Side, Standing> sides = new EnumMap<>(Side.class);
  private EntitySummary.Part part;
  private boolean isSplit;
  private @Nullable Ledger stored;
  private @Nullable Ledger whole;

  /**
   * A track.
   *
   * @param part what the summary has of it
   * @param isSplit whether its shadow stands on its own
   * @param isOnTrial whether the rule of an entry is on trial now
   */
  TrackAlerts(
      AlertTrack track,
      EntitySummary.Part part,
      boolean isSplit,
      BookStore store,
      Predicate<LedgerEntry> isOnTrial) {
    this.track = track;
    this.part = part;
    this.isSplit = isSplit;
    this.store = store;
    this.isOnTrial = isOnTrial;
    sides.put(Side.LIVE, new Standing(Side.LIVE, part.revision()));
    sides.put(Side.SHADOW, new Standing(Side.SHADOW, part.shadowRevision()));
  }

  /** The last revision and the verdicts on one side. */
  private final class Standing {
    private final Side side;

    /** Whether state has a last revision. */
    private boolean hasRevision;

    private @Nullable LastRevision said;
    private boolean isSaid;
    private @Nullable AlertVerdicts verdicts;
    private boolean isJudged;

    Standing(Side side, boolean hasRevision) {
      this.side = side;
      this.hasRevision = hasRevision;
    }

    LastRevision said() {
      if (said == null) {
        said = hasRevision ? store.lastRevision(track, side) : null;
        said = said == null ? LastRevision.NOTHING : said;
      }
      return said;
    }

    void put(LastRevision next) {
      said = next;
      isSaid = true;
    }

    AlertVerdicts verdicts() {
      if (verdicts == null) {
        verdicts = part.verdicts() ? store.verdicts(track, side) : null;
        verdicts = verdicts == null ? AlertVerdicts.NONE : verdicts;
      }
      return verdicts;
    }

    void put(AlertVerdicts next) {
      isJudged |= !next.equals(verdicts());
      verdicts = next;
    }

    boolean isEmitted() {
      return isSaid ? said().revision() > 0 : hasRevision;
    }

    boolean hasVerdicts() {
      return verdicts == null ? part.verdicts() : !verdicts.isEmpty();
    }

    /** Begins as another stands. */
    void begin(Standing other) {
      if (other.isEmitted()) {
        put(other.said());
      }
      put(other.verdicts());
      isJudged = !verdicts().isEmpty();
    }

    void write() {
      boolean isThere = isEmitted();
      if (isJudged && (hasVerdicts() || part.verdicts())) {
        store.put(track, side, hasVerdicts() ? verdicts() : (AlertVerdicts) null);
      }
      if (isSaid && (isThere || hasRevision)) {
        store.put(track, side, isThere ? said() : (LastRevision) null);
      }
      hasRevision = isThere;
    }
  }

  private Standing on(Side side) {
    return Objects.requireNonNull(sides.get(side), "both sides stand");
  }

  AlertTrack track() {
    return track;
  }

  /** Lets the shadow stand on its own, from where the alert stands. */
  void split() {
    on(Side.SHADOW).begin(on(Side.LIVE));
    isSplit = true;
  }

  private boolean hasVerdicts() {
    return on(Side.LIVE).hasVerdicts() || (isSplit && on(Side.SHADOW).hasVerdicts());
  }

  /**
   * Takes in a finding; reads the ledger only if what alerts list may change, or if the summary has
   * so much that some of it moves there. Where verdicts may cut its day, any finding that is kept
   * may change them.
   */
  Ledger.Change take(LedgerEntry finding) {
    boolean isJudged = hasVerdicts();
    if (whole == null && part.hasDayOf(finding)) {
      Ledger newest = inSummary();
      Ledger.Change change = newest.add(finding);
      if (change.taken() == Ledger.LedgerChange.NOT_KEPT) {
        return change;
      }
      if (!isJudged && !(change.counts() && finding.isShown())) {
        part = part.with(newest.kept());
        if (part.isTooMuch()) {
          whole = ledger();
        }
        return change;
      }
    }
    Ledger.Change change = ledger().add(finding);
    return isJudged ? change.counting() : change;
  }

  /** Puts an entry in the place of another that differs in what is shown of it alone. */
  void replace(LedgerEntry one, LedgerEntry by) {
    if (whole != null) {
      whole.replace(one, by);
    } else {
      Ledger newest = inSummary();
      newest.replace(one, by);
      part = part.with(newest.kept());
    }
  }

  private Ledger inSummary() {
    return new Ledger(new ArrayList<>(part.newest()), Episode.NONE);
  }

  /** Returns whether rules that are on trial now found some of what has been read. */
  boolean hasTrials() {
    return (whole == null ? part.newest() : whole.kept()).stream().anyMatch(isOnTrial);
  }

  /**
   * Returns whether an alert may ever have opened. A ledger of benign findings is not read for
   * that: they may open one where there are others, and those are in the summary.
   */
  boolean mayOpen(Fold fold, Side side) {
    boolean isNeeded = whole != null || (part.older() && !part.benign());
    return fold.mayOpen(track, isNeeded ? ledger(side) : of(side, inSummary()));
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
      whole =
          stored == null
              ? new Ledger(kept, Episode.NONE)
              : new Ledger(kept, stored.settled(), stored.shadow());
    }
    return whole;
  }

  /** The ledger that one side's fold sees. */
  Ledger ledger(Side side) {
    return of(side, ledger());
  }

  private Ledger of(Side side, Ledger ledger) {
    Episode shadow = ledger.shadow();
    if (side == Side.SHADOW) {
      return shadow == null ? ledger : new Ledger(ledger.kept(), shadow);
    }
    return ledger.kept().stream().noneMatch(isOnTrial)
        ? ledger
        : new Ledger(ledger.kept().stream().filter(isOnTrial.negate()).toList(), ledger.settled());
  }

  void put(Ledger next) {
    ledger();
    whole = next;
  }

  /** Puts how far a side's fold has come. */
  void put(Side side, Episode settled) {
    Ledger known = ledger();
    put(
        side == Side.LIVE
            ? new Ledger(known.kept(), settled, known.shadow())
            : new Ledger(known.kept(), known.settled(), settled));
  }

  boolean isReported(Side side) {
    Standing one = on(side);
    return one.isSaid || one.hasRevision;
  }

  /** Returns what was last emitted of it. */
  LastRevision lastRevision(Side side) {
    return on(side).said();
  }

  void put(Side side, LastRevision next) {
    on(side).put(next);
  }

  /** Has its alert, if there is one, emitted again by the next look. */
  boolean markStale(Side side) {
    boolean isThere = on(side).isEmitted() && !lastRevision(side).isWithdrawn();
    if (isThere) {
      put(side, lastRevision(side).stale());
    }
    return isThere;
  }

  /** Has its alert, also a withdrawn one, emitted again by the next look as if no one had it. */
  boolean forceEmit(Side side) {
    boolean isThere = on(side).isEmitted();
    if (isThere) {
      put(side, lastRevision(side).unsent());
    }
    return isThere;
  }

  /** The verdicts on its alert; nothing is read where there are none. */
  AlertVerdicts verdicts(Side side) {
    return on(side).verdicts();
  }

  /** Puts verdicts of which one is new: one that has settled may have been taken back. */
  void judge(Side side, AlertVerdicts next) {
    put(side, next);
    Episode settled = ledger(side).settled();
    StoredVerdict closing = next.byId(settled.endedBy());
    if (closing != null && closing.undone() != StoredVerdict.NOT_UNDONE) {
      put(side, settled.resumed());
    }
  }

  void put(Side side, AlertVerdicts next) {
    on(side).put(next);
  }

  /** Forgets all of it. */
  void clear() {
    put(Ledger.empty());
    for (Side side : Side.values()) {
      forgetAlert(side);
    }
  }

  /** Forgets what was said of it, and by whom, but not the evidence. */
  void forgetAlert(Side side) {
    put(side, LastRevision.NOTHING);
    put(side, AlertVerdicts.NONE);
  }

  /** Forgets an alert and what its side alone has; returns that. */
  List<LedgerEntry> forgetEvidence(Side side) {
    Ledger known = ledger();
    List<LedgerEntry> gone =
        known.kept().stream()
            .filter(entry -> !isSplit || isOnTrial.test(entry) == (side == Side.SHADOW))
            .toList();
    List<LedgerEntry> kept = new ArrayList<>(known.kept());
    kept.removeAll(gone);
    Episode shadow = isSplit && known.shadow() == null ? known.settled() : known.shadow();
    put(
        side == Side.LIVE
            ? new Ledger(kept, Episode.NONE, shadow)
            : new Ledger(kept, known.settled()));
    forgetAlert(side);
    return gone;
  }

  /** Returns whether there was an alert, or is a verdict, that is kept after its evidence. */
  boolean isRemembered(Side side) {
    return on(side).isEmitted() || on(side).hasVerdicts();
  }

  /**
   * Returns when its newest evidence was, or the newest verdict given; of what never was the least.
   * An alert whose rules are all on trial now ends with what they found.
   */
  long newest(Side side) {
    Ledger known = ledger(side);
    long newest = known.isEmpty() ? ledger().newest() : known.newest();
    return Math.max(newest, verdicts(side).newest());
  }

  /** Returns whether by the summary alone its newest evidence may be too long ago to be kept. */
  boolean mayHaveEnded(Side side, long time) {
    long newest =
        part.newest().stream()
            .filter(entry -> side == Side.SHADOW || !isOnTrial.test(entry))
            .mapToLong(LedgerEntry::foldedAt)
            .max()
            .orElse(Long.MIN_VALUE);
    return newest == Long.MIN_VALUE || AlertRetention.mayHaveEnded(time - newest);
  }

  /** Returns whether nothing is known. */
  boolean isEmpty() {
    boolean isBare = whole == null ? part.newest().isEmpty() && !part.older() : whole.isEmpty();
    return isBare && !isRemembered(Side.LIVE) && !(isSplit && isRemembered(Side.SHADOW));
  }

  /** Writes what has changed, except what the summary has. */
  void write() {
    boolean isJudged = hasVerdicts();
    sides.values().forEach(Standing::write);
    if (whole != null) {
      part = part.of(whole);
      Ledger rest = part.rest(whole);
      Ledger next = part.older() ? rest : null;
      if (!Objects.equals(next, stored)) {
        store.put(track, next);
      }
    }
    part = part.beside(on(Side.LIVE).hasRevision, on(Side.SHADOW).hasRevision, isJudged);
  }

  /** Returns what the summary has of it once it is written. */
  EntitySummary.Part part() {
    return part;
  }
}
