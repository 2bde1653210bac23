package org.drey.console.decide;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.drey.alerts.explain.NeedsMoreRequest;
import org.drey.base.PlainText;
import org.drey.event.Alert;
import org.drey.event.VerdictType;

/** The open alerts of which an analyst has asked for more data, or for a second opinion. */
public final class NeedsMoreAlerts {
  private final DecisionProcess deciding;

  /** Alerts with the verdicts that decisions are made on. */
  public NeedsMoreAlerts(DecisionProcess deciding) {
    this.deciding = deciding;
  }

  /** Returns by its id who asks for what, of those of which an analyst does. */
  public Map<String, String> of(Collection<Alert> alerts) {
    Map<String, String> asked = new HashMap<>();
    for (Alert one : alerts) {
      String words =
          VerdictType.NEEDS_MORE.name().equals(one.getVerdict())
              ? NeedsMoreRequest.asked(deciding.history(one))
              : null;
      if (words != null) {
        asked.put(one.getAlertId(), PlainText.text(words));
      }
    }
    return asked;
  }
}
