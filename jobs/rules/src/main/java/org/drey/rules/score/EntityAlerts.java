package org.drey.rules.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.correlate.Finding;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.score.BookStore.Side;
import org.drey.rules.verdict.Verdict;

/**
 * The alerts and shadow alerts of one entity: what findings and the passing of time do to them. A
 * book is opened for one call, takes in findings or lets time pass, and is then asked what there is
 * to say and written. It changes nothing in its store before {@link #write}: if a call fails
 * half-way, the entity stays as it was.
 *
 * <p>There is one ledger a track, with what rules on trial found. Alerts are a fold over the rest
 * of it, shadow alerts one over all of it. As long as no rule on trial found anything about the
 * entity both are the same, and there is one.
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

  private final EntityEvidence evidence;
  private final Map<Side, List<AlertRevision>> revisions = new EnumMap<>(Side.class);
  private final AlertExpiry expiry = new AlertExpiry();
  private long wake;
  private boolean isTried;
  private boolean isErased;

  EntityAlerts(EntityAlertsFactory common, EntityKey entity, BookStore store, long now) {
    this.common = common;
    this.entity = entity;
    this.store = store;
    this.now = now;
    EntitySummary summary = store.summary();
    this.before = summary == null ? EntitySummary.NOTHING : summary;
    this.wake = before.wake();
    this.isTried = before.tried();
    this.evidence = new EntityEvidence(common, entity, before.evidence(), store);
    List.of(Side.values()).forEach(side -> revisions.put(side, new ArrayList<>()));
    before.tracks().forEach((track, part) -> tracks.put(track, open(track, part)));
  }

  private TrackAlerts open(AlertTrack track, EntitySummary.Part part) {
    return new TrackAlerts(track, part, isTried, store, common.findings::isOnTrial);
  }

  /** The sides that stand on their own. */
  private List<Side> sides() {
    return isTried ? List.of(Side.LIVE, Side.SHADOW) : List.of(Side.LIVE);
  }

  private List<AlertRevision> said(Side side) {
    return Objects.requireNonNull(revisions.get(side), "both sides have a list");
  }

  /** As {@link #accept(List, long)} of one finding. */
  public Ledger.LedgerChange accept(Finding finding, long clock) {
    return accept(List.of(finding), clock).get(0);
  }

  /**
   * Takes in findings about the entity that an event completed, and then says what they change.
   *
   * @param clock the job's, milliseconds since 1970; {@link Long#MAX_VALUE} when a bounded run has
   *     ended
   * @return what became of each
   */
  public List<Ledger.LedgerChange> accept(List<Finding> findings, long clock) {
    List<Ledger.LedgerChange> taken = new ArrayList<>();
    Set<AlertTrack> changed = EnumSet.noneOf(AlertTrack.class);
    for (Finding finding : findings) {
      Ledger.Change change =
          common.masking.isErased(entity, finding.time()) ? Ledger.Change.NONE : take(finding);
      taken.add(change.taken());
      if (change.counts()) {
        AlertTrack track = common.findings.scoring(finding).track();
        wakeBy(common.settledAt(entity, finding.time(), clock));
        changed.add(track);
        track.holds().stream().filter(tracks::containsKey).forEach(changed::add);
      }
    }
    changed.forEach(track -> revise(track, clock));
    if (evidence.isToSweep()) {
      sweep();
    }
    return taken;
  }

  private Ledger.Change take(Finding finding) {
    TrackAlerts one = track(common.findings.scoring(finding).track());
    sides().forEach(side -> expiry.before(one, side, finding.time()));
    Ledger.Change change = one.take(common.findings.entry(finding));
    if (change.taken() != Ledger.LedgerChange.NOT_KEPT) {
      change.gone().forEach(evidence::release);
      LedgerEntry added = change.added();
      if (added != null && added.isShown()) {
        one.replace(added, added.showing(evidence.put(finding)));
      }
    }
    return change;
  }

  private void sweep() {
    evidence.sweep(tracks.values().stream().flatMap(one -> one.ledger().kept().stream()));
  }

  /** Lets shadow alerts stand on their own. */
  private void split() {
    tracks.values().forEach(TrackAlerts::split);
    isTried = true;
    said(Side.SHADOW).addAll(said(Side.LIVE));
  }

  /**
   * Takes in a verdict on one of the entity's alerts and its shadow, which the caller has found to
   * be allowed ({@link org.drey.rules.verdict.VerdictCheck}). It is never late, and may come before
   * what it is about: it stays with its alert, and if that never comes as long as one that is
   * withdrawn.
   *
   * @param clock the job's, milliseconds since 1970; {@link Long#MAX_VALUE} when a bounded run has
   *     ended
   * @return NOT_KEPT for a repeat of one that is known, REFUSED if there are too many or if it is
   *     about what was erased
   */
  public Ledger.LedgerChange accept(Verdict verdict, long clock) {
    if (common.masking.isErased(entity, verdict.actsAt())) {
      return Ledger.LedgerChange.NOT_KEPT;
    }
    if (common.masking.isErased(entity, verdict.asOf())) {
      return Ledger.LedgerChange.REFUSED;
    }
    TrackAlerts one = track(verdict.track());
    Ledger.LedgerChange taken = Ledger.LedgerChange.NOT_KEPT;
    for (Side side : sides()) {
      Ledger.LedgerChange ofSide = accept(verdict, one, side, clock);
      taken = side == Side.LIVE ? ofSide : taken;
    }
    return taken;
  }

  private Ledger.LedgerChange accept(Verdict verdict, TrackAlerts one, Side side, long clock) {
    expiry.before(one, side, verdict.actsAt());
    long until = one.ledger().until();
    AlertVerdicts next = one.verdicts(side).with(verdict, until);
    if (next.equals(one.verdicts(side))) {
      return next.refuses(verdict) ? Ledger.LedgerChange.REFUSED : Ledger.LedgerChange.NOT_KEPT;
    }
    one.judge(side, next);
    wakeBy(common.settledAt(entity, verdict.actsAt(), clock));
    revise(one, side, clock);
    return verdict.actsAt() <= until ? Ledger.LedgerChange.KEPT_BEHIND : Ledger.LedgerChange.KEPT;
  }

  /** Says again what the alert on a track says, as something beside its evidence has changed. */
  public void repeat(AlertTrack track, long clock) {
    for (Side side : sides()) {
      boolean isSaid = said(side).stream().anyMatch(one -> one.track() == track);
      if (!isSaid && track(track).markStale(side)) {
        revise(track(track), side, clock);
      }
    }
  }

  /** Says what the alert on a track says, also that it is withdrawn, as if no reader had it. */
  public void emitAgain(AlertTrack track, long clock) {
    for (Side side : sides()) {
      if (track(track).forceEmit(side)) {
        revise(track(track), side, clock);
      }
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
    if (new LedgerSettlement().settle(day * LedgerEntry.DAY - 1)) {
      wakeBy(clock + 1);
    }
    for (TrackAlerts one : tracks.values()) {
      sides().forEach(side -> wakeBy(expiry.at(one, side, clock)));
      boolean isRemembered = sides().stream().anyMatch(one::isRemembered);
      if (!isRemembered && one.ledger().kept().isEmpty()) {
        one.clear();
      }
    }
    sweep();
  }

  /** Takes out of what is shown who was erased by now; what an alert showed it says again. */
  public void mask(long clock) {
    Set<Integer> changed = evidence.mask();
    for (TrackAlerts one : List.copyOf(tracks.values())) {
      boolean isShown = false;
      for (LedgerEntry entry : List.copyOf(one.ledger().kept())) {
        EventNumbers shown = entry.shown();
        List<String> rest = common.masking.of(entity, shown.grouped(), entry.time());
        if (rest.size() < shown.grouped().size()) {
          one.replace(entry, entry.showing(new EventNumbers(shown.all(), rest)));
          isShown = true;
        }
        isShown |= Arrays.stream(shown.all()).anyMatch(changed::contains);
      }
      if (isShown) {
        repeat(one.track(), clock);
      }
    }
  }

  /**
   * Forgets all that is known of the entity. Each alert that it may have ends, also one that is not
   * known here, as after a start without state.
   */
  public void erase() {
    for (AlertTrack track : AlertTrack.values()) {
      sides().forEach(side -> expiry.report(track(track), side));
    }
    tracks.clear();
    isErased = true;
  }

  /**
   * Returns when to look at the entity next; {@link Long#MAX_VALUE} if there is nothing to look at.
   */
  public long nextTimer() {
    return isEmpty() ? EntitySummary.NO_LOOK : wake;
  }

  /** Returns when the entity was to be looked at before; {@link Long#MAX_VALUE} if not. */
  public long lastTimer() {
    return before.wake();
  }

  /** Returns whether nothing is known of the entity. */
  public boolean isEmpty() {
    return tracks.values().stream().allMatch(TrackAlerts::isEmpty);
  }

  /** Returns what there is to say of alerts. */
  public List<AlertRevision> revisions() {
    return said(Side.LIVE);
  }

  /** Returns what there is to say of shadow alerts. */
  public List<AlertRevision> shadowRevisions() {
    return said(isTried ? Side.SHADOW : Side.LIVE);
  }

  /** Writes what has changed. */
  public void write() {
    if (isErased) {
      store.clear();
      return;
    }
    if (isEmpty()) {
      if (!before.equals(EntitySummary.NOTHING)) {
        store.clear();
      }
      return;
    }
    Map<AlertTrack, EntitySummary.Part> parts = new EnumMap<>(AlertTrack.class);
    for (TrackAlerts one : tracks.values()) {
      one.write();
      if (!one.isEmpty()) {
        parts.put(one.track(), one.part());
      }
    }
    EntitySummary after = new EntitySummary(nextTimer(), isTried, evidence.write(), parts);
    if (!after.equals(before)) {
      store.put(after);
    }
  }

  private TrackAlerts track(AlertTrack track) {
    return tracks.computeIfAbsent(track, t -> open(t, EntitySummary.Part.NOTHING));
  }

  private void wakeBy(long time) {
    wake = Math.min(wake, time);
  }

  /** Says what changes of a track. */
  private void revise(AlertTrack track, long clock) {
    TrackAlerts one = track(track);
    if (!isTried && tracks.values().stream().anyMatch(TrackAlerts::hasTrials)) {
      split();
    }
    sides().forEach(side -> revise(one, side, clock));
  }

  private void revise(TrackAlerts one, Side side, long clock) {
    if (!one.isReported(side) && !one.mayOpen(common.fold, side)) {
      return;
    }
    Ledger holding = holding(one.track(), side);
    FoldResult judged = common.judge(one, side, holding, Long.MAX_VALUE);
    AlertContent content = common.fold.content(one.track(), judged, holding);
    boolean closed = false;
    if (content != null && content.open() && clock != Long.MAX_VALUE) {
      long closes = judged.episode().lastEntry() + Episode.QUIET_MILLIS + 1;
      closed = clock >= closes;
      if (!closed) {
        wakeBy(closes);
      }
    }
    VerdictSummary judgement = judged.judgement(one.verdicts(side));
    LastRevision next = one.lastRevision(side).revise(content, judgement, closed, now);
    if (next != null) {
      one.put(side, next);
      AlertExplanation explanation = AlertExplanation.of(content, evidence);
      long newest = Math.max(0, one.ledger(side).newest());
      said(side)
          .add(new AlertRevision(one.track(), next, content, judgement, explanation, newest, now));
    }
  }

  /** The ledger of the track by which a score may be held down. */
  private Ledger holding(AlertTrack track, Side side) {
    AlertTrack by = track.heldBy();
    TrackAlerts holder = by == null ? null : tracks.get(by);
    return holder == null ? Ledger.empty() : holder.ledger(side);
  }

  /**
   * The part of an entity's tracks that nothing that comes can change any more, and what is then
   * forgotten.
   */
  private final class LedgerSettlement {
    private int left = MAX_FORGOTTEN;

    /** The times of settled scores by which another track's are held down. */
    private final Map<Side, Long> holders = new EnumMap<>(Side.class);

    /**
     * Settles every track; one that holds another after it, whose score looks at it.
     *
     * @param until the end of a UTC day
     * @return whether there is more to forget
     */
    boolean settle(long until) {
      boolean isMore = false;
      List<TrackAlerts> order = new ArrayList<>(tracks.values());
      order.sort(Comparator.comparing(one -> !one.track().holds().isEmpty()));
      for (TrackAlerts one : order) {
        if (until > one.ledger().until()) {
          settle(one, until);
        }
        List<LedgerEntry> gone = forgettable(one);
        isMore |= gone.size() > left;
        forget(one, gone.subList(0, Math.min(gone.size(), left)));
        left = Math.max(0, left - gone.size());
      }
      return isMore;
    }

    /** Settles both sides from where they stood: until they part, one settled episode is both. */
    private void settle(TrackAlerts one, long until) {
      Map<Side, FoldResult> judged = new EnumMap<>(Side.class);
      for (Side side : sides()) {
        judged.put(side, common.judge(one, side, holding(one.track(), side), until));
      }
      judged.forEach(
          (side, result) -> {
            one.put(side, result.episode());
            one.put(side, one.verdicts(side).settled(result.effects(), until));
          });
    }

    /** Returns what neither side needs. */
    private List<LedgerEntry> forgettable(TrackAlerts one) {
      Map<Side, List<LedgerEntry>> unneeded = new EnumMap<>(Side.class);
      for (Side side : sides()) {
        Episode settled = one.ledger(side).settled();
        if (one.track().heldBy() != null && settled.number() > 0) {
          holders.put(side, settled.asOf());
        }
        VerdictEntries entries = common.fold.entries(one.ledger(side), one.verdicts(side));
        long holder = holders.getOrDefault(side, Long.MAX_VALUE);
        unneeded.put(side, common.fold.forgettable(one.track(), entries, settled, holder));
      }
      List<LedgerEntry> live = unneeded.getOrDefault(Side.LIVE, List.of());
      if (!isTried) {
        return live;
      }
      Set<LedgerEntry> ofLive = new HashSet<>(live);
      return unneeded.getOrDefault(Side.SHADOW, List.of()).stream()
          .filter(entry -> ofLive.contains(entry) || common.findings.isOnTrial(entry))
          .toList();
    }

    private void forget(TrackAlerts one, List<LedgerEntry> gone) {
      gone.forEach(evidence::release);
      Set<LedgerEntry> forgotten = new HashSet<>(gone);
      for (Side side : sides()) {
        VerdictEntries entries = common.fold.entries(one.ledger(side), one.verdicts(side));
        long suppressed = entries.suppressed().stream().filter(forgotten::contains).count();
        one.put(side, one.verdicts(side).withSuppressed((int) suppressed));
      }
      Ledger ledger = one.ledger();
      List<LedgerEntry> kept = new ArrayList<>(ledger.kept());
      kept.removeAll(forgotten);
      one.put(new Ledger(kept, ledger.settled(), ledger.shadow()));
    }
  }

  /** The end of an entity's tracks: an alert ends when it has been kept for long enough. */
  private final class AlertExpiry {
    /**
     * Ends what is kept no longer than to before a time, as that is when something new comes. Most
     * tracks have no alert, and of the others the summary mostly has something that is newer.
     */
    void before(TrackAlerts one, Side side, long time) {
      boolean mayHaveEnded = one.isRemembered(side) && one.mayHaveEnded(side, time);
      if (mayHaveEnded && time > endOf(one, side)) {
        end(one, side);
      }
    }

    /**
     * Ends what is kept no longer, but not before nothing that comes can change it: what never
     * alerted with its evidence.
     *
     * @return when there is something to end, {@link EntitySummary#NO_LOOK} if that is not known
     */
    long at(TrackAlerts one, Side side, long clock) {
      if (!one.isRemembered(side)) {
        return EntitySummary.NO_LOOK;
      }
      long end = endOf(one, side);
      boolean isSettled = one.newest(side) <= one.ledger(side).settled().until();
      if (!isSettled) {
        return common.settledAt(entity, one.newest(side), Long.MAX_VALUE);
      }
      if (clock < end) {
        return end + entity.spread(LedgerEntry.DAY);
      }
      end(one, side);
      return EntitySummary.NO_LOOK;
    }

    private long endOf(TrackAlerts one, Side side) {
      return common.retention.endOf(one.track(), one.lastRevision(side), one.newest(side));
    }

    /** An episode that never was leaves its evidence, which goes on counting. */
    private void end(TrackAlerts one, Side side) {
      LastRevision emitted = one.lastRevision(side);
      if (emitted.revision() > 0) {
        report(one, side);
      }
      if (emitted.isAlert()) {
        one.forgetEvidence(side).forEach(evidence::release);
      } else {
        one.forgetAlert(side);
      }
    }

    /** Reports that there is no such alert any more. */
    void report(TrackAlerts one, Side side) {
      said(side).add(AlertRevision.last(one.track(), one.lastRevision(side), now));
    }
  }
}
