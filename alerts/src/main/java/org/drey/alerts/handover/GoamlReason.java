package org.drey.alerts.handover;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.drey.alerts.explain.SessionWords;
import org.jspecify.annotations.Nullable;

/** The reason of a goAML draft: its schema has a transaction for a payment, and no other event. */
final class GoamlReason {
  private static final int SESSIONS = 20;

  private GoamlReason() {}

  /**
   * Returns figures, reasons, what speaks against them, room for a conclusion, and live sessions.
   *
   * @param currency of the amounts; null if it is not known
   */
  static String of(HandoverContents handover, HandoverStory story, @Nullable String currency) {
    HandoverFigures figures = new HandoverFigures(handover, story, currency);
    List<String> text = new ArrayList<>();
    for (HandedOverAlert one : handover.alerts()) {
      text.add(one.view().who() + ":");
      one.view().reasons().forEach(why -> text.add(why.sentences() + why.often()));
    }
    text.add("In figures:");
    text.addAll(figures.totals());
    figures
        .counterparts()
        .forEach(
            (party, words) -> {
              if (party.token() == null) { // the others are the accounts of transactions
                text.add(party.number() + words);
              }
            });
    List<String> against = new ArrayList<>();
    handover
        .alerts()
        .forEach(one -> one.view().offsets().forEach(less -> against.add(less.sentence())));
    against.addAll(figures.relations());
    if (!against.isEmpty() && !handover.alerts().stream().allMatch(HandedOverAlert::isVictim)) {
      text.add("Reasons against the suspicion:");
      text.addAll(against);
    }
    text.add("Conclusion of the analyst: to be written.");
    if (!story.sessions().isEmpty()) {
      text.add("Live sessions: " + sessions(story.sessions()) + ".");
    }
    return String.join(" ", text);
  }

  /** The newest. */
  private static String sessions(List<HandoverSession> all) {
    List<HandoverSession> some = all.subList(Math.max(0, all.size() - SESSIONS), all.size());
    return some.stream().map(GoamlReason::session).collect(Collectors.joining("; "))
        + (some.size() < all.size()
            ? "; and " + (all.size() - some.size()) + " earlier ones, on request"
            : "");
  }

  private static String session(HandoverSession one) {
    return GoamlFormat.SECOND.format(one.time())
        + " "
        + SessionWords.session(one.visibility())
        + one.ofHost()
        + name(one.host())
        + " "
        + HandoverSession.words(one.type())
        + (one.viewer() == null ? "" : " by " + name(one.viewer()))
        + SessionWords.size(one.viewers(), one.seconds()).replace(';', ',');
  }

  private static String name(HandoverParty party) {
    return party.token() == null ? party.number() : party.token();
  }
}
