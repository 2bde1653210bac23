package org.drey.alerts.explain;

import java.util.Locale;
import org.drey.event.Alert;
import org.drey.event.Gate;
import org.drey.event.Track;

/** Sentences on why a gate holds a score down. */
final class GateWords {
  private GateWords() {}

  static String sentence(Gate gate, Alert alert) {
    String limit = String.format(Locale.ROOT, "%.1f", alert.getScore());
    String why =
        switch (gate.getId()) {
          case "ONE_FAMILY" -> "all that carries weight is of one kind";
          case "DNS_ONLY" -> "there is nothing but listed names that were asked for";
          case "ONE_STREAM" -> "all of it comes from one kind of source";
          case "VICTIM_HOLD" ->
              alert.getTrack() == Track.FACILITATOR
                  ? "whoever hosts may have been a child in need of help within the last 30 days"
                  : "the same person may have been a victim of extortion within the last 30 days";
          case "CEILING" -> "no score goes beyond 100";
          default -> "the gate " + gate.getId() + " holds it";
        };
    return "Held at " + limit + ", because " + why + " (" + gate.getId() + ").";
  }
}
