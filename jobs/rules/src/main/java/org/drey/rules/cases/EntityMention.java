package org.drey.rules.cases;

import java.util.Comparator;
import java.util.Set;
import org.drey.rules.schema.EntityKey;

/**
 * An entity that findings of another name.
 *
 * @param time when the newest of these findings was, milliseconds since 1970
 */
public record EntityMention(String kind, String token, long time) {
  /** The kinds of entities that cases may have in their middle: not persons, not shops. */
  private static final Set<String> CENTRES = Set.of("PAYEE", "HOST", "DEVICE");

  /** The order in which they are kept and listed. */
  static final Comparator<EntityMention> NEWEST_FIRST =
      Comparator.comparingLong(EntityMention::time)
          .reversed()
          .thenComparing(EntityMention::kind)
          .thenComparing(EntityMention::token);

  /**
   * Returns what a finding names.
   *
   * @param name the entity as KIND:token
   */
  static EntityMention of(String name, long time) {
    int colon = name.indexOf(':');
    return new EntityMention(name.substring(0, colon), name.substring(colon + 1), time);
  }

  /** Returns whether an entity of a kind may be in the middle of a case. */
  static boolean isCentre(String kind) {
    return CENTRES.contains(kind);
  }

  boolean isCentre() {
    return isCentre(kind);
  }

  boolean isSame(EntityMention other) {
    return kind.equals(other.kind) && token.equals(other.token);
  }

  /** Returns whether it names an entity of the same world. */
  boolean is(EntityKey entity) {
    return kind.equals(entity.kind()) && token.equals(entity.token());
  }

  /** The entity, which is of the same world as the one that names it. */
  EntityKey in(EntityKey world) {
    return new EntityKey(world.tokenDomain(), world.keyVersion(), kind, token);
  }
}
