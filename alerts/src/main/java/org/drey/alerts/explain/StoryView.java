package org.drey.alerts.explain;

import java.util.List;
import org.drey.alerts.story.PaidShare;
import org.drey.alerts.story.StoryOccasion;
import org.drey.event.Alert;

/**
 * The story of an alert, before any rule is named.
 *
 * @param facts how many, how much, with whom, sentences
 * @param occasions in order
 * @param paid who was paid; of an alert about who is paid, who paid; the largest first
 */
public record StoryView(List<String> facts, List<StoryOccasion> occasions, List<PaidShare> paid) {

  static StoryView of(Alert alert, RuleBook rules) {
    List<StoryOccasion> occasions = StoryOccasion.of(alert, rules.ordered());
    String reported = UnsureReports.sentence(alert, rules);
    return new StoryView(
        reported.isEmpty()
            ? new StorySummary(alert, occasions, rules.currency()).sentences()
            : List.of(reported),
        occasions,
        PaidShare.of(occasions));
  }
}
