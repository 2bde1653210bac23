package org.drey.alerts.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.entity.HostAges;
import org.drey.alerts.entity.PersonAge;
import org.drey.alerts.explain.AlertView.DeductionView;
import org.drey.alerts.explain.AlertView.EventView;
import org.drey.alerts.explain.AlertView.ReasonView;
import org.drey.alerts.story.StoryOccasion;
import org.drey.alerts.weigh.WeighedLookAlike;
import org.drey.alerts.weigh.WeighedLookAlike.NamedLookAlike;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.Reason;
import org.drey.event.Track;
import org.drey.rules.words.QualityWords;
import org.jspecify.annotations.Nullable;

/** An explanation of an alert in words. */
final class AlertExplainer {
  private final VerdictHistory history;
  private final Alert alert;
  private final RuleBook rules;
  private final StoryView story;

  AlertExplainer(VerdictHistory history, RuleBook rules) {
    this.history = history;
    this.alert = history.alert();
    this.rules = rules;
    this.story = StoryView.of(alert, rules);
  }

  List<ReasonView> reasons() {
    return Stream.concat(
            alert.getReasons().stream().map(one -> why(one, rules.sentence(one))),
            UnsureReports.of(alert).stream()
                .map(one -> why(one, UnsureReports.sentence(one, rules))))
        .toList();
  }

  private ReasonView why(Reason reason, String sentence) {
    return new ReasonView(
        reason.getIndicator(),
        sentence,
        caveat(reason, HostAges.of(alert)),
        reason.getPoints(),
        reason.getMost(),
        reason.getFindings().size(), // one a day counts
        RuleBook.measured(reason),
        reason.getFamily(),
        StreamWords.of(reason.getStreams()),
        reason.getRuleId(),
        reason.getRuleVersion(),
        rules.title(reason.getRuleId()),
        rules.known(reason),
        reason.getEvidence());
  }

  /**
   * Returns why it does not count in full, if its rule says so: "Counts half: nobody assured …".
   */
  static String caveat(Reason reason, HostAges hosts) {
    if (reason.getCaveats().isEmpty()) {
      return "";
    }
    String words = QualityWords.of(reason.getQuality(), hosts.caveats(reason));
    return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
  }

  List<DeductionView> offsets() {
    return alert.getOffsets().stream()
        .map(one -> new DeductionView(one.getIndicator(), rules.sentence(one), one.getPoints()))
        .toList();
  }

  List<DeductionView> gates() {
    return alert.getGates().stream()
        .map(one -> new DeductionView(one.getId(), GateWords.sentence(one, alert), one.getPoints()))
        .toList();
  }

  List<String> notHigher() {
    return new ScoreLimits(history, rules, offsets(), gates()).sentences();
  }

  /** Returns what has to be known of ages first; null for nothing. */
  @Nullable String age() {
    String hosts = HostAges.of(alert).sentence();
    String person = history.victimAlert() == null ? PersonAge.sentence(alert) : null;
    if (hosts == null) {
      return person;
    }
    return person == null ? hosts : hosts + " " + person;
  }

  /** The look-alikes of all reasons; of a young person they are not weighed. */
  List<WeighedLookAlike> questions() {
    List<NamedLookAlike> named = new ArrayList<>();
    List<Reason> reports = UnsureReports.of(alert);
    for (Reason reason : reports.isEmpty() ? alert.getReasons() : reports) {
      for (String lookAlike : rules.lookAlikes(reason.getRuleId())) {
        named.add(new NamedLookAlike(lookAlike, reason.getIndicator(), reason.getPoints()));
      }
    }
    return isYoung()
        ? WeighedLookAlike.unweighed(named)
        : WeighedLookAlike.of(named, alert, story.occasions());
  }

  /** Nothing lowers the score of a young person, and nothing is to be asked to that end. */
  List<ClearingScore> clearing() {
    return isYoung() || alert.getReasons().isEmpty()
        ? List.of()
        : ClearingScore.of(alert, rules.benign(alert));
  }

  private boolean isYoung() {
    return alert.getTrack() == Track.VICTIM || history.victimAlert() != null;
  }

  List<EventView> events() {
    EventWords words = new EventWords(alert);
    List<EventView> happened = new ArrayList<>();
    Instant before = null;
    for (AlertEvent event : StoryOccasion.inOrder(alert)) {
      Instant time = event.getEventTime();
      Long minutes = before == null ? null : Duration.between(before, time).toMinutes();
      happened.add(
          new EventView(
              time.toEpochMilli(),
              TimeWords.ofPayer(time, offset(event)),
              minutes,
              words.sentence(event),
              event.getProvider(),
              event.getEventId(),
              event.getIndicators()));
      before = time;
    }
    return happened;
  }

  private static @Nullable Long offset(AlertEvent event) {
    return event.getPayment() == null ? null : event.getPayment().getPayerUtcOffsetMinutes();
  }
}
