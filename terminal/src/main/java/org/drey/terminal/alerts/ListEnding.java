package org.drey.terminal.alerts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.drey.alerts.explain.AlertRow;
import org.drey.alerts.explain.ListText;
import org.drey.event.AlertState;

/**
 * The end of a list: what its priorities mean, what it leaves out, how many alerts there are.
 *
 * @param present all that were read
 * @param chosen how many were asked for
 * @param shown those of them that are listed
 * @param decided how many are left out, for they were decided
 * @param isNarrowed whether less was asked for than all
 * @param isOpen whether only open ones were asked for
 * @param source the option that names where they are
 */
record ListEnding(
    Collection<AlertRow> present,
    int chosen,
    List<AlertRow> shown,
    int decided,
    boolean isNarrowed,
    boolean isOpen,
    String source) {

  /** Returns its lines. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    String meaning = ListText.whenLive(shown);
    if (!meaning.isEmpty()) {
      lines.add("Replayed alerts have no deadline. " + meaning + ".");
    }
    lines.addAll(ListText.legend(shown));
    if (decided > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%,d more %s decided: that counts at the next replay. --all lists %s.",
              decided,
              decided == 1 ? "is" : "are",
              decided == 1 ? "it" : "them"));
    }
    lines.add(chosen == 0 ? nothing() : summary());
    return lines;
  }

  private String summary() {
    return String.format(
        Locale.ROOT,
        "%,d %s%s%s. './drey alerts show ID %s' explains one.",
        chosen,
        open(),
        chosen == 1 ? "alert" : "alerts",
        shown.size() < chosen ? ", " + shown.size() + " shown (--top N)" : "",
        source);
  }

  /** Why nothing is listed. */
  private String nothing() {
    if (present.isEmpty()) {
      return "There is no alert: the rules found nothing to alert on in what was read.";
    }
    if (isNarrowed) {
      long open = present.stream().filter(row -> row.state() == AlertState.OPEN).count();
      return String.format(
          Locale.ROOT,
          "No %salerts like that among %,d in total, of which %,d %s open.",
          open(),
          present.size(),
          open,
          open == 1 ? "is" : "are");
    }
    return String.format(
        Locale.ROOT,
        "No alert is open: %,d %s closed%s. --all lists them.",
        present.size(),
        present.size() == 1 ? "is" : "are",
        decided > 0 ? ", withdrawn or decided" : " or withdrawn");
  }

  private String open() {
    return isOpen ? "open " : "";
  }
}
