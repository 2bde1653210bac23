package org.drey.console.triage;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.drey.console.work.AlertContent;
import org.jspecify.annotations.Nullable;

/** A change of an alert since a visit. */
public record Change(Kind kind, String words) {
  private static final double NOTABLE_POINTS = 0.05;
  private static final double STRONGER_POINTS = 10;
  private static final Pattern POINTS = Pattern.compile("[+-]\\d+\\.\\d points(, )?");

  /** The kind of a change, the most important first. */
  public enum Kind {
    NEW,
    REOPENED,
    STRONGER,
    WITHDRAWN,
    CLOSED,
    CHANGED
  }

  /**
   * Between two contents.
   *
   * @param before what was seen; null if nothing was, or if it is no longer known
   * @param revision the number of the newer one
   */
  public static Change of(@Nullable AlertContent before, AlertContent now, long revision) {
    if (before == null) {
      return revision <= 1 || now.state().equals("OPEN")
          ? new Change(Kind.NEW, "new")
          : new Change(Kind.CHANGED, "what it was before is no longer on the topic");
    }
    boolean isAnother =
        now.episode() != before.episode() || !Objects.equals(now.closedBy(), before.closedBy());
    if (before.state().equals(now.state()) && !isAnother) {
      return stronger(before, now);
    }
    return switch (now.state()) {
      case "WITHDRAWN" -> new Change(Kind.WITHDRAWN, "withdrawn: it no longer holds");
      case "CLOSED" -> // the newest verdict may be of an analyst who was too late
          new Change(
              Kind.CLOSED,
              now.closedBy() == null ? "closed by quiet" : "closed: " + now.closedBy());
      default -> new Change(Kind.REOPENED, reopened(before));
    };
  }

  /** Without points, where they are not shown. */
  public Change withoutPoints() {
    String rest = POINTS.matcher(words).replaceFirst("");
    return new Change(kind, rest.isEmpty() ? kind.name().toLowerCase(Locale.ROOT) : rest);
  }

  private static String reopened(AlertContent before) {
    return before.state().equals("OPEN")
        ? "open again, it was closed in between"
        : "open again, it was " + lower(before.state());
  }

  private static Change stronger(AlertContent before, AlertContent now) {
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
    if (now.verdict() != null && !now.verdict().equals(before.verdict())) {
      words.append(words.isEmpty() ? "" : ", ").append("verdict: ").append(now.verdict());
    }
    boolean isStronger = points >= STRONGER_POINTS || !streams.isEmpty() || !indicators.isEmpty();
    return new Change(
        isStronger ? Kind.STRONGER : Kind.CHANGED,
        words.isEmpty() ? same(before, now) : words.toString());
  }

  private static String same(AlertContent before, AlertContent now) {
    return now.lastSeen() > before.lastSeen()
        ? "newer evidence of the same kinds"
        : "a new revision of the same content";
  }

  private static List<String> added(List<String> before, List<String> now) {
    return now.stream().filter(one -> !before.contains(one)).toList();
  }

  private static String lower(String symbol) {
    return symbol.toLowerCase(Locale.ROOT);
  }
}
