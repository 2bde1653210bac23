package org.drey.console.triage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.drey.console.index.Position;
import org.drey.console.index.Urgency;
import org.drey.console.store.Sql;
import org.drey.console.work.Looks;
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
public record Filter(
    Show show,
    @Nullable Track track,
    @Nullable Priority priority,
    Due due,
    Claim claim,
    @Nullable String stream) {
  /** All that is open. */
  public static final Filter OPEN = new Filter(Show.OPEN, null, null, Due.ANY, Claim.ANY, null);

  /** By state. */
  public enum Show {
    OPEN,
    CLOSED,
    WITHDRAWN,
    /** Open, with a first verdict of someone else that waits for a second analyst. */
    EYES,
    /** In any state, if it has changed since the analyst's last look. */
    CHANGED
  }

  /** By time. */
  public enum Due {
    ANY,
    OVERDUE,
    NOON
  }

  /** By claim. */
  public enum Claim {
    ANY,
    MINE,
    FREE
  }

  /**
   * The surroundings of a filter, beside alerts.
   *
   * @param seen how far the index was at the last look; {@link Position#NOWHERE} before the first
   * @param indexId which making of the index is read
   * @param eyes ids of the alerts on which a first verdict waits for this analyst
   */
  public record Around(
      String analyst, Instant now, Instant noon, Position seen, String indexId, List<String> eyes) {
    /** Returns whether there was a look. */
    public boolean hasLooked() {
      return !seen.equals(Position.NOWHERE);
    }
  }

  /** A condition and its values. */
  record Where(String text, List<Object> values) {
    Where and(Where other) {
      return new Where(text + " AND " + other.text(), both(other));
    }

    Where or(Where other) {
      return new Where("(" + text + " OR (" + other.text() + "))", both(other));
    }

    Where not() {
      return new Where("NOT (" + text + ")", values);
    }

    private List<Object> both(Where other) {
      List<Object> both = new ArrayList<>(values);
      both.addAll(other.values());
      return both;
    }
  }

  /** Of the parameters of an address. */
  public static Filter of(Map<String, String> parameters) {
    return new Filter(
        find(Show.values(), parameters.get("show")).orElse(Show.OPEN),
        find(Track.values(), parameters.get("track")).orElse(null),
        find(Priority.values(), parameters.get("priority")).orElse(null),
        find(Due.values(), parameters.get("due")).orElse(Due.ANY),
        find(Claim.values(), parameters.get("claim")).orElse(Claim.ANY),
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
    if (show != Show.OPEN) {
      parameters.put("show", lower(show));
    }
    if (track != null) {
      parameters.put("track", lower(track));
    }
    if (priority != null) {
      parameters.put("priority", lower(priority));
    }
    if (due != Due.ANY) {
      parameters.put("due", lower(due));
    }
    if (claim != Claim.ANY) {
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
  Where where(Around around) {
    List<String> terms = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    addState(terms, values, around);
    if (track != null) {
      add(terms, values, "a.track = ?", track.name());
    }
    if (priority != null) {
      add(terms, values, "a.urgency = ?", Urgency.of(priority));
    }
    if (due != Due.ANY) {
      Instant end = due == Due.OVERDUE ? around.now() : around.noon();
      add(terms, values, "a.due_order <= ?", end.toEpochMilli());
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
        return new Where(String.join(" AND ", terms), values);
      }
    }
    return new Where(String.join(" AND ", terms), values);
  }

  private void addState(List<String> terms, List<Object> values, Around around) {
    if (show == Show.CHANGED) {
      boolean isSame = around.seen().indexId().equals(around.indexId());
      add(
          terms,
          values,
          isSame ? "a.arrived > ?" : "a.emitted_at > ?",
          isSame ? around.seen().arrived() : around.seen().newest().toEpochMilli());
      add(terms, values, Looks.UNSEEN, around.analyst());
    } else if (show == Show.EYES) {
      terms.add("a.alert_id IN (" + Sql.marks(around.eyes().size()) + ")");
      values.addAll(around.eyes());
    } else {
      add(terms, values, "a.state = ?", show.name());
    }
  }

  private static void add(List<String> terms, List<Object> values, String term, Object value) {
    terms.add(term);
    values.add(value);
  }
}
