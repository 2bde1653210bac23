package org.drey.terminal.alerts;

import java.util.ArrayList;
import java.util.List;
import org.drey.alerts.erasure.ErasurePreview;
import org.drey.base.PlainText;
import org.drey.rules.schema.EntityKey;

/** Lines that say what an erasure does; never the token. */
final class ErasureText {
  private final EntityKey entity;
  private final String where;
  private final boolean isFolder;

  /**
   * The text for an entity.
   *
   * @param where what was searched: the folder, or the brokers
   */
  ErasureText(EntityKey entity, String where, boolean isFolder) {
    this.entity = entity;
    this.where = where;
    this.isFolder = isFolder;
  }

  /**
   * The lines.
   *
   * @param namesakes what else the token is there
   */
  List<String> lines(ErasurePreview traces, List<String> namesakes) {
    List<String> lines = new ArrayList<>();
    lines.add(
        where
            + (traces.areNone() ? " shows nothing of" : " has records of")
            + " this "
            + entity.kind()
            + " (token domain "
            + PlainText.text(entity.tokenDomain())
            + ", key version "
            + entity.keyVersion()
            + ")"
            + (traces.areNone() ? ". The job deletes its own state of it, too." : ":"));
    for (String one : namesakes) {
      lines.add("There is such a " + PlainText.text(one) + ": another request, if that is meant.");
    }
    addTraces(lines, traces);
    lines.add(
        "Files and exports that were written, input topics, dead letters and savepoints stay as"
            + " they are.");
    return lines;
  }

  private void addTraces(List<String> lines, ErasurePreview traces) {
    counted(lines, traces.alerts(), "alert", "about it: deleted");
    counted(lines, traces.shadowAlerts(), "alert", "about it, with rules on trial: deleted");
    counted(lines, traces.cases(), "case", "around it: deleted");
    counted(lines, traces.alertsOfOthers(), "alert", "of others, showing it: written without it");
    counted(
        lines,
        traces.shadowAlertsOfOthers(),
        "alert",
        "of others with rules on trial, showing it: written without it");
    counted(lines, traces.casesAsMember(), "case", "with it as a member: written without it");
    counted(
        lines,
        traces.verdicts(),
        "verdict",
        isFolder
            ? "on its alerts: kept in verdicts.jsonl, yours to delete there"
            : "on its alerts: kept on their topic, yours to delete there");
    counted(
        lines,
        traces.findings(),
        "finding",
        isFolder ? "naming it: left out by the next replay" : "naming it: deleted");
  }

  private static void counted(List<String> lines, int count, String what, String becomes) {
    if (count > 0) {
      lines.add("- " + count + " " + what + (count == 1 ? " " : "s ") + becomes);
    }
  }
}
