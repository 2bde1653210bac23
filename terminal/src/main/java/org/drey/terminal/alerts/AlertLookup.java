package org.drey.terminal.alerts;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.drey.alerts.present.LatestRecords;
import org.drey.alerts.present.PresentAlerts;
import org.drey.alerts.source.ResultSource;
import org.drey.base.PlainText;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.terminal.UserError;

/** The one alert that an id, the beginning of one, or its entity's token names. */
final class AlertLookup {
  /** Shorter beginnings would name too many of a large folder. */
  private static final int LEAST_LETTERS = 4;

  private static final int NAMED = 5;
  private static final int SHOWN_LETTERS = 8;

  private AlertLookup() {}

  /** As much of an id as lists show, in most of which no two begin alike. */
  static String shortened(String id) {
    return id.substring(0, Math.min(SHOWN_LETTERS, id.length()));
  }

  static Alert one(ResultSource results, SourceOptions source, String id) throws IOException {
    if (id.length() < LEAST_LETTERS) {
      throw new UserError("An alert is named by at least " + LEAST_LETTERS + " letters of its id.");
    }
    Collection<Alert> found =
        PresentAlerts.read(results, source.alerts(), one -> one.startsWith(id), alert -> alert);
    for (Alert alert : found) {
      if (found.size() == 1 || alert.getAlertId().equals(id)) {
        return alert;
      }
    }
    if (found.isEmpty() && results.unreadable() > 0) {
      throw new UserError(
          "No alert that can be read begins with '"
              + id
              + "' in "
              + results.name()
              + "; "
              + results.unreadable()
              + " records cannot be.");
    }
    if (found.isEmpty()) {
      return ofToken(results, source, id);
    }
    throw new UserError(
        found.size()
            + " alerts begin with '"
            + id
            + "', give more of the id: "
            + some(found.stream().map(Alert::getAlertId).toList()));
  }

  /** The one alert on an entity, where it is the token that is given. */
  private static Alert ofToken(ResultSource results, SourceOptions source, String token)
      throws IOException {
    List<Alert> found =
        PresentAlerts.read(
                results,
                source.alerts(),
                one -> true,
                alert ->
                    alert.getEntity().equals(token) ? Optional.of(alert) : Optional.<Alert>empty())
            .stream()
            .flatMap(Optional::stream)
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    throw new UserError(
        found.isEmpty()
            ? none(results, source, token)
            : found.size()
                + " alerts are about that token, name one by its id: "
                + some(found.stream().map(AlertLookup::idAndTrack).toList()));
  }

  private static String idAndTrack(Alert alert) {
    return alert.getAlertId() + " (" + alert.getTrack() + ")";
  }

  private static String some(List<String> all) {
    return all.stream().limit(NAMED).map(PlainText::text).collect(Collectors.joining(", "))
        + (all.size() > NAMED ? ", …" : "");
  }

  private static String none(ResultSource results, SourceOptions source, String id)
      throws IOException {
    boolean isCase =
        LatestRecords.cases(results).stream().anyMatch(one -> one.getCaseId().startsWith(id));
    String none = "No alert begins with '" + id + "' in " + results.name() + ". ";
    return isCase
        ? none
            + "A case does: './drey alerts list "
            + source.written()
            + " --case "
            + id
            + "' lists its alerts."
        : none + "'./drey alerts list " + source.written() + " --all' lists those that there are.";
  }

  /** The one case that an id, or the beginning of one, names. */
  static Case oneCase(ResultSource results, String id) throws IOException {
    Collection<Case> all = LatestRecords.cases(results);
    List<Case> found = all.stream().filter(one -> one.getCaseId().startsWith(id)).toList();
    for (Case one : found) {
      if (found.size() == 1 || one.getCaseId().equals(id)) {
        return one;
      }
    }
    throw new UserError(
        found.isEmpty()
            ? "No case begins with '" + id + "' in " + results.name()
            : found.size()
                + " cases begin with '"
                + id
                + "', give more of the id: "
                + PlainText.text(found.get(0).getCaseId())
                + ", "
                + PlainText.text(found.get(1).getCaseId()));
  }
}
