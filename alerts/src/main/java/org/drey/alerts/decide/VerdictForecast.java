package org.drey.alerts.decide;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Verdict;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.score.AlertContent;
import org.drey.rules.score.Episode;
import org.drey.rules.score.FoldForecast;
import org.drey.rules.score.FoldForecast.FoldedEpisode;
import org.drey.rules.score.FoldForecast.KnownFinding;
import org.drey.rules.score.StoredVerdict.Effect;
import org.jspecify.annotations.Nullable;

/**
 * An alert as the jobs' fold gives it with one more verdict.
 *
 * @param exact whether what was found about the entity is at hand, and gives the alert as it is
 *     shown; else the verdict is folded from the episode on that the alert shows
 * @param effect what a closing verdict does; null of any other
 * @param undone what the verdict that is taken back had done; null of any other, and if that is not
 *     known
 * @param state the alert's then
 * @param episode the one shown then; 0 for none
 * @param score the alert's then; null if it is not exact
 * @param left the score of what goes on counting right after the verdict; null if it is not exact
 * @param closedBy the id of the verdict that then has closed the episode; null if none has
 * @param unseen findings that count then and that the analyst was not shown; null if it is not
 *     exact
 */
public record VerdictForecast(
    boolean exact,
    @Nullable Effect effect,
    @Nullable Effect undone,
    AlertState state,
    int episode,
    @Nullable Double score,
    @Nullable Double left,
    @Nullable String closedBy,
    @Nullable Integer unseen) {

  /** The effect that a closing verdict may be known to have had, if its record is not at hand. */
  private static final String NOT_AT_HAND = "";

  /**
   * Folds.
   *
   * @param next a verdict that is allowed
   * @param findings what is known of the alert's entity; empty if nothing is
   */
  static VerdictForecast of(
      VerdictHistory history,
      AlertTrack track,
      Verdict next,
      VerdictRules rules,
      Collection<KnownFinding> findings) {
    FoldForecast outlook = new FoldForecast(rules.rules(), rules.eyes().from());
    boolean exact =
        !findings.isEmpty()
            && gives(outlook.of(track, findings, rules(history.takenUp(), track)), history);
    FoldedEpisode then =
        exact
            ? outlook.of(track, findings, rules(with(history.verdicts(), next), track))
            : fromEpisode(outlook, history, track, next);
    return of(exact, history, next, undone(exact, outlook, track, findings, history, next), then);
  }

  private static @Nullable Effect undone(
      boolean exact,
      FoldForecast outlook,
      AlertTrack track,
      Collection<KnownFinding> findings,
      VerdictHistory history,
      Verdict next) {
    String takesBack = next.getTakesBack();
    if (takesBack == null) {
      return null;
    }
    return exact
        ? outlook.of(track, findings, rules(history.verdicts(), track)).effects().get(takesBack)
        : undone(history, takesBack);
  }

  /**
   * Finds what a verdict took back; an alert tells only of the one that closed it and later ones.
   */
  private static @Nullable Effect undone(VerdictHistory history, String takesBack) {
    Verdict undone =
        history.verdicts().stream()
            .filter(one -> one.getVerdictId().equals(takesBack))
            .findFirst()
            .orElse(null);
    if (undone == null) {
      return null;
    }
    return undone.equals(history.closing())
        ? Effect.ACTED
        : history.isTooLateToClose(undone) ? Effect.NOTHING : null;
  }

  private static VerdictForecast of(
      boolean exact,
      VerdictHistory history,
      Verdict next,
      @Nullable Effect undone,
      FoldedEpisode then) {
    AlertContent content = then.content();
    Episode episode = then.episode();
    return new VerdictForecast(
        exact,
        then.effects().get(next.getVerdictId()),
        undone,
        state(history, next, episode),
        episode.number(),
        content == null ? null : Double.valueOf(content.score().value()),
        exact ? Double.valueOf(then.later()) : null,
        episode.endedBy(),
        content == null ? null : unseen(content, next));
  }

  private static int unseen(AlertContent content, Verdict next) {
    List<String> unseen = new ArrayList<>(content.findings());
    unseen.removeAll(next.getSeen());
    return unseen.size();
  }

  /** Returns whether the fold gives the alert that is shown. */
  private static boolean gives(FoldedEpisode folded, VerdictHistory history) {
    Alert alert = history.alert();
    AlertContent content = folded.content();
    if (content == null || alert.getState() == AlertState.WITHDRAWN) {
      return content == null && alert.getState() == AlertState.WITHDRAWN;
    }
    boolean isClosed = folded.episode().endedBy() != null;
    return content.episode() == alert.getEpisode()
        && content.asOf() == alert.getAsOf().toEpochMilli()
        && content.score().value() == alert.getScore()
        && content.peak() == alert.getPeakScore()
        && isClosed == history.isClosedByVerdict();
  }

  /** Entries before the episode's newest one stay as they are, for an alert alone. */
  private static FoldedEpisode fromEpisode(
      FoldForecast outlook, VerdictHistory history, AlertTrack track, Verdict next) {
    Alert alert = history.alert();
    Verdict closing = history.closing();
    String endedBy = closing == null ? NOT_AT_HAND : closing.getVerdictId();
    boolean undoes =
        history.closers().stream().anyMatch(one -> one.getVerdictId().equals(next.getTakesBack()));
    List<Verdict> folded = new ArrayList<>(history.pending());
    if (undoes) {
      int first = history.verdicts().indexOf(history.closers().get(0));
      folded.addAll(history.verdicts().subList(first, history.verdicts().size()));
    }
    Episode shown =
        alert.getState() == AlertState.WITHDRAWN
            ? Episode.NONE
            : FoldForecast.episode(
                alert.getEpisode(),
                undoes || alert.getState() == AlertState.OPEN,
                alert.getPeakScore(),
                alert.getAsOf().toEpochMilli(),
                history.isClosedByVerdict() && !undoes ? endedBy : null);
    return outlook.of(track, shown, rules(with(folded, next), track));
  }

  private static List<Verdict> with(Collection<Verdict> verdicts, Verdict next) {
    Map<String, Verdict> byId = new LinkedHashMap<>();
    verdicts.forEach(one -> byId.put(one.getVerdictId(), one));
    byId.put(next.getVerdictId(), next);
    return List.copyOf(byId.values());
  }

  private static List<org.drey.rules.verdict.Verdict> rules(
      Collection<Verdict> verdicts, AlertTrack track) {
    return verdicts.stream()
        .map(one -> RecordSymbols.verdict(one, track))
        .filter(Objects::nonNull)
        .toList();
  }

  /** The fold looks at no clock: what quiet alone has ended stays so, unless it is reopened. */
  private static AlertState state(VerdictHistory history, Verdict next, Episode episode) {
    if (episode.number() == 0) {
      return AlertState.WITHDRAWN;
    }
    Alert alert = history.alert();
    boolean isQuiet =
        alert.getState() == AlertState.CLOSED
            && !history.isClosedByVerdict()
            && next.getTakesBack() == null
            && episode.number() == alert.getEpisode();
    return episode.open() && !isQuiet ? AlertState.OPEN : AlertState.CLOSED;
  }
}
