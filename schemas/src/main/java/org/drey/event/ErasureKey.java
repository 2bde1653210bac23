package org.drey.event;

import org.jspecify.annotations.NullMarked;

/** The identity of a request for erasure: that of its entity, of which the newest one counts. */
@NullMarked
public final class ErasureKey {
  private ErasureKey() {}

  /** Returns the key of a request's record on its topic. */
  public static String of(Erasure request) {
    return of(
        request.getTokenDomain(),
        request.getKeyVersion(),
        request.getEntityKind().name(),
        request.getEntity());
  }

  /** Returns the key of the records about an entity. */
  public static String of(String tokenDomain, int keyVersion, String kind, String token) {
    return String.join("|", tokenDomain, Integer.toString(keyVersion), kind, token);
  }
}
