package org.drey.console.web;

import java.time.ZoneId;
import org.drey.alerts.decide.VerdictRules;
import org.drey.alerts.explain.RuleBook;
import org.drey.console.audit.AuditLog;
import org.drey.console.decide.Deciding;
import org.drey.console.handover.HandingOn;
import org.drey.console.index.AlertIndex;
import org.drey.console.index.Indexer;
import org.drey.console.store.Database;
import org.drey.console.triage.DecidedAlerts;
import org.drey.console.triage.Triage;
import org.drey.console.work.Claims;
import org.drey.console.work.FirstChoices;
import org.drey.console.work.Looks;
import org.drey.console.work.Notes;
import org.drey.console.work.SentVerdicts;
import org.drey.console.work.Views;

/**
 * All that pages are made of.
 *
 * @param rules in whose words alerts are explained
 * @param links where tokens lead
 * @param zone whose noon it is
 */
record Desk(
    AlertIndex index,
    Triage triage,
    DecidedAlerts decided,
    Indexer indexer,
    Claims claims,
    Notes notes,
    Views views,
    Looks looks,
    FirstChoices choices,
    Deciding deciding,
    HandingOn handing,
    AuditLog audit,
    RuleBook rules,
    TokenLinks links,
    ZoneId zone) {
  /** Of a console's settings. */
  static Desk of(ConsoleServer.Settings settings, Database database, Indexer indexer) {
    AlertIndex index = new AlertIndex(database);
    Notes notes = new Notes(database);
    AuditLog audit = new AuditLog(database);
    Deciding deciding =
        new Deciding(
            new Deciding.Places(settings.source(), index, notes, new SentVerdicts(database), audit),
            VerdictRules.of(settings.rules(), settings.eyes()),
            settings.outlet());
    RuleBook rules = new RuleBook(settings.rules(), settings.goaml().mapping().knownCurrency());
    return new Desk(
        index,
        new Triage(database, index),
        new DecidedAlerts(database),
        indexer,
        new Claims(database),
        notes,
        new Views(database),
        new Looks(database),
        new FirstChoices(database),
        deciding,
        new HandingOn(database, index, deciding, rules, settings.goaml()),
        audit,
        rules,
        settings.links(),
        ZoneId.systemDefault());
  }
}
