package org.drey.alerts.explain;

import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.Confidence;
import org.drey.event.Reason;
import org.drey.event.SignalDetails;

/**
 * Words for how sure an alert is. One that is sure by reports alone is as sure as their source
 * says, and no surer: a word of Drey's beside the source's number would be a second thing of that
 * name.
 */
final class ConfidenceWords {
  private static final String SIGNAL = "SIGNAL";
  private static final int HIGH_FROM = 3;
  private static final int MEDIUM_FROM = 2;

  private ConfidenceWords() {}

  /** Returns them, to follow the word confidence: "high", or "0.50 by its source". */
  static String of(Alert alert) {
    OptionalDouble source = source(alert);
    return source.isPresent() && alert.getConfidence().compareTo(byStreams(alert)) > 0
        ? String.format(Locale.ROOT, "%.2f by its source", source.getAsDouble())
        : EventWords.words(alert.getConfidence().name());
  }

  /** How sure it would be without hard evidence. */
  private static Confidence byStreams(Alert alert) {
    int streams = alert.getStreams().size();
    if (streams >= HIGH_FROM) {
      return Confidence.HIGH;
    }
    return streams >= MEDIUM_FROM ? Confidence.MEDIUM : Confidence.LOW;
  }

  /** The highest confidence of reports that are hard evidence; none if other evidence is hard. */
  private static OptionalDouble source(Alert alert) {
    Set<String> reports =
        alert.getReasons().stream()
            .filter(Reason::getHard)
            .filter(one -> one.getStreams().contains(SIGNAL))
            .map(Reason::getIndicator)
            .collect(Collectors.toSet());
    boolean isOther =
        alert.getReasons().stream()
            .anyMatch(one -> one.getHard() && !reports.contains(one.getIndicator()));
    return isOther
        ? OptionalDouble.empty()
        : alert.getEvents().stream()
            .filter(one -> one.getIndicators().stream().anyMatch(reports::contains))
            .map(AlertEvent::getSignal)
            .filter(Objects::nonNull)
            .mapToDouble(SignalDetails::getConfidence)
            .max();
  }
}
