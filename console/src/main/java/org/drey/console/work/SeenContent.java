package org.drey.console.work;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.drey.event.Alert;
import org.drey.event.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The content of an alert that is news if it has changed; clocks and numbers of a run are not, so
 * that the same alerts of another replay are nothing new.
 *
 * @param verdict the newest, which did not need to close it; null if there is none
 * @param closedBy the verdict that ended the episode shown; null if none did
 * @param lastSeen when the newest of its evidence happened, milliseconds since 1970
 */
public record SeenContent(
    String state,
    long episode,
    double score,
    String severity,
    @Nullable String verdict,
    @Nullable String closedBy,
    long lastSeen,
    List<String> indicators,
    List<String> streams) {
  private static final String SEPARATOR = "\n";
  private static final int PARTS = 9;
  private static final double TENTHS = 10;

  /** The content of an alert; points to a tenth, as pages show them. */
  public static SeenContent of(Alert alert) {
    return new SeenContent(
        alert.getState().name(),
        alert.getEpisode(),
        Math.round(alert.getScore() * TENTHS) / TENTHS,
        Integer.toString(alert.getSeverity()),
        word(alert.getVerdict()),
        word(alert.getClosedBy()),
        alert.getLastSeen().toEpochMilli(),
        words(alert.getReasons().stream().map(Reason::getIndicator).toList()),
        words(alert.getStreams()));
  }

  private static List<String> words(List<String> all) {
    return all.stream()
        .filter(one -> !one.isEmpty())
        .map(SeenContent::plain)
        .distinct()
        .sorted()
        .toList();
  }

  private static @Nullable String word(@Nullable String text) {
    return text == null || text.isEmpty() ? null : plain(text);
  }

  /** Returns what would end a part of the text. */
  private static String plain(String text) {
    return text.replaceAll("\\s", "_");
  }

  /** Reads it from its text. */
  public static SeenContent parse(String text) {
    String[] parts = text.split(SEPARATOR, -1);
    if (parts.length != PARTS) {
      throw new IllegalStateException("the index has what it did not write");
    }
    return new SeenContent(
        parts[0],
        Long.parseLong(parts[1]),
        Double.parseDouble(parts[2]),
        parts[3],
        parts[4].isEmpty() ? null : parts[4],
        parts[5].isEmpty() ? null : parts[5],
        Long.parseLong(parts[6]),
        list(parts[7]),
        list(parts[8]));
  }

  private static List<String> list(String words) {
    return words.isEmpty() ? List.of() : Arrays.asList(words.split(" ", -1));
  }

  /** One text for one content; {@link #parse} reads it. */
  public String text() {
    return String.join(
        SEPARATOR,
        state,
        Long.toString(episode),
        String.format(Locale.ROOT, "%.1f", score),
        severity,
        Objects.requireNonNullElse(verdict, ""),
        Objects.requireNonNullElse(closedBy, ""),
        Long.toString(lastSeen),
        String.join(" ", indicators),
        String.join(" ", streams));
  }
}
