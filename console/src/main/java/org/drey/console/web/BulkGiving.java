package org.drey.console.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.drey.alerts.decide.CheckedVerdict;
import org.drey.alerts.decide.RefusedException;
import org.drey.base.PlainText;
import org.drey.console.decide.DecisionForm;
import org.drey.console.decide.DecisionProcess;
import org.drey.console.store.StoreException;
import org.drey.console.view.SentView;
import org.drey.event.Alert;

/** Verdicts that are given together: one that cannot be does not keep the others from it. */
final class BulkGiving {
  private final DecisionProcess deciding;
  private final List<String> given = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  /** The check of one of them, at the last moment. */
  interface LastCheck {
    CheckedVerdict decision() throws RefusedException, DecisionProcess.NotNowException;
  }

  BulkGiving(DecisionProcess deciding) {
    this.deciding = deciding;
  }

  /** Gives one, or notes why not. */
  void give(Alert alert, DecisionForm form, LastCheck check) throws InterruptedException {
    String id = alert.getAlertId();
    try {
      CheckedVerdict decision = check.decision();
      if (!decision.isGiven(deciding.history(alert))) {
        deciding.give(alert, form, decision);
      }
      given.add(id);
    } catch (RefusedException | DecisionProcess.NotNowException | IOException | StoreException e) {
      refused.add(PlainText.text("Not sent, " + SentView.shorten(id) + ": " + e.getMessage()));
    }
  }

  /** Returns what was given, and why the rest was not. */
  AnalystSession.SentBulk done() {
    return new AnalystSession.SentBulk(List.copyOf(given), List.copyOf(refused));
  }
}
