package org.drey.rules.verdict;

import org.drey.base.DerivedIds;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;

/** Ids of alerts: from track and entity, nothing that can arrive late. */
public final class AlertIds {
  private AlertIds() {}

  /** The id of an entity's alert on a track. */
  public static String of(AlertTrack track, EntityKey entity) {
    return DerivedIds.of(
        track.name(),
        entity.tokenDomain(),
        Integer.toString(entity.keyVersion()),
        entity.kind(),
        entity.token());
  }
}
