package org.drey.console.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.alerts.explain.TimeWords;
import org.drey.console.audit.AuditReader;
import org.drey.event.Alert;

/**
 * Entries of the audit as rows: looks of a person at one revision of an alert are one row, where
 * the newest is.
 */
final class AuditRows {
  private AuditRows() {}

  /** The subject of a look; equal ones are in the same order. */
  static Map<String, String> look(Alert alert) {
    Map<String, String> look = new LinkedHashMap<>();
    look.put("track", alert.getTrack().name());
    look.put("revision", Long.toString(alert.getRevision()));
    return look;
  }

  static List<List<String>> of(List<AuditReader.Line> lines) {
    Map<List<String>, List<AuditReader.Line>> folded = new LinkedHashMap<>();
    for (AuditReader.Line line : lines) {
      folded.computeIfAbsent(what(line), key -> new ArrayList<>()).add(line);
    }
    return folded.values().stream().map(AuditRows::row).toList();
  }

  /** Where the rows lead of what is about an alert, by the entry. */
  static Map<String, String> links(List<AuditReader.Line> lines) {
    Map<String, String> links = new LinkedHashMap<>();
    for (AuditReader.Line line : lines) {
      if (line.alertId() != null) {
        links.put(Long.toString(line.entry()), "/alerts/" + line.alertId());
      }
    }
    return links;
  }

  private static List<String> what(AuditReader.Line line) {
    return line.action().equals(AuditReader.LOOK) && line.alertId() != null
        ? List.of(line.actor(), line.details())
        : List.of(Long.toString(line.entry()));
  }

  /** Makes a row of lines that are alike, the newest first. */
  private static List<String> row(List<AuditReader.Line> alike) {
    AuditReader.Line newest = alike.get(0);
    String often =
        alike.size() == 1
            ? ""
            : ", "
                + alike.size()
                + " times since "
                + TimeWords.utc(alike.get(alike.size() - 1).at());
    return List.of(
        Long.toString(newest.entry()),
        TimeWords.utc(newest.at()),
        newest.actor(),
        newest.action(),
        newest.details() + often);
  }
}
