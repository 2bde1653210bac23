package org.drey.terminal.alerts;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.drey.alerts.present.LatestRecords;
import org.drey.alerts.present.PresentAlerts;
import org.drey.alerts.source.ResultSource;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.TopicNames;
import org.drey.rules.verdict.VerdictType;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The alert or case of which another alert is a duplicate. */
final class DuplicateTarget {
  private static final int LEAST_LETTERS = 4;

  private DuplicateTarget() {}

  /**
   * Finds it.
   *
   * @param id as it was given; null if it was not
   * @return "alert ID" or "case ID", as a verdict keeps it; null for none
   */
  static @Nullable String of(
      ResultSource results, Alert alert, VerdictType verdict, @Nullable String id, CommandSpec spec)
      throws IOException {
    if (id == null && verdict != VerdictType.DUPLICATE) {
      return null;
    }
    if (id == null || verdict != VerdictType.DUPLICATE || id.length() < LEAST_LETTERS) {
      throw new ParameterException(
          spec.commandLine(),
          "--same-as: with DUPLICATE, and with it alone, "
              + LEAST_LETTERS
              + " letters or more of the id of the alert or case that has it already");
    }
    Collection<String> alerts =
        PresentAlerts.read(
            results,
            TopicNames.ALERTS,
            one -> one.startsWith(id) && !one.equals(alert.getAlertId()),
            Alert::getAlertId);
    List<String> cases =
        LatestRecords.cases(results).stream()
            .map(Case::getCaseId)
            .filter(one -> one.startsWith(id))
            .toList();
    return named(alerts, cases)
        .orElseThrow(
            () ->
                new UserError(
                    "--same-as: "
                        + (alerts.isEmpty() && cases.isEmpty() ? "no other" : "more than one")
                        + " alert or case begins with '"
                        + id
                        + "' in "
                        + results.name()
                        + ". './drey alerts show "
                        + AlertLookup.shortened(alert.getAlertId())
                        + "' names those that hang together with it."));
  }

  private static Optional<String> named(Collection<String> alerts, List<String> cases) {
    if (alerts.size() + cases.size() != 1) {
      return Optional.empty();
    }
    return Optional.of(
        cases.isEmpty() ? "alert " + alerts.iterator().next() : "case " + cases.get(0));
  }
}
