package org.drey.rules.score;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.compile.Track;
import org.drey.rules.correlate.Finding;
import org.drey.rules.event.EntityKey;
import org.drey.rules.score.LastRevision.Revision;
import org.drey.rules.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of one entity: what findings and the passing of time do to them. A book is opened for
 * one call, takes in a finding or lets time pass, and is then asked what there is to say and
 * written. It changes nothing in its store before {@link #write}: if a call fails half-way, the
 * entity stays as it was.
 */
public final class AlertBook {
  /** How often an entity is looked at of which more can be forgotten. */
  static final long LOOK_EVERY = 30 * LedgerEntry.DAY;

  /** How long what was said of an alert is remembered, longer than consumers keep closed ones. */
  static final long MEMORY = 2 * 365 * LedgerEntry.DAY;

  /** The most findings that one look forgets; for more there is another look at once. */
  static final int MAX_FORGOTTEN = 1_000;

  private final AlertBooks common;
  private final EntityKey entity;
  private final BookStore store;
  private final long now;
  private final Summary before;
  private final Map<Track, TrackBook> tracks = new EnumMap<>(Track.class);

  /** By finding; null where there is nothing to show any more. */
  private final Map<String, @Nullable Shown> shown = new LinkedHashMap<>();

  private final List<AlertRevision> revisions = new ArrayList<>();
  private long wake;
  private boolean isTried;

  AlertBook(AlertBooks common, EntityKey entity, BookStore store, long now) {
    this.common = common;
    this.entity = entity;
    this.store = store;
    this.now = now;
    Summary summary = store.summary();
    this.before = summary == null ? Summary.NOTHING : summary;
    this.wake = before.wake();
    this.isTried = before.tried();
    before.tracks().forEach((track, part) -> tracks.put(track, new TrackBook(track, part, store)));
  }

  /**
   * Takes in a finding about the entity.
   *
   * @param clock the job's, milliseconds since 1970; {@link Long#MAX_VALUE} when a bounded run has
   *     ended
   */
  public Ledger.Taken accept(Finding finding, long clock) {
    Track track = common.findings.scoring(finding).track();
    Ledger.Change change = track(track).take(common.findings.entry(finding));
    if (change.taken() == Ledger.Taken.NOT_KEPT) {
      return change.taken();
    }
    change.gone().forEach(this::hide);
    if (change.added() != null && change.added().isShown()) {
      shown.put(finding.id(), common.findings.shown(finding));
    }
    if (change.counts()) {
      wakeBySettling(finding.time(), clock);
      revise(track, clock);
      Track held = track.holds();
      if (held != null && tracks.containsKey(held)) {
        revise(held, clock);
      }
    }
    return change.taken();
  }

  /**
   * Takes in a verdict on one of the entity's alerts, which the caller has found to be allowed
   * ({@link org.drey.rules.verdict.VerdictCheck}). It is never late, and may come before what it is
   * about: it stays with its alert, for {@link #MEMORY} if that never comes.
   *
   * @param clock the job's, milliseconds since 1970; {@link Long#MAX_VALUE} when a bounded run has
   *     ended
   * @return NOT_KEPT for a repeat of one that is known, REFUSED if there are too many
   */
  public Ledger.Taken accept(Verdict verdict, long clock) {
    TrackBook one = track(verdict.track());
    long until = one.ledger().settled().until();
    Verdicts next = one.verdicts().with(verdict, until);
    if (next.equals(one.verdicts())) {
      return next.refuses(verdict) ? Ledger.Taken.REFUSED : Ledger.Taken.NOT_KEPT;
    }
    one.judge(next);
    wakeBySettling(verdict.actsAt(), clock);
    revise(verdict.track(), clock);
    return verdict.actsAt() <= until ? Ledger.Taken.KEPT_BEHIND : Ledger.Taken.KEPT;
  }

  /** Says again what the alert on a track says, as something beside its evidence has changed. */
  public void repeat(Track track, long clock) {
    if (revisions.stream().noneMatch(one -> one.track() == track) && track(track).outdate()) {
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
    wake = clock + LOOK_EVERY;
    for (Track track : List.copyOf(tracks.keySet())) {
      revise(track, clock);
    }
    // Up to the end of the last day that no late event can reach.
    long day = Math.floorDiv(clock - common.settleMillis, LedgerEntry.DAY);
    if (new Settlement(common, tracks, MAX_FORGOTTEN, this::hide)
        .settle(day * LedgerEntry.DAY - 1)) {
      wakeBy(clock + 1);
    }
    tracks.values().forEach(one -> forget(one, clock));
  }

  /** When to look at the entity next; {@link Long#MAX_VALUE} if there is nothing to look at. */
  public long nextTimer() {
    return isEmpty() ? Summary.NEVER : wake;
  }

  /** When the entity was to be looked at before; {@link Long#MAX_VALUE} if not. */
  public long lastTimer() {
    return before.wake();
  }

  /** Whether nothing is known of the entity. */
  public boolean isEmpty() {
    return tracks.values().stream().allMatch(TrackBook::isEmpty);
  }

  /** Whether there is another book, with what rules on trial found. */
  boolean isTried() {
    return isTried;
  }

  void setTried(boolean tried) {
    isTried = tried;
  }

  /** What there is to say. */
  public List<AlertRevision> revisions() {
    return revisions;
  }

  /** Writes what has changed. */
  public void write() {
    shown.forEach(store::put);
    Map<Track, Summary.Part> parts = new EnumMap<>(Track.class);
    for (TrackBook one : tracks.values()) {
      one.write();
      if (!one.isEmpty()) {
        parts.put(one.track(), one.part());
      }
    }
    Summary after = new Summary(nextTimer(), isTried, parts);
    if (!after.equals(before)) {
      store.put(after.equals(Summary.NOTHING) ? (Summary) null : after);
    }
  }

  private TrackBook track(Track track) {
    return tracks.computeIfAbsent(track, t -> new TrackBook(t, Summary.Part.NOTHING, store));
  }

  private void hide(LedgerEntry gone) {
    if (gone.isShown()) {
      shown.put(gone.findingId(), null);
    }
  }

  private void wakeBySettling(long time, long clock) {
    wakeBy(spread(clock == Long.MAX_VALUE ? time : Math.max(time, clock)));
  }

  private void wakeBy(long time) {
    wake = Math.min(wake, time);
  }

  /**
   * When the day of what is folded by now has settled; at another moment of a day for each entity,
   * so that no minute has more of them than another, whenever in its day each was folded.
   */
  private long spread(long time) {
    long dayAfter = (Math.floorDiv(time, LedgerEntry.DAY) + 1) * LedgerEntry.DAY;
    return dayAfter + common.settleMillis + entity.spread(LedgerEntry.DAY);
  }

  /** Says what changes of a track. */
  private void revise(Track track, long clock) {
    TrackBook one = track(track);
    if (!one.isReported() && !common.fold.mayOpen(one.ledger())) {
      return;
    }
    Ledger holding = Settlement.holding(tracks, track);
    Judged judged = common.judge(one, holding, Long.MAX_VALUE);
    AlertContent content = common.fold.content(track, judged, holding);
    boolean closed = false;
    if (content != null && content.open() && clock != Long.MAX_VALUE) {
      long closes = judged.episode().lastEntry() + Episode.QUIET_MILLIS + 1;
      closed = clock >= closes;
      if (!closed) {
        wakeBy(closes);
      }
    }
    Judgement judgement = judged.judgement(one.verdicts());
    Revision revision = one.lastRevision().revise(content, judgement, closed, now);
    if (revision != null) {
      one.put(revision.lastRevision());
      long newest = Math.max(0, one.ledger().newest());
      revisions.add(AlertRevision.of(track, revision, judgement, this::show, newest, now));
    }
  }

  private Shown show(String finding) {
    Shown known = shown.containsKey(finding) ? shown.get(finding) : store.shown(finding);
    return known == null ? Shown.NOTHING : known;
  }

  /** What never alerted ends with its evidence, an alert when consumers have long closed it. */
  private void forget(TrackBook one, long clock) {
    List<LedgerEntry> kept = one.ledger().kept();
    long newest = Math.max(one.ledger().newest(), one.verdicts().newest());
    boolean isRemembered = one.isReported() || !one.verdicts().isEmpty();
    if (isRemembered ? clock >= newest + MEMORY : kept.isEmpty()) {
      kept.forEach(this::hide);
      one.clear();
    }
  }
}
