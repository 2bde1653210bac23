package org.drey.alerts.explain;

import java.util.List;
import java.util.stream.Collectors;
import org.drey.event.Alert;
import org.drey.event.Reason;

/**
 * Reports to which their source gives no confidence: they open an alert, as each report does, and
 * bring no point, so that the record lists them beside its reasons, and their events not at all.
 */
final class UnsureReports {
  /** The text where the record does not even name the rule. */
  private static final String SENTENCE =
      "It was reported, and the source gives its report no confidence (0.00).";

  /** Less than this is 0.00 where it is written. */
  private static final double NONE = 0.005;

  private UnsureReports() {}

  /** Returns whether an alert rests on nothing else: what else was found would have a strength. */
  static boolean areAll(Alert alert) {
    return alert.getReasons().isEmpty()
        && !alert.getFindings().isEmpty()
        && alert.getUnlisted().getReasons().stream().allMatch(one -> one.getQuality() < NONE);
  }

  /** Returns the reports of an alert that rests on nothing else; of any other none. */
  static List<Reason> of(Alert alert) {
    return areAll(alert) ? alert.getUnlisted().getReasons() : List.of();
  }

  /** Returns who reported what, of an alert that rests on nothing else; of any other nothing. */
  static String sentence(Alert alert, RuleBook rules) {
    if (!areAll(alert)) {
      return "";
    }
    List<Reason> reports = of(alert);
    return reports.isEmpty()
        ? SENTENCE
        : reports.stream().map(one -> sentence(one, rules)).collect(Collectors.joining(" "));
  }

  /** Returns who reported what: "A trusted flagger reported this host, without confidence …". */
  static String sentence(Reason report, RuleBook rules) {
    String words = rules.sentence(report);
    int end = words.endsWith(".") ? words.length() - 1 : words.length();
    return words.substring(0, end) + ", without confidence (its source gives 0.00).";
  }
}
