package org.drey.rules.event;

/**
 * What state is kept for. Streams join only inside one token domain and key version.
 *
 * @param kind an {@link EntityKind}'s name, or the name of a field that names no entity. A text,
 *     because an enum's hash differs between machines and this record is a key.
 */
public record EntityKey(String tokenDomain, int keyVersion, String kind, String token) {

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
}
