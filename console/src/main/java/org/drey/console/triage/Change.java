package org.drey.console.triage;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.drey.console.index.AlertIndex.Revision;
import org.jspecify.annotations.Nullable;

/** What has become of an alert since a look. */
public record Change(Kind kind, String words) {
  private static final double NOTABLE_POINTS = 0.05;
  private static final double STRONGER_POINTS = 10;

  /** What has changed, the most important first. */
  public enum Kind {
    NEW,
    REOPENED,
    STRONGER,
    WITHDRAWN,
    CLOSED,
    CHANGED
  }

  /**
   * Between two revisions.
   *
   * @param before the last one of the look; null if there is none any more, or was none
   */
  public static Change of(@Nullable Revision before, Revision now) {
    if (before == null) {
      return now.revision() <= 1 || now.state().equals("OPEN")
          ? new Change(Kind.NEW, "new")
          : new Change(Kind.CHANGED, "what it was before is no longer on the topic");
    }
    if (!before.state().equals(now.state())) {
      return switch (now.state()) {
        case "WITHDRAWN" -> new Change(Kind.WITHDRAWN, "withdrawn: it no longer holds");
        case "CLOSED" ->
            new Change(
                Kind.CLOSED,
                now.verdict() == null ? "closed by quiet" : "closed: " + now.verdict());
        default -> new Change(Kind.REOPENED, "open again, it was " + lower(before.state()));
      };
    }
    return stronger(before, now);
  }

  private static Change stronger(Revision before, Revision now) {
    double points = now.score() - before.score();
    List<String> streams = added(before.streams(), now.streams());
    List<String> indicators = added(before.indicators(), now.indicators());
    StringBuilder words = new StringBuilder();
    if (Math.abs(points) >= NOTABLE_POINTS) {
      words.append(String.format(Locale.ROOT, "%+.1f points", points));
    }
    if (!indicators.isEmpty()) {
      words
          .append(words.isEmpty() ? "" : ", ")
          .append("new: ")
          .append(String.join(", ", indicators));
    }
    if (!streams.isEmpty()) {
      words.append(words.isEmpty() ? "" : ", ").append("a new kind of source");
    }
    boolean isStronger = points >= STRONGER_POINTS || !streams.isEmpty() || !indicators.isEmpty();
    return new Change(
        isStronger ? Kind.STRONGER : Kind.CHANGED,
        words.isEmpty() ? "a new revision of the same content" : words.toString());
  }

  private static List<String> added(String before, String now) {
    List<String> known = Arrays.asList(before.strip().split(" ", -1));
    return Arrays.stream(now.strip().split(" ", -1))
        .filter(one -> !one.isEmpty() && !known.contains(one))
        .toList();
  }

  private static String lower(String symbol) {
    return symbol.toLowerCase(Locale.ROOT);
  }
}
