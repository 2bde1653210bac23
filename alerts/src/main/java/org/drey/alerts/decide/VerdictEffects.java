package org.drey.alerts.decide;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.drey.alerts.entity.HostAges;
import org.drey.alerts.entity.PersonAge;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.event.AlertState;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.rules.score.Episode;
import org.drey.rules.score.StoredVerdict.Effect;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/** Sentences on what a verdict does: the result of the jobs' fold with it. */
final class VerdictEffects {
  private static final String CLEARS =
      " This verdict says that whoever %s sessions of a child has a lawful explanation.";

  private final VerdictHistory history;
  private final VerdictForecast forecast;
  private final Verdict verdict;
  private final DecisionChannel surface;

  VerdictEffects(
      VerdictHistory history, VerdictForecast forecast, Verdict verdict, DecisionChannel surface) {
    this.history = history;
    this.forecast = forecast;
    this.verdict = verdict;
    this.surface = surface;
  }

  /**
   * The sentences.
   *
   * @param type the verdict's
   * @param undone the verdict that it takes back, or null
   */
  List<String> sentences(VerdictType type, @Nullable Verdict undone, VerdictRules rules) {
    List<String> said = new ArrayList<>();
    people(said, type);
    for (Verdict one : history.pending()) {
      said.add(
          "The job has not taken up "
              + one.getVerdict()
              + " of "
              + one.getAnalyst()
              + " yet; what follows is with it.");
    }
    String benign = verdict.getBenignClass();
    if (benign != null) {
      said.add("Explained as " + benign + ": " + rules.benign().get(benign) + ".");
    }
    if (type.closes()) {
      new ClosingEffect(history, forecast, verdict, type, surface).say(said, rules);
    } else if (undone != null) {
      reopening(said, undone);
    } else {
      said.add(
          "Closes nothing and changes no score: the alert stays as it is, "
              + words(history.alert().getState())
              + ", and says that more is needed.");
    }
    return said;
  }

  /** Adds what has to be known of the people whom it is about, and of those whom they pay. */
  private void people(List<String> said, VerdictType type) {
    String victimAlert = history.victimAlertAgainst(type);
    if (victimAlert != null) {
      said.add(
          PossibleVictims.words(history.alert(), victimAlert)
              + " "
              + type
              + " on this one says that they are a suspect. Read that one first.");
    }
    String hosts = HostAges.of(history.alert()).sentence();
    if (hosts != null) {
      boolean isPaid = history.alert().getTrack() == Track.FACILITATOR;
      said.add(
          hosts
              + (isPaid ? " The account may be the child's own." : "")
              + (history.clearsOfChildren(type)
                  ? CLEARS.formatted(isPaid ? "is paid for" : "pays for")
                  : ""));
    }
    String age = PersonAge.sentence(history.alert());
    if (victimAlert == null && age != null && RecordSymbols.mayGoToOthers(type.name())) {
      said.add(age);
    }
  }

  private void reopening(List<String> said, Verdict undone) {
    said.add(
        "Takes back "
            + undone.getVerdict()
            + " of "
            + undone.getAnalyst()
            + " of "
            + day(undone.getVerdictTime())
            + ": the alert is as if that had never been given.");
    boolean isClosing = history.closers().contains(undone);
    if (!forecast.exact() && !isClosing && history.isClosedByVerdict()) {
      said.add(
          "It is not what closed the episode that the alert shows. The findings are not at hand here,"
              + " so the job alone can say how the episodes then run.");
    } else {
      said.add(outcome());
    }
    countsAgain(said, undone);
  }

  /** Adds what comes back with a verdict that is taken back; nothing, if it had no effect. */
  private void countsAgain(List<String> said, Verdict undone) {
    VerdictType type = RecordSymbols.type(undone);
    boolean hadNone = forecast.undone() != null && forecast.undone() != Effect.ACTED;
    if (hadNone) {
      said.add("It had closed nothing, so no finding counts differently without it.");
      return;
    }
    int seen = undone.getSeen().size();
    if (type != null && type.spends() && seen > 0) {
      said.add(
          findings(seen)
              + (forecast.undone() == null
                  ? " which it had taken out of the score, if it closed anything,"
                  : " which it had taken out of the score")
              + " count again.");
    }
    if (!undone.getSuppress().isEmpty()) {
      said.add(
          "Findings of "
              + String.join(", ", undone.getSuppress())
              + " which it had suppressed count again, and no further ones are suppressed by it.");
    }
  }

  private String outcome() {
    Verdict other =
        history.verdicts().stream()
            .filter(one -> one.getVerdictId().equals(forecast.closedBy()))
            .findFirst()
            .orElse(null);
    if (forecast.state() == AlertState.OPEN) {
      return "The alert is then open, episode "
          + forecast.episode()
          + score()
          + "; without further evidence it ends by quiet "
          + Duration.ofMillis(Episode.QUIET_MILLIS).toDays()
          + " days from now.";
    }
    return other == null
        ? "The alert is then " + words(forecast.state()) + score() + "."
        : "The alert stays closed: "
            + other.getVerdict()
            + " of "
            + other.getAnalyst()
            + ", given on "
            + day(other.getVerdictTime())
            + ", then closes episode "
            + forecast.episode()
            + score()
            + ".";
  }

  private String score() {
    return forecast.score() == null || history.isOfYoungPerson()
        ? ""
        : ", score " + points(forecast.score());
  }

  static String findings(int count) {
    return count + (count == 1 ? " finding" : " findings");
  }

  static String points(double points) {
    return String.format(Locale.ROOT, "%.1f", points);
  }

  static String words(AlertState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  static String day(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
  }

  /** The end of what a verdict suppresses. */
  static Instant suppressesUntil(Verdict verdict) {
    Long days = verdict.getSuppressDays();
    return VerdictHistory.actsAt(verdict)
        .plus(Duration.ofDays(days == null ? org.drey.rules.verdict.Verdict.SUPPRESS_DAYS : days))
        .truncatedTo(ChronoUnit.DAYS);
  }
}
