package org.drey.local.demo;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Case;
import org.drey.event.EntityKind;
import org.drey.event.Verdict;
import org.drey.event.VerdictType;

/** The decisions of analysts, what became of them, and what hangs together. */
final class DemoDecisions implements TopicTail.RecordHandler<Case> {
  private final Map<String, Verdict> given = new ConcurrentHashMap<>();
  private final Set<String> takenUp = ConcurrentHashMap.newKeySet();
  private final Map<String, Case> cases = new ConcurrentHashMap<>();

  // --- written ---

  /** A verdict that is about to be sent. */
  void given(Verdict verdict) {
    given.put(verdict.getAlertId(), verdict);
  }

  /** A revision of an alert. */
  void alert(Alert alert) {
    Verdict verdict = given.get(alert.getAlertId());
    if (verdict != null
        && verdict.getVerdict().name().equals(alert.getVerdict())
        && verdict.getVerdictTime().equals(alert.getVerdictTime())) {
      takenUp.add(alert.getAlertId());
    }
  }

  @Override
  public void record(Case one, long brokerMillis) {
    cases.merge(
        one.getCaseId(),
        one,
        (before, next) -> next.getRevision() >= before.getRevision() ? next : before);
  }

  @Override
  public void gone(String caseId) {
    cases.remove(caseId);
  }

  // --- read ---

  int given() {
    return given.size();
  }

  /**
   * Verdicts that the alert has that they were given on. It may be open again at once, by evidence
   * that the analyst had not seen.
   */
  int takenUp() {
    return takenUp.size();
  }

  /**
   * People whose alert was explained and who went on, without a new alert.
   *
   * @param present the newest revisions
   */
  long keptQuiet(Collection<Alert> present) {
    return present.stream().filter(this::isKeptQuiet).count();
  }

  private boolean isKeptQuiet(Alert alert) {
    Verdict verdict = given.get(alert.getAlertId());
    return verdict != null
        && verdict.getVerdict() == VerdictType.BENIGN_EXPLAINED
        && alert.getState() == AlertState.CLOSED
        && verdict.getVerdict().name().equals(alert.getClosedBy())
        && alert.getSuppressed() > 0;
  }

  int cases() {
    return cases.size();
  }

  /** Returns whether alerts hang together by this payee. */
  boolean hasCaseOf(String payee) {
    return cases.values().stream()
        .anyMatch(one -> one.getEntityKind() == EntityKind.PAYEE && one.getEntity().equals(payee));
  }
}
