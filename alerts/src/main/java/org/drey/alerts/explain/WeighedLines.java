package org.drey.alerts.explain;

import java.util.List;
import java.util.stream.Collectors;
import org.drey.alerts.explain.AlertView.DeductionView;
import org.drey.alerts.weigh.WeighedLookAlike;

/** The weighed reasons against an alert, and what would clear it, as lines of a terminal. */
final class WeighedLines {
  private final AlertView view;
  private final TextLayout layout;

  WeighedLines(AlertView view, TextLayout layout) {
    this.view = view;
    this.layout = layout;
  }

  void write() {
    layout.heading(view.hidesScore() ? "OTHER EXPLANATIONS" : "REASONS AGAINST IT, WEIGHED");
    if (!view.hidesScore()) {
      found();
    }
    List<WeighedLookAlike> all = view.questions();
    int open = view.hidesScore() ? 0 : Math.min(WeighedLookAlike.LIKELIEST, all.size());
    all.subList(0, open).forEach(one -> layout.item("-", sentence(one)));
    List<WeighedLookAlike> rest = all.subList(open, all.size());
    if (!rest.isEmpty()) {
      layout.item(
          "-",
          (open == 0 ? "" : "Less likely, not excluded: ")
              + rest.stream()
                  .map(one -> one.question() + " (" + String.join(", ", one.indicators()) + ")")
                  .collect(Collectors.joining(" ")));
    }
    if (all.isEmpty()) {
      layout.text("Its rules name no look-alikes. Ask what else would look like this.");
    }
    clearing();
    layout.heading("NOT IN THE DATA");
    view.unknown().forEach(one -> layout.item("-", one));
  }

  private void found() {
    for (DeductionView one : view.offsets()) {
      String points = ScoreLimits.points(one.points());
      layout.item("-", "Found (" + one.id() + ", " + points + "): " + one.sentence());
    }
    if (view.offsets().isEmpty()) {
      layout.text("Nothing was found that lowers the score.");
    }
  }

  private static String sentence(WeighedLookAlike one) {
    String also = one.also();
    return one.question()
        + " ("
        + String.join(", ", one.indicators())
        + (also.isEmpty() ? "" : "; " + also)
        + "): "
        + one.weighing();
  }

  private void clearing() {
    if (!view.clearing().isEmpty()) {
      layout.heading("FINDINGS THAT WOULD CLEAR IT: THE SCORE WITH ONE MORE");
      ClearingScore.sentences(view.clearing()).forEach(one -> layout.item("-", one));
    }
  }
}
