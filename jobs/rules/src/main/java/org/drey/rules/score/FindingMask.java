package org.drey.rules.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.drey.rules.correlate.EvidenceEvent;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;

/** Takes those who were erased out of what is shown of others' findings. */
public final class FindingMask {
  /** Of no one. */
  public static final FindingMask NONE =
      new FindingMask(ErasedUntil.NO_ONE, (details, gone) -> details);

  private final ErasedUntil erased;
  private final Details details;

  /** Details of an event, from which entities can be taken out. */
  @FunctionalInterface
  public interface Details {
    /**
     * The details without some entities; the same if they name none of them.
     *
     * @param gone whether an entity, as KIND:token, is one of them
     */
    byte[] without(byte[] details, Predicate<String> gone);
  }

  /**
   * A masking.
   *
   * @param erased who was erased by now
   */
  public FindingMask(ErasedUntil erased, Details details) {
    this.erased = erased;
    this.details = details;
  }

  /** Returns whether an entity is to be forgotten of what happened at a time. */
  boolean isErased(EntityKey entity, long time) {
    return !erased.isEmpty() && erased.has(entity, time);
  }

  /**
   * Masks what is shown of the findings in a ledger.
   *
   * @param store where it lies
   * @param shown gets what is changed, by finding
   * @return whether anything is
   */
  boolean all(
      EntityKey entity, Ledger ledger, BookStore store, Map<String, @Nullable ShownFinding> shown) {
    boolean isChanged = false;
    for (LedgerEntry entry : ledger.kept()) {
      ShownFinding known = entry.isShown() ? store.shown(entry.findingId()) : null;
      ShownFinding masked = known == null ? null : of(entity, known);
      if (masked != null && !masked.equals(known)) {
        shown.put(entry.findingId(), masked);
        isChanged = true;
      }
    }
    return isChanged;
  }

  /**
   * Returns what is shown of a finding of an entity; the same if it names no one who was erased.
   */
  ShownFinding of(EntityKey entity, ShownFinding shown) {
    if (erased.isEmpty()) {
      return shown;
    }
    List<EvidenceEvent> events = shown.seen();
    if (events.isEmpty()) {
      return shown;
    }
    boolean changed = false;
    List<EvidenceEvent> masked = new ArrayList<>(events.size());
    for (EvidenceEvent seen : events) {
      byte[] rest = details.without(seen.details(), name -> isErased(entity, name, seen.time()));
      changed |= rest.length != seen.details().length;
      masked.add(new EvidenceEvent(seen.event(), seen.time(), rest));
    }
    long time = events.get(0).time();
    List<String> linked =
        shown.linked().stream().filter(name -> !isErased(entity, name, time)).toList();
    return changed || linked.size() < shown.linked().size()
        ? new ShownFinding(masked, linked)
        : shown;
  }

  /** Returns whether another entity of the same world, named as KIND:token, is to be forgotten. */
  private boolean isErased(EntityKey world, String name, long time) {
    int colon = name.indexOf(':');
    EntityKey named =
        new EntityKey(
            world.tokenDomain(),
            world.keyVersion(),
            name.substring(0, colon),
            name.substring(colon + 1));
    return erased.has(named, time);
  }
}
