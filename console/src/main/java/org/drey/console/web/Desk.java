package org.drey.console.web;

import java.time.ZoneId;
import org.drey.alerts.page.RuleBook;
import org.drey.console.audit.AuditLog;
import org.drey.console.decide.Deciding;
import org.drey.console.handing.HandingOn;
import org.drey.console.index.AlertIndex;
import org.drey.console.index.Indexer;
import org.drey.console.triage.Decided;
import org.drey.console.triage.Triage;
import org.drey.console.work.Claims;
import org.drey.console.work.Looks;
import org.drey.console.work.Notes;
import org.drey.console.work.Views;

/**
 * All that pages are made of.
 *
 * @param rules in whose words alerts are explained
 * @param zone whose noon it is
 */
record Desk(
    AlertIndex index,
    Triage triage,
    Decided decided,
    Indexer indexer,
    Claims claims,
    Notes notes,
    Views views,
    Looks looks,
    Deciding deciding,
    HandingOn handing,
    AuditLog audit,
    RuleBook rules,
    ZoneId zone) {}
