package org.drey.console.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.drey.alerts.explain.TimeWords;
import org.drey.base.PlainText;
import org.drey.console.index.AlertIndex.Revision;
import org.drey.console.triage.AlertChange;
import org.drey.console.view.AlertPageView.RevisionLine;
import org.jspecify.annotations.Nullable;

/**
 * The revisions of an alert, the newest first; those after one another that change nothing are one.
 */
final class RevisionLines {
  private final AppliedVerdictText verdicts;
  private final boolean hidesScore;
  private final List<RevisionLine> lines = new ArrayList<>();
  private final List<Revision> same = new ArrayList<>();

  private RevisionLines(AppliedVerdictText verdicts, boolean hidesScore) {
    this.verdicts = verdicts;
    this.hidesScore = hidesScore;
  }

  /**
   * The lines of some revisions.
   *
   * @param hidesScore whether they are about a young person, of whom a score says nothing
   */
  static List<RevisionLine> of(
      List<Revision> newestFirst, AppliedVerdictText verdicts, boolean hidesScore) {
    RevisionLines made = new RevisionLines(verdicts, hidesScore);
    for (int i = 0; i < newestFirst.size(); i++) {
      made.add(newestFirst.get(i), i + 1 < newestFirst.size() ? newestFirst.get(i + 1) : null);
    }
    made.endSame();
    return made.lines;
  }

  private void add(Revision one, @Nullable Revision before) {
    if (before == null) {
      endSame();
      lines.add(line(one, with("the first one that is known", verdicts.newest(one.verdictTime()))));
      return;
    }
    AlertChange change = AlertChange.of(before.content(), one.content(), one.revision());
    String took = verdicts.words(before.verdictTime(), one.verdictTime());
    if (change.isNone() && took.isEmpty()) {
      same.add(one);
      return;
    }
    endSame();
    String what = hidesScore ? change.withoutPoints().words() : change.words();
    lines.add(line(one, with(what, took)));
  }

  private static String with(String what, String took) {
    return took.isEmpty() ? what : what + "; " + took;
  }

  private void endSame() {
    if (!same.isEmpty()) {
      Revision newest = same.get(0);
      RevisionLine line = line(newest, "nothing changed");
      lines.add(
          same.size() == 1
              ? line
              : new RevisionLine(
                  same.get(same.size() - 1).revision() + " to " + newest.revision(),
                  line.time(),
                  line.state(),
                  line.score(),
                  same.size() + " in which nothing changed"));
      same.clear();
    }
  }

  private RevisionLine line(Revision one, String what) {
    return new RevisionLine(
        Long.toString(one.revision()),
        TimeWords.utc(one.asOf()),
        one.state().toLowerCase(Locale.ROOT),
        hidesScore
            ? ""
            : String.format(
                Locale.ROOT, "%.1f %s", one.score(), one.band().toLowerCase(Locale.ROOT)),
        PlainText.text(what));
  }
}
