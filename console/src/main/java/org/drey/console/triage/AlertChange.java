package org.drey.console.triage;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.drey.console.work.SeenContent;
import org.jspecify.annotations.Nullable;

/** A change of an alert since a visit. */
public record AlertChange(Kind kind, String words) {
  private static final double NOTABLE_POINTS = 0.05;
  private static final double STRONGER_POINTS = 10;
  private static final String SAME = "a new revision of the same content";
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
  public static AlertChange of(@Nullable SeenContent before, SeenContent now, long revision) {
    if (before == null) {
      return revision <= 1 || now.state().equals("OPEN")
          ? new AlertChange(Kind.NEW, "new")
          : new AlertChange(Kind.CHANGED, "what it was before is no longer on the topic");
    }
    boolean isAnother =
        now.episode() != before.episode() || !Objects.equals(now.closedBy(), before.closedBy());
    if (before.state().equals(now.state()) && !isAnother) {
      return stronger(before, now);
    }
    return switch (now.state()) {
      case "WITHDRAWN" -> new AlertChange(Kind.WITHDRAWN, "withdrawn: it no longer holds");
      case "CLOSED" -> // the newest verdict may be of an analyst who was too late
          new AlertChange(
              Kind.CLOSED,
              now.closedBy() == null ? "closed by quiet" : "closed: " + now.closedBy());
      default -> new AlertChange(Kind.REOPENED, reopened(before));
    };
  }

  /** Without points, where they are not shown. */
  public AlertChange withoutPoints() {
    String rest = POINTS.matcher(words).replaceFirst("");
    return new AlertChange(kind, rest.isEmpty() ? kind.name().toLowerCase(Locale.ROOT) : rest);
  }

  private static String reopened(SeenContent before) {
    return before.state().equals("OPEN")
        ? "open again, it was closed in between"
        : "open again, it was " + lower(before.state());
  }

  private static AlertChange stronger(SeenContent before, SeenContent now) {
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
    return new AlertChange(
        isStronger ? Kind.STRONGER : Kind.CHANGED,
        words.isEmpty() ? same(before, now) : words.toString());
  }

  private static String same(SeenContent before, SeenContent now) {
    return now.lastSeen() > before.lastSeen() ? "newer evidence of the same kinds" : SAME;
  }

  /** Returns whether nothing that is shown has changed. */
  public boolean isNone() {
    return words.equals(SAME);
  }

  private static List<String> added(List<String> before, List<String> now) {
    return now.stream().filter(one -> !before.contains(one)).toList();
  }

  private static String lower(String symbol) {
    return symbol.toLowerCase(Locale.ROOT);
  }
}
