package org.drey.console.index;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.EntityKind;

/** Relations of alerts: to people, to verdicts of others, to those of a case. */
public final class RelatedAlerts {
  private final ConsoleDatabase database;

  RelatedAlerts(ConsoleDatabase database) {
    this.database = database;
  }

  /** The alert id of each person of the same token domain and key as an alert. */
  public Map<String, String> ofPeople(Alert alert, Collection<String> tokens) {
    List<String> people = List.copyOf(tokens);
    Map<String, String> ids = new HashMap<>();
    database.read(
        connection ->
            SqlStatements.list(
                connection,
                "SELECT record FROM index_alert WHERE entity IN ("
                    + SqlStatements.marks(people.size())
                    + ") ORDER BY urgency, deadline, alert_id",
                row -> {
                  Alert one = AlertIndex.decode(Alert.class, row.getBytes(1));
                  return one.getEntityKind() == EntityKind.SUBJECT
                      && one.getTokenDomain().equals(alert.getTokenDomain())
                      && one.getKeyVersion() == alert.getKeyVersion()
                      && ids.putIfAbsent(one.getEntity(), one.getAlertId()) == null;
                },
                people.toArray()));
    return ids;
  }

  /** The ids of these alerts in the order of a list: open ones first, by priority and due time. */
  public List<String> byUrgency(Collection<String> alertIds) {
    List<String> ids = List.copyOf(alertIds);
    return database.read(
        connection ->
            SqlStatements.list(
                connection,
                "SELECT alert_id FROM index_alert WHERE alert_id IN ("
                    + SqlStatements.marks(ids.size())
                    + ") ORDER BY CASE WHEN state = 'OPEN' THEN 0 ELSE 1 END, urgency, deadline,"
                    + " alert_id",
                row -> row.getString(1),
                ids.toArray()));
  }

  /** The cases of an alert, and those that the other alerts of these are in. */
  public List<Case> casesAround(String alertId) {
    return database.read(
        connection ->
            SqlStatements.list(
                connection,
                "SELECT c.record FROM index_case c WHERE c.case_id IN (SELECT o.case_id FROM"
                    + " index_case_member m JOIN index_case_member n ON n.case_id = m.case_id JOIN"
                    + " index_case_member o ON o.alert_id = n.alert_id WHERE m.alert_id = ?)"
                    + " ORDER BY c.case_id",
                row -> AlertIndex.decode(Case.class, row.getBytes(1)),
                alertId));
  }

  /** Returns how many ids of cases begin so. */
  public long casesLike(String beginning) {
    return database.read(
        connection ->
            SqlStatements.number(
                connection,
                "SELECT COUNT(*) FROM index_case WHERE case_id >= ? AND case_id < ?",
                beginning,
                beginning + "g")); // after all digits
  }

  /** The ids of open alerts on which someone else has given a verdict. */
  public List<String> openWithVerdictsOfOthers(String analyst) {
    return database.read(
        connection ->
            SqlStatements.list(
                connection,
                "SELECT DISTINCT v.alert_id FROM index_verdict v CROSS JOIN index_alert a"
                    + " WHERE a.alert_id = v.alert_id AND a.state = 'OPEN' AND v.analyst <> ?",
                row -> row.getString(1),
                analyst));
  }
}
