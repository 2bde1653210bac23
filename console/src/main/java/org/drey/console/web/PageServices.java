package org.drey.console.web;

import java.time.ZoneId;
import org.drey.alerts.decide.VerdictRules;
import org.drey.alerts.explain.RuleBook;
import org.drey.console.audit.AuditLog;
import org.drey.console.decide.DecisionProcess;
import org.drey.console.handover.ExportProcess;
import org.drey.console.index.AlertIndex;
import org.drey.console.index.AlertIndexer;
import org.drey.console.index.IndexGaps;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.triage.AlertTriage;
import org.drey.console.triage.DecidedAlerts;
import org.drey.console.work.AlertClaims;
import org.drey.console.work.AnalystNotes;
import org.drey.console.work.FirstChoices;
import org.drey.console.work.LastVisits;
import org.drey.console.work.SavedViews;
import org.drey.console.work.SentVerdicts;

/**
 * All that pages are made of.
 *
 * @param rules in whose words alerts are explained
 * @param links where tokens lead
 * @param zone whose noon it is
 */
record PageServices(
    AlertIndex index,
    IndexGaps gaps,
    AlertTriage triage,
    DecidedAlerts decided,
    AlertIndexer indexer,
    AlertClaims claims,
    AnalystNotes notes,
    SavedViews views,
    LastVisits looks,
    FirstChoices choices,
    DecisionProcess deciding,
    ExportProcess handing,
    AuditLog audit,
    RuleBook rules,
    TokenLinks links,
    ZoneId zone) {
  /** Makes the services from a console's settings. */
  static PageServices of(
      ConsoleServer.Settings settings, ConsoleDatabase database, AlertIndexer indexer) {
    AlertIndex index = new AlertIndex(database);
    AnalystNotes notes = new AnalystNotes(database);
    AuditLog audit = new AuditLog(database);
    DecisionProcess deciding =
        new DecisionProcess(
            new DecisionProcess.DecisionStores(
                settings.source(), index, notes, new SentVerdicts(database), audit),
            VerdictRules.of(settings.rules(), settings.eyes()),
            settings.outlet());
    RuleBook rules = new RuleBook(settings.rules(), settings.goaml().mapping().knownCurrency());
    return new PageServices(
        index,
        new IndexGaps(database),
        new AlertTriage(database, index),
        new DecidedAlerts(database),
        indexer,
        new AlertClaims(database),
        notes,
        new SavedViews(database),
        new LastVisits(database),
        new FirstChoices(database),
        deciding,
        new ExportProcess(database, index, deciding, rules, settings.goaml(), settings.sharing()),
        audit,
        rules,
        settings.links(),
        ZoneId.systemDefault());
  }
}
