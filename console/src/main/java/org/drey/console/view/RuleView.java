package org.drey.console.view;

import java.util.List;
import org.drey.alerts.explain.AlertView.ReasonView;
import org.drey.alerts.explain.RuleBook;
import org.drey.alerts.explain.RuleDocuments;
import org.drey.base.PlainText;
import org.drey.event.Offset;
import org.jspecify.annotations.Nullable;

/**
 * The rule behind a bar.
 *
 * @param name its title
 * @param version as the alert names it; empty if it names none
 * @param isAtHand whether its text is that of this version
 * @param words whether it is, or why there is no text
 * @param description what it detects; empty if it does not say, or without a text
 * @param texts its own and those of the rules that it is built on; none if they are not to be had
 */
public record RuleView(
    String name,
    String id,
    String version,
    boolean isAtHand,
    String words,
    String description,
    List<String> texts) {

  static RuleView of(ReasonView why, RuleBook rules) {
    RuleDocuments found = rules.documents(why.ruleId());
    boolean isAtHand = why.known() == RuleBook.RuleOrigin.SAME;
    String words =
        switch (why.known()) {
          case SAME -> "Its text at that version is below.";
          case OTHER_VERSION ->
              "At hand is version "
                  + (found == null ? "" : found.version())
                  + ": the text at that version is not to be had here, and the words above may"
                  + " differ from it.";
          case UNKNOWN -> "It is not among the rules at hand: its text is not to be had here.";
        };
    return view(why.ruleTitle(), why.ruleId(), why.ruleVersion(), words, isAtHand ? found : null);
  }

  /** An alert has no version of what lowers its score. */
  static RuleView of(Offset offset, RuleBook rules) {
    RuleDocuments found = rules.documents(offset.getRuleId());
    String words =
        found == null
            ? "It is not among the rules at hand: its text is not to be had here."
            : "The alert does not name a version; the text below is that at hand, version "
                + found.version()
                + ".";
    return view(rules.title(offset.getRuleId()), offset.getRuleId(), "", words, found);
  }

  private static RuleView view(
      String name, String id, String version, String words, @Nullable RuleDocuments found) {
    return new RuleView(
        PlainText.text(name),
        PlainText.text(id),
        PlainText.text(version),
        found != null,
        words,
        found == null ? "" : found.description(),
        found == null ? List.of() : found.texts());
  }
}
