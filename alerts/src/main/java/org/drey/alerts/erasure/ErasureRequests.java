package org.drey.alerts.erasure;

import java.time.Instant;
import org.drey.event.EntityKind;
import org.drey.event.Erasure;
import org.drey.event.ErasureKey;
import org.drey.rules.schema.EntityKey;

/** The records that ask for an erasure. */
public final class ErasureRequests {
  private ErasureRequests() {}

  /**
   * A request.
   *
   * @param id of the request; nothing of the person
   * @param time up to when what happened is to be forgotten
   */
  public static Erasure of(EntityKey entity, String id, Instant time) {
    return Erasure.newBuilder()
        .setErasureId(id)
        .setErasureTime(time)
        .setEntityKind(EntityKind.valueOf(entity.kind()))
        .setEntity(entity.token())
        .setTokenDomain(entity.tokenDomain())
        .setKeyVersion(entity.keyVersion())
        .build();
  }

  /** The key of the record: one for each entity. */
  public static String key(EntityKey entity) {
    return ErasureKey.of(entity.tokenDomain(), entity.keyVersion(), entity.kind(), entity.token());
  }
}
