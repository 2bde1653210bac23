package org.drey.alerts.explain;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.entity.EntityNames;
import org.drey.alerts.entity.HostAges;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Band;
import org.drey.event.EntityKind;
import org.drey.event.Priority;
import org.drey.event.Track;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * A row of a list: one alert.
 *
 * @param generation which run of the jobs made it; 0 of a replay
 * @param dueBy milliseconds since 1970; null if nothing is due
 * @param strongest the sentence of its largest reason
 * @param gist what it is in a few words, as {@link AlertGist} has it
 * @param grounds what tells it from those of the same gist, as {@link AlertGist#grounds} has it
 * @param firstSeen milliseconds since 1970, as {@code lastSeen}
 * @param waiting who decided what, and what that waits for: the job or a second analyst; null if
 *     nothing waits
 * @param decided whether a verdict will close it that the alert does not know of yet
 * @param victimAlert the alert by which whom it is about may be a victim; null if there is none, or
 *     if it is this one
 * @param childHosts whether a host whom it pays or watches is assured to be a child
 * @param receivers ids of alerts of accounts that a young person paid, if there are such alerts
 */
public record AlertRow(
    String alertId,
    long generation,
    AlertState state,
    Priority priority,
    @Nullable Long dueBy,
    Track track,
    EntityKind entityKind,
    String entity,
    String tokenDomain,
    int keyVersion,
    double score,
    Band band,
    @Nullable String verdict,
    @Nullable String closedBy,
    String strongest,
    String gist,
    String grounds,
    long firstSeen,
    long lastSeen,
    @Nullable String waiting,
    boolean decided,
    @Nullable String victimAlert,
    boolean childHosts,
    List<String> receivers) {
  private static final int LEAST_LETTERS = 8;

  /** The most urgent first. */
  static final Comparator<AlertRow> BY_PRIORITY =
      Comparator.comparing((AlertRow row) -> row.priority() == Priority.UNKNOWN)
          .thenComparing(AlertRow::priority);

  /**
   * Young people first; then by priority, then by when they are due, then the highest score first.
   * Of a replay nothing is due.
   */
  public static final Comparator<AlertRow> BY_URGENCY =
      Comparator.comparing((AlertRow row) -> row.track() != Track.VICTIM)
          .thenComparing(BY_PRIORITY)
          .thenComparing(AlertRow::deadline, Comparator.nullsLast(Comparator.<Long>naturalOrder()))
          .thenComparing(Comparator.comparingDouble(AlertRow::score).reversed())
          .thenComparing(AlertRow::alertId);

  /** Returns what a list keeps of an alert on which there are no verdicts that it does not name. */
  public static AlertRow of(Alert alert, RuleBook words) {
    return of(alert, words, null, false);
  }

  /** Returns what a list keeps of an alert and the verdicts on it. */
  public static AlertRow of(VerdictHistory history, RuleBook words) {
    return of(
        history.alert(), words, AlertStatus.waiting(history), history.isDecidedBeforeItIsKnown());
  }

  private static AlertRow of(
      Alert alert, RuleBook words, @Nullable String waiting, boolean decided) {
    return new AlertRow(
        alert.getAlertId(),
        alert.getGeneration(),
        alert.getState(),
        alert.getPriority(),
        alert.getDueBy() == null ? null : alert.getDueBy().toEpochMilli(),
        alert.getTrack(),
        alert.getEntityKind(),
        alert.getEntity(),
        alert.getTokenDomain(),
        alert.getKeyVersion(),
        alert.getScore(),
        alert.getBand(),
        alert.getVerdict(),
        alert.getClosedBy(),
        new AlertLines(words).strongest(alert),
        new AlertGist(words).of(alert),
        AlertGist.grounds(alert),
        alert.getFirstSeen().toEpochMilli(),
        alert.getLastSeen().toEpochMilli(),
        waiting,
        decided,
        null,
        HostAges.of(alert).haveChildren(),
        ReceiverGroup.receivers(alert));
  }

  /** The deadline, where it says something. */
  @Nullable Long deadline() {
    return isReplayed() ? null : dueBy;
  }

  /** Returns whether it is a replay's. */
  boolean isReplayed() {
    return DueWords.isReplayed(generation);
  }

  /** Returns who of some lists may be a victim. */
  public static PossibleVictims victims(Collection<AlertRow> rows) {
    PossibleVictims victims = new PossibleVictims();
    rows.forEach(
        row -> victims.learn(row.alertId(), EntityNames.mayBeVictim(row.track(), row.state())));
    return victims;
  }

  /**
   * Returns the same row among others.
   *
   * @param victims who may be a victim
   * @param present the ids of all alerts
   */
  public AlertRow beside(PossibleVictims victims, Set<String> present) {
    return new AlertRow(
        alertId,
        generation,
        state,
        priority,
        dueBy,
        track,
        entityKind,
        entity,
        tokenDomain,
        keyVersion,
        score,
        band,
        verdict,
        closedBy,
        strongest,
        gist,
        grounds,
        firstSeen,
        lastSeen,
        waiting,
        decided,
        victims.beside(alertId, new EntityKey(tokenDomain, keyVersion, entityKind.name(), entity)),
        childHosts,
        receivers.stream().filter(present::contains).toList());
  }

  /** Returns how many of the first letters no two ids of these have in common; eight at least. */
  public static int uniqueLetters(Collection<AlertRow> rows) {
    int letters = LEAST_LETTERS;
    int longest = rows.stream().mapToInt(row -> row.alertId().length()).max().orElse(0);
    while (letters < longest && !areApart(rows, letters)) {
      letters++;
    }
    return letters;
  }

  private static boolean areApart(Collection<AlertRow> rows, int letters) {
    Set<String> seen = new HashSet<>();
    return rows.stream().allMatch(row -> seen.add(row.id(letters)));
  }

  String id(int letters) {
    return alertId.substring(0, Math.min(letters, alertId.length()));
  }

  /**
   * Returns what it has in common with those that are like it: all that a list says but who. No
   * other is like one with hosts who are assured to be children: it is decided alone.
   */
  List<String> likeness() {
    return childHosts
        ? List.of(alertId)
        : Stream.concat(said().stream(), Stream.of(grounds)).toList();
  }

  /** Returns what a list says of it but who. */
  List<String> said() {
    return List.of(
        track.name(),
        entityKind.name(),
        state.name(),
        priority.name(),
        track == Track.VICTIM || victimAlert != null ? "" : band.name(),
        gist,
        String.valueOf(closedBy),
        String.valueOf(waiting),
        String.valueOf(victimAlert));
  }

  /** Returns whether another's token is of the same domain, and of another version of the key. */
  boolean isOfOtherKey(AlertRow other) {
    return tokenDomain.equals(other.tokenDomain) && keyVersion != other.keyVersion;
  }
}
