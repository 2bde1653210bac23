package org.drey.alerts.present;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.alerts.source.ResultSource;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.event.TopicNames;
import org.drey.event.Verdict;
import org.drey.event.VerdictKey;
import org.drey.topics.MayNotReadException;

/** The records that belong to alerts: the verdicts on them, and the cases that they are in. */
public final class LatestRecords {
  private LatestRecords() {}

  /**
   * The verdicts on an alert. A verdict counts once: of its records that differ, the one given
   * first counts.
   */
  public static Collection<Verdict> verdicts(ResultSource results, String alertId)
      throws IOException {
    return verdicts(results, alertId::equals, List.of()).getOrDefault(alertId, List.of());
  }

  /**
   * The verdicts on some alerts, by the alert's id.
   *
   * @param more others that are known of
   */
  public static Map<String, List<Verdict>> verdicts(
      ResultSource results, Predicate<String> alertIds, Collection<Verdict> more)
      throws IOException {
    Map<String, Verdict> byKey = new TreeMap<>();
    readIfAllowed(
        results,
        TopicNames.VERDICTS,
        Verdict.class,
        new ResultSource.Reader<>() {
          @Override
          public void take(Verdict verdict) {
            if (alertIds.test(verdict.getAlertId())) {
              byKey.merge(VerdictKey.of(verdict), verdict, LatestRecords::first);
            }
          }

          @Override
          public void removed(String key) {
            byKey.remove(key);
          }
        });
    more.stream()
        .filter(one -> alertIds.test(one.getAlertId()))
        .forEach(one -> byKey.merge(VerdictKey.of(one), one, LatestRecords::first));
    return byKey.values().stream().collect(Collectors.groupingBy(Verdict::getAlertId));
  }

  /** The ids of alerts on which there is a verdict of a kind, also one that was taken back. */
  public static Set<String> alertsWith(ResultSource results, Predicate<Verdict> kind)
      throws IOException {
    Set<String> ids = new HashSet<>();
    readIfAllowed(
        results,
        TopicNames.VERDICTS,
        Verdict.class,
        verdict -> {
          if (kind.test(verdict)) {
            ids.add(verdict.getAlertId());
          }
        });
    return ids;
  }

  /**
   * Reads a topic of records that only belong to an alert: a refusal keeps no one from reading the
   * alert.
   */
  private static <T extends SpecificRecordBase> void readIfAllowed(
      ResultSource results, String topic, Class<T> type, ResultSource.Reader<T> reader)
      throws IOException {
    try {
      results.read(topic, type, reader);
    } catch (MayNotReadException e) {
      results.warn("not shown: " + topic + ". " + e.getMessage());
    }
  }

  private static Verdict first(Verdict one, Verdict other) {
    return isFirst(one, other) ? one : other;
  }

  private static boolean isFirst(Verdict given, Verdict before) {
    int order = given.getVerdictTime().compareTo(before.getVerdictTime());
    return order < 0 || (order == 0 && given.toString().compareTo(before.toString()) <= 0);
  }

  /** The cases that an alert is in, by id. */
  public static List<Case> cases(ResultSource results, String alertId) throws IOException {
    Predicate<CaseMember> isIt = member -> member.getAlertId().equals(alertId);
    return cases(results).stream().filter(one -> one.getMembers().stream().anyMatch(isIt)).toList();
  }

  /** All cases as they are now, by id. */
  public static Collection<Case> cases(ResultSource results) throws IOException {
    Map<String, Case> byId = new TreeMap<>();
    readIfAllowed(
        results,
        TopicNames.CASES,
        Case.class,
        new ResultSource.Reader<>() {
          @Override
          public void take(Case one) {
            Case known = byId.get(one.getCaseId());
            if (known == null || !isBefore(one, known)) {
              byId.put(one.getCaseId(), one);
            }
          }

          @Override
          public void removed(String key) {
            byId.remove(key);
          }
        });
    return byId.values();
  }

  private static boolean isBefore(Case one, Case other) {
    return one.getGeneration() < other.getGeneration()
        || (one.getGeneration() == other.getGeneration()
            && one.getRevision() < other.getRevision());
  }
}
