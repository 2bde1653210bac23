package org.drey.alerts.explain;

import org.drey.alerts.explain.AlertView.VerdictView;
import org.drey.event.Verdict;

/** Sentences on who decided what, and why. */
final class VerdictWords {
  private VerdictWords() {}

  static String sentence(VerdictView judged) {
    Verdict one = judged.verdict();
    StringBuilder text = new StringBuilder(TimeWords.utc(one.getVerdictTime()));
    text.append(": ").append(one.getVerdict());
    text.append(", ").append(EventWords.words(one.getReason().name()));
    text.append(", by ").append(one.getAnalyst());
    if (one.getSecondAnalyst() != null) {
      text.append(" and ").append(one.getSecondAnalyst());
    }
    if (one.getBenignClass() != null) {
      text.append("; explained as ").append(one.getBenignClass());
    }
    if (!one.getSuppress().isEmpty()) {
      text.append("; suppresses ").append(String.join(", ", one.getSuppress()));
      text.append(" for ").append(days(one)).append(" days");
    }
    if (one.getNoteRef() != null) {
      text.append(isOther(one.getNoteRef()) ? "; the same as " : "; notes ");
      text.append(one.getNoteRef());
    }
    if (one.getTakesBack() != null) {
      text.append("; takes back ").append(one.getTakesBack());
    }
    if (judged.closed()) {
      text.append("; this closed it");
    }
    if (judged.takenBack()) {
      text.append("; taken back");
    }
    return text.append(" [").append(one.getVerdictId()).append(']').toString();
  }

  /** A duplicate that was decided in a terminal has what it is a duplicate of in place of notes. */
  private static boolean isOther(String noteRef) {
    return noteRef.startsWith("alert ") || noteRef.startsWith("case ");
  }

  private static long days(Verdict verdict) {
    Long days = verdict.getSuppressDays();
    return days == null ? org.drey.rules.verdict.Verdict.SUPPRESS_DAYS : days;
  }
}
