package org.drey.local.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drey.event.Track;
import org.jspecify.annotations.Nullable;

/**
 * An alert that is not the same with two rule sets.
 *
 * @param before its end with the old set; null if it is gained
 * @param after its end with the new set; null if it is lost
 * @param verdict the newest verdict of an analyst on it; null if there is none
 */
public record AlertChange(
    @Nullable AlertOutcome before, @Nullable AlertOutcome after, @Nullable String verdict) {
  /** The one whose score is most different first. */
  static final Comparator<AlertChange> LARGEST_FIRST =
      Comparator.comparingDouble((AlertChange change) -> Math.abs(change.difference()))
          .reversed()
          .thenComparing(change -> change.either().alertId());

  /** Less than any score shows. */
  private static final double NOTHING = 0.05;

  /** A way in which an alert changes. */
  public enum Kind {
    GAINED("gained"),
    LOST("lost"),
    HIGHER_BAND("higher band"),
    LOWER_BAND("lower band"),
    MORE_URGENT("more urgent"),
    LESS_URGENT("less urgent"),
    EARLIER("opened earlier"),
    LATER("opened later"),
    SCORE("other score");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** Returns what a report says of it. */
    public String words() {
      return words;
    }
  }

  /** Returns the alert with the new set; with the old one if it is lost. */
  public AlertOutcome either() {
    AlertOutcome there = after == null ? before : after;
    if (there == null) {
      throw new IllegalStateException("a change is of an alert of one set or the other");
    }
    return there;
  }

  public Track track() {
    return either().track();
  }

  /** Returns whether it is of the alert whose id begins like this. */
  boolean isOf(String beginning) {
    return either().alertId().startsWith(beginning);
  }

  /** Returns by how many points the score is higher with the new set; without an alert it is 0. */
  @JsonProperty
  public double difference() {
    return (after == null ? 0 : after.score()) - (before == null ? 0 : before.score());
  }

  /**
   * Returns what is different; nothing if the alert ends alike. A band is that of the peak score.
   */
  @JsonProperty
  public Set<Kind> kinds() {
    Set<Kind> kinds = new TreeSet<>();
    if (before == null || after == null) {
      kinds.add(before == null ? Kind.GAINED : Kind.LOST);
      return kinds;
    }
    add(kinds, after.peakBand().compareTo(before.peakBand()), Kind.HIGHER_BAND, Kind.LOWER_BAND);
    add(kinds, before.priority().compareTo(after.priority()), Kind.MORE_URGENT, Kind.LESS_URGENT);
    add(kinds, before.openedAt().compareTo(after.openedAt()), Kind.EARLIER, Kind.LATER);
    if (Math.abs(difference()) >= NOTHING) {
      kinds.add(Kind.SCORE);
    }
    return kinds;
  }

  private static void add(Set<Kind> kinds, int difference, Kind more, Kind less) {
    if (difference != 0) {
      kinds.add(difference > 0 ? more : less);
    }
  }

  /**
   * The points of an indicator or a gate with both sets.
   *
   * @param before 0 if it adds nothing
   * @param after 0 if it adds nothing
   */
  public record Points(String name, double before, double after) {
    public double difference() {
      return after - before;
    }
  }

  /** Returns the points that are different, those that differ most first. */
  @JsonProperty
  public List<Points> why() {
    Map<String, Points> all = new TreeMap<>();
    if (before != null) {
      before.points().forEach((name, points) -> all.put(name, new Points(name, points, 0)));
    }
    if (after != null) {
      after
          .points()
          .forEach(
              (name, points) ->
                  all.merge(
                      name,
                      new Points(name, 0, points),
                      (old, now) -> new Points(name, old.before(), now.after())));
    }
    List<Points> why = new ArrayList<>(all.values());
    why.removeIf(points -> Math.abs(points.difference()) < NOTHING);
    why.sort(
        Comparator.comparingDouble((Points points) -> Math.abs(points.difference()))
            .reversed()
            .thenComparing(Points::name));
    return why;
  }
}
