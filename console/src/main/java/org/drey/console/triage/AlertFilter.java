package org.drey.console.triage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.drey.console.index.IndexPosition;
import org.drey.console.index.UrgencyOrder;
import org.drey.console.store.SqlStatements;
import org.drey.console.work.LastVisits;
import org.drey.event.LogSource;
import org.drey.event.Priority;
import org.drey.event.Track;
import org.jspecify.annotations.Nullable;

/**
 * A filter of alerts, as in the address of the page; an unknown value is ignored.
 *
 * @param show by their state
 * @param track null for all
 * @param priority null for all
 * @param due by when they are due
 * @param claim by whom they are claimed
 * @param stream a log source; null for all
 */
public record AlertFilter(
    StateFilter show,
    @Nullable Track track,
    @Nullable Priority priority,
    TimeFilter due,
    ClaimFilter claim,
    @Nullable String stream) {
  /** All that is open. */
  public static final AlertFilter OPEN =
      new AlertFilter(StateFilter.OPEN, null, null, TimeFilter.ANY, ClaimFilter.ANY, null);

  /** By state. */
  public enum StateFilter {
    OPEN,
    CLOSED,
    WITHDRAWN,
    /** Open, with a first verdict of someone else that waits for a second analyst. */
    EYES,
    /** Open, but decided: the verdict counts at the next replay. */
    DECIDED,
    /** In any state, if it has changed since the analyst's last look. */
    CHANGED
  }

  /** By time. */
  public enum TimeFilter {
    ANY,
    OVERDUE,
    NOON
  }

  /** By claim. */
  public enum ClaimFilter {
    ANY,
    MINE,
    FREE
  }

  /**
   * The surroundings of a filter, beside alerts.
   *
   * @param seen how far the index was at the last look; {@link IndexPosition#NOWHERE} before the
   *     first
   * @param indexId which making of the index is read
   * @param eyes ids of the alerts on which a first verdict waits for this analyst
   * @param decided ids of the alerts of a folder that are open, and that the next replay will close
   */
  public record FilterContext(
      String analyst,
      Instant now,
      Instant noon,
      IndexPosition seen,
      String indexId,
      List<String> eyes,
      List<String> decided) {
    /** Returns whether there was a look. */
    public boolean hasLooked() {
      return !seen.equals(IndexPosition.NOWHERE);
    }
  }

  /** A condition and its values. */
  record SqlCondition(String text, List<Object> values) {
    SqlCondition and(SqlCondition other) {
      return new SqlCondition(text + " AND " + other.text(), both(other));
    }

    SqlCondition or(SqlCondition other) {
      return new SqlCondition("(" + text + " OR (" + other.text() + "))", both(other));
    }

    SqlCondition not() {
      return new SqlCondition("NOT (" + text + ")", values);
    }

    private List<Object> both(SqlCondition other) {
      List<Object> both = new ArrayList<>(values);
      both.addAll(other.values());
      return both;
    }
  }

  /** Reads the parameters of an address. */
  public static AlertFilter of(Map<String, String> parameters) {
    return new AlertFilter(
        find(StateFilter.values(), parameters.get("show")).orElse(StateFilter.OPEN),
        find(Track.values(), parameters.get("track")).orElse(null),
        find(Priority.values(), parameters.get("priority")).orElse(null),
        find(TimeFilter.values(), parameters.get("due")).orElse(TimeFilter.ANY),
        find(ClaimFilter.values(), parameters.get("claim")).orElse(ClaimFilter.ANY),
        stream(parameters.get("stream")));
  }

  private static @Nullable String stream(@Nullable String name) {
    return LogSource.ALL.stream()
        .map(LogSource::label)
        .filter(one -> one.equals(name))
        .findFirst()
        .orElse(null);
  }

  private static <E extends Enum<E>> Optional<E> find(E[] all, @Nullable String name) {
    return Arrays.stream(all).filter(one -> one.name().equalsIgnoreCase(name)).findFirst();
  }

  /** The parameters of its address; those that say nothing are left out. */
  public Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (show != StateFilter.OPEN) {
      parameters.put("show", lower(show));
    }
    if (track != null) {
      parameters.put("track", lower(track));
    }
    if (priority != null) {
      parameters.put("priority", lower(priority));
    }
    if (due != TimeFilter.ANY) {
      parameters.put("due", lower(due));
    }
    if (claim != ClaimFilter.ANY) {
      parameters.put("claim", lower(claim));
    }
    if (stream != null) {
      parameters.put("stream", stream);
    }
    return parameters;
  }

  private static String lower(Enum<?> symbol) {
    return symbol.name().toLowerCase(Locale.ROOT);
  }

  /** The condition on a row of alerts, called a. */
  SqlCondition where(FilterContext around) {
    List<String> terms = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    addState(terms, values, around);
    if (track != null) {
      add(terms, values, "a.track = ?", track.name());
    }
    if (priority != null) {
      add(terms, values, "a.urgency = ?", UrgencyOrder.of(priority));
    }
    if (due != TimeFilter.ANY) {
      Instant end = due == TimeFilter.OVERDUE ? around.now() : around.noon();
      add(terms, values, "a.deadline <= ?", end.toEpochMilli());
    }
    if (stream != null) {
      add(terms, values, "a.streams LIKE ?", "% " + stream + " %");
    }
    switch (claim) {
      case MINE ->
          add(
              terms,
              values,
              "a.alert_id IN (SELECT alert_id FROM work_claim WHERE analyst = ?)",
              around.analyst());
      case FREE -> terms.add("a.alert_id NOT IN (SELECT alert_id FROM work_claim)");
      case ANY -> {
        return new SqlCondition(String.join(" AND ", terms), values);
      }
    }
    return new SqlCondition(String.join(" AND ", terms), values);
  }

  private void addState(List<String> terms, List<Object> values, FilterContext around) {
    if (show == StateFilter.CHANGED) {
      boolean isSame = around.seen().indexId().equals(around.indexId());
      add(
          terms,
          values,
          isSame ? "a.arrived > ?" : "a.emitted_at > ?",
          isSame ? around.seen().arrived() : around.seen().newest().toEpochMilli());
      add(terms, values, LastVisits.UNSEEN, around.analyst());
    } else if (show == StateFilter.EYES) {
      terms.add("a.alert_id IN (" + SqlStatements.marks(around.eyes().size()) + ")");
      values.addAll(around.eyes());
    } else if (show == StateFilter.DECIDED) {
      terms.add("a.alert_id IN (" + SqlStatements.marks(around.decided().size()) + ")");
      values.addAll(around.decided());
    } else {
      add(terms, values, "a.state = ?", show.name());
      if (show == StateFilter.OPEN && !around.decided().isEmpty()) {
        terms.add("a.alert_id NOT IN (" + SqlStatements.marks(around.decided().size()) + ")");
        values.addAll(around.decided());
      }
    }
  }

  private static void add(List<String> terms, List<Object> values, String term, Object value) {
    terms.add(term);
    values.add(value);
  }
}
