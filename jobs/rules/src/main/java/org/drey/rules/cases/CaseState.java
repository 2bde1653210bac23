package org.drey.rules.cases;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.drey.base.DerivedIds;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * The case of one entity that others name: what a link and the passing of time do to it. It is
 * opened for one call's work.
 */
public final class CaseState {
  /** The time for which the parts of a case are kept; alerts are remembered as long. */
  static final long MEMORY_MILLIS = Duration.ofDays(2 * 365).toMillis();

  /** The case id where there is no case. */
  private static final String NONE = "";

  private final CaseStar star;
  private final long settleMillis;
  private long revision;
  private String digest;
  private long wake;
  private boolean isErased;

  /**
   * The stored state of an entity that others name.
   *
   * @param revision the number of its last revision; 0 if there never was a case
   * @param digest of what the last revision said; empty if it said that there is no case
   * @param wake when it is to be looked at, milliseconds since 1970
   */
  record StoredCase(long revision, String digest, long wake, List<CaseSpoke> spokes) {
    static final StoredCase NOTHING = new StoredCase(0, NONE, Long.MAX_VALUE, List.of());
  }

  /**
   * Opens a book.
   *
   * @param kept what {@link #bytes} gave before; null if nothing is known
   * @param settleMillis how much older than the clock a link may be
   */
  public CaseState(EntityKey entity, byte @Nullable [] kept, long settleMillis) {
    StoredCase before = kept == null ? StoredCase.NOTHING : CaseBytes.kept(kept);
    this.star = new CaseStar(entity, before.spokes());
    this.settleMillis = settleMillis;
    this.revision = before.revision();
    this.digest = before.digest();
    this.wake = before.wake();
  }

  /** The id of the case of an entity. */
  public static String id(EntityKey entity) {
    return DerivedIds.of(
        entity.kind(), entity.token(), entity.tokenDomain(), Integer.toString(entity.keyVersion()));
  }

  /** Takes in a link to the entity. */
  public void take(EntityLink link) {
    star.take(link);
    isErased |= link.isErasureOfCentre();
    if (wake == Long.MAX_VALUE && !isEmpty()) {
      wake = end();
    }
  }

  /**
   * Lets time pass.
   *
   * @param clock the job's, milliseconds since 1970
   * @return whether all of it is over, and nothing is to be kept
   */
  public boolean isOver(long clock) {
    if (clock < wake) {
      return false;
    }
    wake = end();
    return clock >= wake;
  }

  /**
   * From when on nothing can bring back what is known: with an alert, when that is forgotten;
   * without, when no new link can be so old that it has a part in its time.
   */
  private long end() {
    long newest = CaseStar.NOT_NAMED;
    boolean alerts = false;
    for (CaseSpoke spoke : star.spokes()) {
      newest = Math.max(newest, spoke.newest());
      alerts |= spoke.alert() != null;
    }
    return newest + (alerts ? MEMORY_MILLIS : CaseStar.WINDOW_MILLIS + settleMillis);
  }

  /** Returns whether no one names the entity, and nothing is to be kept. */
  public boolean isEmpty() {
    return star.spokes().isEmpty();
  }

  /** Returns when to look at the entity next. */
  public long wake() {
    return wake;
  }

  /**
   * Returns what is new, or null.
   *
   * @param hubs tokens of entities that explain nothing, as many have to do with them
   */
  public @Nullable CaseRevision revise(Set<String> hubs) {
    return revision(star.content(hubs));
  }

  /** The last revision of what is over, or null: that there is no such case any more. */
  public @Nullable CaseRevision withdraw() {
    return revision(null);
  }

  private @Nullable CaseRevision revision(@Nullable CaseContent content) {
    String next = content == null ? NONE : content.digest();
    boolean isNew = !next.equals(digest);
    boolean mayBeOnTopic = isErased && content == null; // as after a start without state
    if (!isNew && !mayBeOnTopic) {
      return null;
    }
    digest = next;
    revision++;
    return new CaseRevision(content, revision);
  }

  /** Returns what is to be kept. */
  public byte[] bytes() {
    return CaseBytes.of(new StoredCase(revision, digest, wake, star.spokes()));
  }
}
