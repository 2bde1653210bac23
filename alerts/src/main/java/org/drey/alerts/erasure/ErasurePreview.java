package org.drey.alerts.erasure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drey.alerts.entity.EntityNames;
import org.drey.alerts.present.PresentAlerts;
import org.drey.alerts.source.ResultSource;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.TopicNames;
import org.drey.event.Verdict;
import org.drey.event.VerdictKey;
import org.drey.rules.schema.EntityKey;
import org.drey.topics.MayNotReadException;

/**
 * Counts of what results say of an entity, which an erasure changes or leaves.
 *
 * @param alerts about it, which are deleted
 * @param shadowAlerts about it, which are deleted
 * @param alertsOfOthers that show its token, and are written again without it
 * @param shadowAlertsOfOthers the same, of rules on trial
 * @param cases that it is in the middle of, which are deleted
 * @param casesAsMember that it is a member of, which are written again without it
 * @param verdicts on its alerts, which stay until someone deletes them
 * @param findings that name it, where findings are written; they are deleted
 */
public record ErasurePreview(
    int alerts,
    int shadowAlerts,
    int alertsOfOthers,
    int shadowAlertsOfOthers,
    int cases,
    int casesAsMember,
    int verdicts,
    int findings) {

  /** The way in which a result names the entity. */
  private enum Place {
    OWN,
    SHOWN,
    NOWHERE
  }

  /** Looks for an entity in results. */
  public static ErasurePreview of(ResultSource results, EntityKey entity) throws IOException {
    int[] live = alerts(results, TopicNames.ALERTS, entity);
    int[] tried = alerts(results, TopicNames.SHADOW_ALERTS, entity);
    int[] cases = cases(results, entity);
    return new ErasurePreview(
        live[0],
        tried[0],
        live[1],
        tried[1],
        cases[0],
        cases[1],
        verdicts(results, entity),
        NamingFindings.ids(results, entity).size());
  }

  /** Returns whether nothing says anything of it. */
  public boolean areNone() {
    return alerts
            + shadowAlerts
            + alertsOfOthers
            + shadowAlertsOfOthers
            + cases
            + casesAsMember
            + verdicts
            + findings
        == 0;
  }

  /** Returns how many alerts are its own, and how many of others show it. */
  private static int[] alerts(ResultSource results, String topic, EntityKey entity)
      throws IOException {
    List<Place> places = new ArrayList<>();
    read(
        results,
        topic,
        () ->
            places.addAll(
                PresentAlerts.read(results, topic, id -> true, alert -> place(alert, entity))));
    return new int[] {
      Collections.frequency(places, Place.OWN), Collections.frequency(places, Place.SHOWN)
    };
  }

  private static Place place(Alert alert, EntityKey entity) {
    if (!NamedEntities.of(alert).containsKey(entity)) {
      return Place.NOWHERE;
    }
    boolean isOwn =
        alert.getEntityKind().name().equals(entity.kind())
            && alert.getEntity().equals(entity.token());
    return isOwn ? Place.OWN : Place.SHOWN;
  }

  private static int[] cases(ResultSource results, EntityKey entity) throws IOException {
    Set<String> own = new HashSet<>();
    Set<String> member = new HashSet<>();
    read(
        results,
        TopicNames.CASES,
        () ->
            results.read(
                TopicNames.CASES,
                Case.class,
                new ResultSource.Reader<Case>() {
                  @Override
                  public void take(Case one) {
                    removed(one.getCaseId());
                    if (NamedEntities.of(one).containsKey(entity)) {
                      (isCentre(one, entity) ? own : member).add(one.getCaseId());
                    }
                  }

                  @Override
                  public void removed(String key) {
                    own.remove(key);
                    member.remove(key);
                  }
                }));
    return new int[] {own.size(), member.size()};
  }

  private static boolean isCentre(Case one, EntityKey entity) {
    return one.getEntityKind().name().equals(entity.kind())
        && one.getEntity().equals(entity.token());
  }

  private static int verdicts(ResultSource results, EntityKey entity) throws IOException {
    Set<String> keys = new HashSet<>();
    read(
        results,
        TopicNames.VERDICTS,
        () ->
            results.read(
                TopicNames.VERDICTS,
                Verdict.class,
                new ResultSource.Reader<Verdict>() {
                  @Override
                  public void take(Verdict verdict) {
                    if (EntityNames.of(verdict).equals(entity)) {
                      keys.add(VerdictKey.of(verdict));
                    }
                  }

                  @Override
                  public void removed(String key) {
                    keys.remove(key);
                  }
                }));
    return keys.size();
  }

  private interface Reading {
    void run() throws IOException;
  }

  /** Reads a topic; one that may not be read keeps no one from asking for an erasure. */
  private static void read(ResultSource results, String topic, Reading reading) throws IOException {
    try {
      reading.run();
    } catch (MayNotReadException e) {
      results.warn("not counted: " + topic + ". " + e.getMessage());
    }
  }
}
