package org.drey.alerts.explain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.drey.alerts.decide.VerdictChoice;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.weigh.WeighedLookAlike;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Case;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.rules.score.AlertContent;
import org.jspecify.annotations.Nullable;

/**
 * An alert with all that a person needs to decide; what {@code show --json} prints. Times are
 * milliseconds since 1970.
 *
 * @param alert the record
 * @param victimAlert the alert by which whom it is about may be a victim; null if there is none, or
 *     if it is this one
 * @param who whom it is about
 * @param help what comes before anything else; of a young person's alert alone
 * @param age what has to be known of ages before it is decided: that hosts are assured to be
 *     children, and how old a person is; null for nothing
 * @param joined who joined the sessions of a young person who hosts, and what they had paid
 * @param story what happened
 * @param standing where it is in its life, sentences
 * @param timeLeft how long an analyst has, or by how much that is over; null if nothing is due
 * @param reasons what adds to the score, the largest first, as in the record; reports without
 *     confidence, where there is nothing else
 * @param offsets what lowers it
 * @param gates what holds it down
 * @param notHigher why the score is not higher, sentences
 * @param questions what else it could be, weighed, the likeliest first
 * @param clearing what would lower it, with the score then; nothing where a score says nothing
 * @param unknown what the data cannot say, sentences
 * @param events what happened, in order
 * @param verdicts what was decided, in order
 * @param cases what hangs together with it
 * @param choices what can be decided now
 */
public record AlertView(
    Alert alert,
    @Nullable String victimAlert,
    String who,
    List<String> help,
    @Nullable String age,
    List<HostedSessions.Viewer> joined,
    StoryView story,
    List<String> standing,
    @Nullable String timeLeft,
    List<ReasonView> reasons,
    List<DeductionView> offsets,
    List<DeductionView> gates,
    List<String> notHigher,
    List<WeighedLookAlike> questions,
    List<ClearingScore> clearing,
    List<String> unknown,
    List<EventView> events,
    List<VerdictView> verdicts,
    List<CaseView> cases,
    List<VerdictChoice> choices) {

  /**
   * A reason.
   *
   * @param caveat why its newest finding does not count in full, a sentence; empty if it does
   * @param days on how many days it was found; {@link AlertContent#MAX_LISTED} are as many or more
   * @param measured what was observed, over what
   * @param most the most points that the indicator brings
   * @param known whether its rule is at hand, in that version
   */
  public record ReasonView(
      String indicator,
      String sentence,
      String caveat,
      double points,
      double most,
      int days,
      String measured,
      String family,
      List<String> streams,
      String ruleId,
      String ruleVersion,
      String ruleTitle,
      RuleBook.RuleOrigin known,
      List<String> evidence) {
    /** Returns indicator and rule, without numbers, and why it does not count in full. */
    public String named() {
      String name = indicator + ": " + ruleTitle;
      return caveat.isEmpty() ? name : name + ". " + caveat;
    }

    /** Returns what it has seen, and why that does not count in full. */
    public String sentences() {
      return caveat.isEmpty() ? sentence : sentence + " " + caveat;
    }

    /** On how many days it was found, if on more than one. */
    public String often() {
      return days <= 1
          ? ""
          : " Found on " + days + (days >= AlertContent.MAX_LISTED ? " days or more." : " days.");
    }
  }

  /** A deduction: something that lowers a score. */
  public record DeductionView(String id, String sentence, double points) {}

  /**
   * An event.
   *
   * @param local in UTC, and by the person's clock where that is known
   * @param minutesSince how long after the event before; null of the first
   */
  public record EventView(
      long time,
      String local,
      @Nullable Long minutesSince,
      String sentence,
      String provider,
      String eventId,
      List<String> indicators) {}

  /**
   * A verdict.
   *
   * @param closed whether it ended the episode shown
   * @param takenBack whether a later one undid it
   */
  public record VerdictView(Verdict verdict, long actsAt, boolean closed, boolean takenBack) {
    /** Returns who decided what and why, and what became of it. */
    public String sentence() {
      return VerdictWords.sentence(this);
    }
  }

  /**
   * A case that the alert is in.
   *
   * @param entity what it has in common; null of one who may be a victim
   * @param degree how many entities name the one in the middle, with alerts or without
   * @param members its alerts, this one among them; at most 50
   */
  public record CaseView(
      String caseId,
      String kind,
      @Nullable String entity,
      int degree,
      int alerts,
      int victims,
      List<Member> members) {}

  /**
   * An alert of a case.
   *
   * @param entity null of one who is not named on the page of another
   * @param state null if the alert is not at hand
   * @param victimAlert the alert by which whom it is about may be a victim; null if there is none,
   *     or if it is this one
   */
  public record Member(
      String alertId,
      Track track,
      @Nullable String entity,
      @Nullable AlertState state,
      @Nullable String victimAlert) {}

  /** Explains an alert of whose cases no other alert is at hand. */
  public static AlertView of(
      VerdictHistory history, Collection<Case> cases, RuleBook rules, Instant now) {
    return of(history, cases, Map.of(), new PossibleVictims(), List.of(), rules, now);
  }

  /**
   * Explains an alert.
   *
   * @param history with its verdicts
   * @param cases that it is in
   * @param states of the alerts in these cases, by id, as far as they are at hand
   * @param victims whom of these cases another alert says to be a victim
   * @param viewers alerts of those who joined the sessions of a young person, as {@link
   *     HostedSessions#viewerAlerts} names them
   * @param now the analyst's clock
   */
  public static AlertView of(
      VerdictHistory history,
      Collection<Case> cases,
      Map<String, AlertState> states,
      PossibleVictims victims,
      Collection<Alert> viewers,
      RuleBook rules,
      Instant now) {
    Alert alert = history.alert();
    HostedSessions hosted = new HostedSessions(alert, viewers, rules);
    AlertExplainer explainer = new AlertExplainer(history, rules);
    AlertStatus status = new AlertStatus(history, now);
    return new AlertView(
        alert,
        history.victimAlert(),
        TrackWords.who(alert),
        TrackWords.help(alert),
        explainer.age(),
        hosted.viewers(),
        StoryView.of(hosted.told(), rules),
        status.sentences(),
        status.timeLeft(),
        explainer.reasons(),
        explainer.offsets(),
        explainer.gates(),
        explainer.notHigher(),
        explainer.questions(),
        explainer.clearing(),
        new UnknownData(alert, rules.currency()).sentences(),
        explainer.events(),
        status.verdicts(),
        cases.stream().map(one -> AlertCases.of(alert.getAlertId(), one, states, victims)).toList(),
        VerdictChoice.of(history, now));
  }

  /** Returns whether it is about a young person, of whom a score says nothing. */
  public boolean hidesScore() {
    return alert.getTrack() == Track.VICTIM || victimAlert != null;
  }
}
