package org.drey.alerts.erasure;

import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.drey.alerts.present.LatestRecords;
import org.drey.alerts.present.PresentAlerts;
import org.drey.alerts.source.ResultSource;
import org.drey.event.TopicNames;
import org.drey.rules.schema.EntityKey;
import org.drey.topics.MayNotReadException;

/**
 * Other uses of a token in results, of another kind, key version or token domain than the one that
 * an erasure names, which may be a slip.
 */
public final class SimilarTokens {
  private SimilarTokens() {}

  /** Its kinds but the entity's own, sorted: "SUBJECT (token domain default, key version 1)". */
  public static List<String> of(ResultSource results, EntityKey entity) throws IOException {
    SortedSet<String> found = new TreeSet<>();
    for (String topic : List.of(TopicNames.ALERTS, TopicNames.SHADOW_ALERTS)) {
      try {
        PresentAlerts.read(results, topic, id -> true, alert -> NamedEntities.of(alert).keySet())
            .forEach(keys -> keys.forEach(key -> add(found, key, entity)));
      } catch (MayNotReadException e) {
        results.warn("not searched: " + topic + ". " + e.getMessage());
      }
    }
    LatestRecords.cases(results)
        .forEach(one -> NamedEntities.of(one).keySet().forEach(key -> add(found, key, entity)));
    return List.copyOf(found);
  }

  private static void add(SortedSet<String> found, EntityKey key, EntityKey entity) {
    if (key.token().equals(entity.token()) && !key.equals(entity)) {
      found.add(
          key.kind()
              + " (token domain "
              + key.tokenDomain()
              + ", key version "
              + key.keyVersion()
              + ")");
    }
  }
}
