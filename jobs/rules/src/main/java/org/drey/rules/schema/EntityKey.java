package org.drey.rules.schema;

/**
 * The key of an entity's state. Streams join only inside one token domain and key version.
 *
 * @param kind an {@link EntityKind}'s name, or the name of a field that names no entity. A text,
 *     because an enum's hash differs between machines and this record is a key.
 */
public record EntityKey(String tokenDomain, int keyVersion, String kind, String token) {
  /** The token that records have in place of an erased one. */
  public static final String ERASED = "erased";

  /** The fraction of the golden ratio in 64 bits, by which neighbouring numbers come far apart. */
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  /**
   * State is kept by this number for years, so it is written out: Java does not fix how a record
   * computes its own.
   */
  @Override
  public int hashCode() {
    int hash = tokenDomain.hashCode();
    hash = 31 * hash + keyVersion;
    hash = 31 * hash + kind.hashCode();
    return 31 * hash + token.hashCode();
  }

  /**
   * A number from 0 to below a bound: what happens so much later for each entity does not happen to
   * all of them at once.
   */
  public long spread(long bound) {
    return Math.floorMod(hashCode() * GOLDEN_RATIO, bound);
  }
}
