package org.drey.rules.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.correlate.Finding;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of one entity: what findings and the passing of time do to them. A book is opened for
 * one call, takes in a finding or lets time pass, and is then asked what there is to say and
 * written. It changes nothing in its store before {@link #write}: if a call fails half-way, the
 * entity stays as it was.
 */
public final class EntityAlerts {
  /** The interval at which an entity is looked at of which more can be forgotten. */
  static final long LOOK_EVERY = 30 * LedgerEntry.DAY;

  /** The most findings that one look forgets; for more there is another look at once. */
  static final int MAX_FORGOTTEN = 1_000;

  private final EntityAlertsFactory common;
  private final EntityKey entity;
  private final BookStore store;
  private final long now;
  private final EntitySummary before;
  private final Map<AlertTrack, TrackAlerts> tracks = new EnumMap<>(AlertTrack.class);

  private final ShownFindings shown;
  private final List<AlertRevision> revisions = new ArrayList<>();
  private final AlertExpiry expiry;
  private long wake;
  private boolean isTried;
  private boolean isErased;

  EntityAlerts(EntityAlertsFactory common, EntityKey entity, BookStore store, long now) {
    this.common = common;
    this.entity = entity;
    this.store = store;
    this.now = now;
    this.shown = new ShownFindings(common, entity, store);
    this.expiry = new AlertExpiry(common, entity, shown::hide, revisions, now);
    EntitySummary summary = store.summary();
    this.before = summary == null ? EntitySummary.NOTHING : summary;
    this.wake = before.wake();
    this.isTried = before.tried();
    before
        .tracks()
        .forEach((track, part) -> tracks.put(track, new TrackAlerts(track, part, store)));
  }

  /**
   * Takes in a finding about the entity.
   *
   * @param clock the job's, milliseconds since 1970; {@link Long#MAX_VALUE} when a bounded run has
   *     ended
   */
  public Ledger.LedgerChange accept(Finding finding, long clock) {
    AlertTrack track = common.findings.scoring(finding).track();
    expiry.before(track(track), finding.time());
    Ledger.Change change = track(track).take(common.findings.entry(finding));
    if (change.taken() == Ledger.LedgerChange.NOT_KEPT) {
      return change.taken();
    }
    change.gone().forEach(shown::hide);
    if (change.added() != null && change.added().isShown()) {
      shown.put(finding);
    }
    if (change.counts()) {
      wakeBy(common.settledAt(entity, finding.time(), clock));
      revise(track, clock);
      track.holds().stream().filter(tracks::containsKey).forEach(held -> revise(held, clock));
    }
    return change.taken();
  }

  /**
   * Takes in a verdict on one of the entity's alerts, which the caller has found to be allowed
   * ({@link org.drey.rules.verdict.VerdictCheck}). It is never late, and may come before what it is
   * about: it stays with its alert, and if that never comes as long as one that is withdrawn.
   *
   * @param clock the job's, milliseconds since 1970; {@link Long#MAX_VALUE} when a bounded run has
   *     ended
   * @return NOT_KEPT for a repeat of one that is known, REFUSED if there are too many
   */
  public Ledger.LedgerChange accept(Verdict verdict, long clock) {
    TrackAlerts one = track(verdict.track());
    expiry.before(one, verdict.actsAt());
    long until = one.ledger().settled().until();
    AlertVerdicts next = one.verdicts().with(verdict, until);
    if (next.equals(one.verdicts())) {
      return next.refuses(verdict) ? Ledger.LedgerChange.REFUSED : Ledger.LedgerChange.NOT_KEPT;
    }
    one.judge(next);
    wakeBy(common.settledAt(entity, verdict.actsAt(), clock));
    revise(verdict.track(), clock);
    return verdict.actsAt() <= until ? Ledger.LedgerChange.KEPT_BEHIND : Ledger.LedgerChange.KEPT;
  }

  /** Says again what the alert on a track says, as something beside its evidence has changed. */
  public void repeat(AlertTrack track, long clock) {
    if (revisions.stream().noneMatch(one -> one.track() == track) && track(track).outdate()) {
      revise(track, clock);
    }
  }

  /** Says what the alert on a track says, also that it is withdrawn, as if no reader had it. */
  public void sayAgain(AlertTrack track, long clock) {
    if (track(track).unsay()) {
      revise(track, clock);
    }
  }

  /**
   * Says what the passing of time changes, and forgets what can change no more. Before the book's
   * time nothing happens.
   *
   * @param clock the job's, milliseconds since 1970
   */
  public void advance(long clock) {
    if (clock < before.wake()) {
      return;
    }
    wake = common.nextLook(entity, clock);
    for (AlertTrack track : List.copyOf(tracks.keySet())) {
      revise(track, clock);
    }
    // Up to the end of the last day that no late event can reach.
    long day = Math.floorDiv(clock - common.settleMillis, LedgerEntry.DAY);
    if (new LedgerSettlement(common, tracks, MAX_FORGOTTEN, shown::hide)
        .settle(day * LedgerEntry.DAY - 1)) {
      wakeBy(clock + 1);
    }
    tracks.values().forEach(one -> wakeBy(expiry.at(one, clock)));
  }

  /** Takes out of what is shown who was erased by now; what an alert showed it says again. */
  public void mask(long clock) {
    for (TrackAlerts one : List.copyOf(tracks.values())) {
      if (shown.mask(one.ledger())) {
        repeat(one.track(), clock);
      }
    }
  }

  /**
   * Forgets all that is known of the entity. Each alert that it may have ends, also one that is not
   * known here, as after a start without state.
   */
  public void erase() {
    List.of(AlertTrack.values()).forEach(track -> expiry.report(track(track)));
    tracks.clear();
    isErased = true;
  }

  /**
   * Returns when to look at the entity next; {@link Long#MAX_VALUE} if there is nothing to look at.
   */
  public long nextTimer() {
    return isEmpty() ? EntitySummary.NEVER : wake;
  }

  /** Returns when the entity was to be looked at before; {@link Long#MAX_VALUE} if not. */
  public long lastTimer() {
    return before.wake();
  }

  /** Returns whether nothing is known of the entity. */
  public boolean isEmpty() {
    return tracks.values().stream().allMatch(TrackAlerts::isEmpty);
  }

  /** Returns whether there is another book, with what rules on trial found. */
  boolean isTried() {
    return isTried;
  }

  void setTried(boolean tried) {
    isTried = tried;
  }

  /** Returns what there is to say. */
  public List<AlertRevision> revisions() {
    return revisions;
  }

  /** Writes what has changed. */
  public void write() {
    if (isErased) {
      store.clear();
      return;
    }
    shown.write();
    Map<AlertTrack, EntitySummary.Part> parts = new EnumMap<>(AlertTrack.class);
    for (TrackAlerts one : tracks.values()) {
      one.write();
      if (!one.isEmpty()) {
        parts.put(one.track(), one.part());
      }
    }
    EntitySummary after = new EntitySummary(nextTimer(), isTried, parts);
    if (!after.equals(before)) {
      store.put(after.equals(EntitySummary.NOTHING) ? (EntitySummary) null : after);
    }
  }

  private TrackAlerts track(AlertTrack track) {
    return tracks.computeIfAbsent(
        track, t -> new TrackAlerts(t, EntitySummary.Part.NOTHING, store));
  }

  private void wakeBy(long time) {
    wake = Math.min(wake, time);
  }

  /** Says what changes of a track. */
  private void revise(AlertTrack track, long clock) {
    TrackAlerts one = track(track);
    if (!one.isReported() && !one.mayOpen(common.fold)) {
      return;
    }
    Ledger holding = LedgerSettlement.holding(tracks, track);
    FoldResult judged = common.judge(one, holding, Long.MAX_VALUE);
    AlertContent content = common.fold.content(track, judged, holding);
    boolean closed = false;
    if (content != null && content.open() && clock != Long.MAX_VALUE) {
      long closes = judged.episode().lastEntry() + Episode.QUIET_MILLIS + 1;
      closed = clock >= closes;
      if (!closed) {
        wakeBy(closes);
      }
    }
    VerdictSummary judgement = judged.judgement(one.verdicts());
    LastRevision next = one.lastRevision().revise(content, judgement, closed, now);
    if (next != null) {
      one.put(next);
      AlertExplanation explanation = AlertExplanation.of(content, shown::of);
      long newest = Math.max(0, one.ledger().newest());
      revisions.add(new AlertRevision(track, next, content, judgement, explanation, newest, now));
    }
  }

  /**
   * The shown parts of an entity's findings: as they are in its store, and what one call changes.
   */
  private static final class ShownFindings {
    private final EntityAlertsFactory common;
    private final EntityKey entity;
    private final BookStore store;

    /** By finding; null where there is nothing to show any more. */
    private final Map<String, @Nullable ShownFinding> changed = new LinkedHashMap<>();

    ShownFindings(EntityAlertsFactory common, EntityKey entity, BookStore store) {
      this.common = common;
      this.entity = entity;
      this.store = store;
    }

    void put(Finding finding) {
      changed.put(finding.id(), common.masking.of(entity, common.findings.shown(finding)));
    }

    void hide(LedgerEntry gone) {
      if (gone.isShown()) {
        changed.put(gone.findingId(), null);
      }
    }

    /** Takes out who was erased by now; returns whether that changes anything. */
    boolean mask(Ledger ledger) {
      return common.masking.all(entity, ledger, store, changed);
    }

    ShownFinding of(String finding) {
      ShownFinding known =
          changed.containsKey(finding) ? changed.get(finding) : store.shown(finding);
      return known == null ? ShownFinding.NOTHING : common.masking.of(entity, known);
    }

    /** Writes what has changed. */
    void write() {
      changed.forEach(store::put);
    }
  }

  /**
   * The part of an entity's tracks that nothing that comes can change any more, and what is then
   * forgotten.
   */
  private static final class LedgerSettlement {
    private final EntityAlertsFactory common;
    private final Map<AlertTrack, TrackAlerts> tracks;
    private final Consumer<LedgerEntry> hide;
    private int left;

    /**
     * A look at an entity.
     *
     * @param most how many findings it forgets at most
     * @param hide takes away what alerts show of a finding
     */
    LedgerSettlement(
        EntityAlertsFactory common,
        Map<AlertTrack, TrackAlerts> tracks,
        int most,
        Consumer<LedgerEntry> hide) {
      this.common = common;
      this.tracks = tracks;
      this.left = most;
      this.hide = hide;
    }

    /**
     * Settles every track; one that holds another after it, whose score looks at it.
     *
     * @param until the end of a UTC day
     * @return whether there is more to forget
     */
    boolean settle(long until) {
      long holder = Long.MAX_VALUE;
      boolean isMore = false;
      List<TrackAlerts> order = new ArrayList<>(tracks.values());
      order.sort(Comparator.comparing(one -> !one.track().holds().isEmpty()));
      for (TrackAlerts one : order) {
        settle(one, until);
        Episode settled = one.ledger().settled();
        if (one.track().heldBy() != null && settled.number() > 0) {
          holder = settled.asOf();
        }
        VerdictEntries entries = common.fold.entries(one.ledger(), one.verdicts());
        List<LedgerEntry> gone = common.fold.forgettable(one.track(), entries, settled, holder);
        isMore |= gone.size() > left;
        forget(one, entries, gone.subList(0, Math.min(gone.size(), left)));
        left = Math.max(0, left - gone.size());
      }
      return isMore;
    }

    private void settle(TrackAlerts one, long until) {
      Ledger ledger = one.ledger();
      if (until <= ledger.settled().until()) {
        return;
      }
      FoldResult judged = common.judge(one, holding(tracks, one.track()), until);
      one.put(ledger.settled(judged.episode()));
      one.put(one.verdicts().settled(judged.effects(), until));
    }

    /** The ledger of the track by which a score may be held down. */
    static Ledger holding(Map<AlertTrack, TrackAlerts> tracks, AlertTrack track) {
      AlertTrack by = track.heldBy();
      return by != null && tracks.containsKey(by) ? tracks.get(by).ledger() : Ledger.empty();
    }

    private void forget(TrackAlerts one, VerdictEntries entries, List<LedgerEntry> gone) {
      gone.forEach(hide);
      Set<LedgerEntry> forgotten = new HashSet<>(gone);
      long suppressed = entries.suppressed().stream().filter(forgotten::contains).count();
      one.put(one.verdicts().withSuppressed((int) suppressed));
      Ledger ledger = one.ledger();
      List<LedgerEntry> kept = new ArrayList<>(ledger.kept());
      kept.removeAll(forgotten);
      one.put(new Ledger(kept, ledger.settled()));
    }
  }

  /** The end of an entity's tracks: an alert ends when it has been kept for long enough. */
  private static final class AlertExpiry {
    private final EntityAlertsFactory common;
    private final EntityKey entity;
    private final Consumer<LedgerEntry> hide;
    private final List<AlertRevision> revisions;
    private final long now;

    /**
     * A look at an entity.
     *
     * @param hide takes away what alerts show of a finding
     * @param revisions gets the last revision of each alert that ends
     * @param now the machine's clock, milliseconds since 1970
     */
    AlertExpiry(
        EntityAlertsFactory common,
        EntityKey entity,
        Consumer<LedgerEntry> hide,
        List<AlertRevision> revisions,
        long now) {
      this.common = common;
      this.entity = entity;
      this.hide = hide;
      this.revisions = revisions;
      this.now = now;
    }

    /**
     * Ends what is kept no longer than to before a time, as that is when something new comes. Most
     * tracks have no alert, and of the others the summary mostly has something that is newer.
     */
    void before(TrackAlerts one, long time) {
      boolean mayHaveEnded = one.isRemembered() && one.mayHaveEnded(time);
      if (mayHaveEnded && time > endOf(one)) {
        end(one);
      }
    }

    /**
     * Ends what is kept no longer, but not before nothing that comes can change it: what never
     * alerted with its evidence.
     *
     * @return when there is something to end, {@link EntitySummary#NEVER} if that is not known
     */
    long at(TrackAlerts one, long clock) {
      if (one.isRemembered()) {
        long end = endOf(one);
        boolean isSettled = one.newest() <= one.ledger().settled().until();
        if (!isSettled) {
          return common.settledAt(entity, one.newest(), Long.MAX_VALUE);
        }
        if (clock < end) {
          return end + entity.spread(LedgerEntry.DAY);
        }
        end(one);
      }
      if (!one.isRemembered() && one.ledger().kept().isEmpty()) {
        one.clear();
      }
      return EntitySummary.NEVER;
    }

    private long endOf(TrackAlerts one) {
      return common.retention.endOf(one.track(), one.lastRevision(), one.newest());
    }

    /** Of an episode that never was the evidence goes on counting. */
    private void end(TrackAlerts one) {
      LastRevision emitted = one.lastRevision();
      if (emitted.revision() > 0) {
        report(one);
      }
      if (emitted.isAlert()) {
        one.ledger().kept().forEach(hide);
        one.clear();
      } else {
        one.forgetAlert();
      }
    }

    /** Reports that there is no such alert any more. */
    void report(TrackAlerts one) {
      revisions.add(AlertRevision.last(one.track(), one.lastRevision(), now));
    }
  }
}
