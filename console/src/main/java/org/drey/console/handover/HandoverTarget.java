package org.drey.console.handover;

import java.util.LinkedHashSet;
import java.util.Set;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.jspecify.annotations.Nullable;

/**
 * The alert or case that is handed over.
 *
 * @param alert null if it is a case
 * @param theCase null if it is an alert
 */
public record HandoverTarget(@Nullable Alert alert, @Nullable Case theCase) {
  private static final int SHORT = 8;

  /** An alert. */
  public static HandoverTarget of(Alert alert) {
    return new HandoverTarget(alert, null);
  }

  /** A case. */
  public static HandoverTarget of(Case theCase) {
    return new HandoverTarget(null, theCase);
  }

  /** The id of the alert; of a case none. */
  Set<String> named() {
    return alert == null ? Set.of() : Set.of(alert.getAlertId());
  }

  /** The ids of all alerts. */
  public Set<String> ids() {
    Set<String> ids = new LinkedHashSet<>(named());
    if (theCase != null) {
      theCase.getMembers().stream().map(CaseMember::getAlertId).forEach(ids::add);
    }
    return ids;
  }

  /** The id of the case; of an alert none. */
  public String caseId() {
    return theCase == null ? "" : theCase.getCaseId();
  }

  /** The first letters of its id, as far as a name of a file may have them. */
  String shortId() {
    String id = alert == null ? "case-" + caseId() : alert.getAlertId();
    int most = alert == null ? "case-".length() + SHORT : SHORT;
    return id.substring(0, Math.min(most, id.length())).replaceAll("[^A-Za-z0-9-]", "_");
  }
}
