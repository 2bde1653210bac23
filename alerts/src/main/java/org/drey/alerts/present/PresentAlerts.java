package org.drey.alerts.present;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.drey.alerts.entity.EntityNames;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.source.ResultSource;
import org.drey.event.Alert;

/**
 * The highest revision of the highest generation of each alert. One that was deleted is not there,
 * unless it was written again.
 *
 * @param <T> what is kept of an alert; of many as little as is needed
 */
public final class PresentAlerts<T> {
  private final Predicate<String> ids;
  private final Function<Alert, T> kept;
  private final Map<String, NewestRevision<T>> newest = new TreeMap<>();
  private final Set<String> removed = new HashSet<>();

  private record NewestRevision<T>(long generation, long revision, T kept) {
    boolean isBefore(Alert alert) {
      return generation < alert.getGeneration()
          || (generation == alert.getGeneration() && revision < alert.getRevision());
    }

    /** Revisions before a deletion may be newer than those after it. */
    boolean isMetBy(Alert alert, boolean wasRemoved) {
      boolean isIt = generation == alert.getGeneration() && revision == alert.getRevision();
      return isIt || (!wasRemoved && isBefore(alert));
    }
  }

  private PresentAlerts(Predicate<String> ids, Function<Alert, T> kept) {
    this.ids = ids;
    this.kept = kept;
  }

  /**
   * Reads alerts.
   *
   * @param topic {@code alerts} or {@code shadow-alerts}
   * @param ids of which alerts; what changes from revision to revision is for the caller to filter
   * @param kept what is kept of a revision
   * @return by id, in its order
   */
  public static <T> Collection<T> read(
      ResultSource results, String topic, Predicate<String> ids, Function<Alert, T> kept)
      throws IOException {
    PresentAlerts<T> present = new PresentAlerts<>(ids, kept);
    present.readAll(results, topic);
    return present.newest.values().stream().map(NewestRevision::kept).toList();
  }

  /**
   * Reads which of some alerts say that their entities may be victims.
   *
   * @param alertIds the ids of alerts, if there are such
   */
  public static PossibleVictims victims(ResultSource results, String topic, Set<String> alertIds)
      throws IOException {
    return PossibleVictims.of(read(results, topic, alertIds::contains, alert -> alert));
  }

  /** Takes every alert, one after the other. */
  public interface EachAlert {
    /**
     * Takes an alert.
     *
     * @param victims all who may be a victim
     */
    void take(Alert alert, PossibleVictims victims) throws IOException;
  }

  /**
   * Gives every alert to a writer, one after the other, with one in memory at a time: reads twice.
   * Of one that changes meanwhile a newer revision is given; each is given once.
   */
  public static void each(ResultSource results, String topic, EachAlert writer) throws IOException {
    PresentAlerts<Boolean> present = new PresentAlerts<>(id -> true, EntityNames::mayBeVictim);
    present.readAll(results, topic);
    PossibleVictims victims = new PossibleVictims();
    present.newest.forEach((id, one) -> victims.learn(id, one.kept()));
    results.readNewest(
        topic,
        id -> true,
        alert -> {
          NewestRevision<Boolean> known = present.newest.get(alert.getAlertId());
          if (known != null && known.isMetBy(alert, present.removed.contains(alert.getAlertId()))) {
            present.newest.remove(alert.getAlertId());
            writer.take(alert, victims);
          }
        });
  }

  private void readAll(ResultSource results, String topic) throws IOException {
    results.readNewest(
        topic,
        ids,
        new ResultSource.Reader<>() {
          @Override
          public void take(Alert alert) {
            add(alert);
          }

          @Override
          public void removed(String key) {
            newest.remove(key);
            removed.add(key);
          }
        });
  }

  private void add(Alert alert) {
    String id = alert.getAlertId();
    NewestRevision<T> known = newest.get(id);
    if (ids.test(id) && (known == null || known.isBefore(alert))) {
      newest.put(
          id, new NewestRevision<>(alert.getGeneration(), alert.getRevision(), kept.apply(alert)));
    }
  }
}
