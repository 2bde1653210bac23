package org.drey.rules.score;

import java.util.List;
import java.util.function.Predicate;
import org.drey.rules.correlate.EvidenceEvent;
import org.drey.rules.schema.EntityKey;

/** Takes those who were erased out of what is shown of others' findings. */
public final class FindingMask {
  /** Masks no one. */
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
   * Returns an event that an entity's finding shows; the same if it names no one who was erased.
   */
  EvidenceEvent of(EntityKey entity, EvidenceEvent seen) {
    if (erased.isEmpty()) {
      return seen;
    }
    byte[] rest = details.without(seen.details(), name -> isErased(entity, name, seen.time()));
    return rest.length == seen.details().length
        ? seen
        : new EvidenceEvent(seen.event(), seen.time(), rest);
  }

  /** Returns which of some names are not to be forgotten of what happened at a time. */
  List<String> of(EntityKey entity, List<String> names, long time) {
    return erased.isEmpty()
        ? names
        : names.stream().filter(name -> !isErased(entity, name, time)).toList();
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
