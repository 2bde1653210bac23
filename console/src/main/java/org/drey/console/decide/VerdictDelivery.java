package org.drey.console.decide;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.drey.alerts.decide.CheckedVerdict;
import org.drey.console.audit.AuditLog;
import org.drey.console.store.StoreException;
import org.drey.console.work.AnalystNotes;
import org.drey.console.work.SentVerdicts;
import org.drey.console.work.SentVerdicts.SentVerdict;
import org.drey.event.Alert;
import org.drey.event.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A verdict with its note and its entries in the audit: what is given is never said to have failed.
 */
record VerdictDelivery(
    AnalystNotes notes, SentVerdicts sent, AuditLog audit, VerdictOutlet outlet) {
  private static final Logger LOG = LoggerFactory.getLogger(VerdictDelivery.class);

  /**
   * Gives a verdict.
   *
   * @throws IOException if it may not have been given; once more does no harm
   */
  SentVerdict give(Alert alert, DecisionForm form, CheckedVerdict decision)
      throws IOException, InterruptedException {
    Verdict verdict = decision.verdict();
    String noteId = verdict.getNoteRef();
    if (noteId != null) {
      notes.add(
          alert.getAlertId(),
          new AnalystNotes.Note(
              noteId, verdict.getAnalyst(), verdict.getVerdictTime(), form.keptNote()));
    }
    Map<String, String> details = new HashMap<>();
    details.put("verdict_id", verdict.getVerdictId());
    details.put("verdict", verdict.getVerdict().name());
    details.put("reason", verdict.getReason().name());
    details.put("revision", alert.getGeneration() + "." + alert.getRevision());
    if (decision.victimAlert() != null) {
      details.put("also_victim", decision.victimAlert());
    }
    if (decision.clearsOfChildren()) {
      details.put("also_child", "yes");
    }
    audit.append(verdict.getAnalyst(), "decide", alert.getAlertId(), details);
    SentVerdict kept = SentVerdict.of(verdict, outlet.name(), null, null);
    sent.add(kept); // first, so that one that is on the topic is never without it
    try {
      SentVerdict given = outlet.give(verdict);
      note(verdict, given);
      return given;
    } catch (IOException e) {
      if (!outlet.isLive()) {
        sent.remove(kept); // of a topic it is not known
      }
      throw e;
    }
  }

  /** It is given: what fails now is no reason to say that it was not. */
  private void note(Verdict verdict, SentVerdict given) {
    try {
      sent.confirm(given);
      audit.append(
          verdict.getAnalyst(),
          "sent",
          verdict.getAlertId(),
          Map.of("verdict_id", verdict.getVerdictId(), "to", given.topic()));
    } catch (StoreException e) {
      LOG.error("A verdict is given, and where it is was not kept: {}", e.getMessage());
    }
  }
}
