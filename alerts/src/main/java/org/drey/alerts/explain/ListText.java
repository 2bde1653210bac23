package org.drey.alerts.explain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.base.PlainText;
import org.drey.event.AlertState;
import org.drey.event.EntityKind;
import org.drey.event.Track;
import org.drey.rules.score.AlertContent;

/** Lines of a list for a terminal of some width: one for each alert, if it is wide enough. */
public final class ListText {
  private static final String INDENT = "    ";

  private final int letters;
  private final int width;
  private final Instant now;
  private final int year;

  /**
   * Lines of a width.
   *
   * @param letters of each id
   * @param rows all that are listed: the year of the newest of a replay is in no line
   */
  public ListText(int letters, int width, Instant now, Collection<AlertRow> rows) {
    this.letters = letters;
    this.width = width;
    this.now = now;
    this.year = year(rows);
  }

  /**
   * Returns the lines of an alert: how urgent, about whom, what, since when, and what hangs on it.
   */
  public List<String> lines(ListedAlert listed) {
    AlertRow row = listed.row();
    String indent = listed.isUnder() ? INDENT : "";
    String head = head(indent, row);
    String what = PlainText.text(what(listed));
    List<String> lines = new ArrayList<>();
    if (head.length() + 2 + what.length() <= width) {
      lines.add(head + "  " + what);
    } else {
      lines.add(head.stripTrailing());
      wrap(indent, what, lines);
    }
    if (row.waiting() != null) {
      wrap(indent, row.waiting(), lines);
    }
    if (!listed.alike().isEmpty()) {
      wrap(indent, alike(listed.alike()), lines);
    }
    if (!listed.otherKey().isEmpty()) {
      wrap(indent, maybeSame(listed), lines);
    }
    return lines;
  }

  /** The token is whole where there is room for it; a name always is. */
  private String head(String indent, AlertRow row) {
    String whole = head(indent, row, PlainText.text(row.entity()));
    return row.entityKind() == EntityKind.DOMAIN || whole.stripTrailing().length() <= width
        ? whole
        : head(indent, row, TrackWords.shortened(row.entity()));
  }

  private String head(String indent, AlertRow row, String token) {
    return indent
        + PlainText.text(
            String.format(
                Locale.ROOT,
                "%s  %s  %-13s  %-33s",
                row.id(letters),
                urgency(row),
                standing(row),
                TrackWords.brief(row.track(), row.entityKind()) + " " + token));
  }

  /** A change of the key gives whoever is seen before and after it a second token. */
  private String maybeSame(ListedAlert listed) {
    String who = TrackWords.brief(listed.row().track(), listed.row().entityKind());
    AlertRow other = listed.otherKey().get(0);
    boolean isOne = listed.alike().isEmpty() && listed.otherKey().size() == 1;
    return (isOne
            ? "may be the same " + who + " as "
            : "each may be the same " + who + " as one of ")
        + ids(listed.otherKey())
        + ": the tokens are of key versions "
        + listed.row().keyVersion()
        + " and "
        + other.keyVersion()
        + ", and a change of key may have split one "
        + who
        + " in two";
  }

  private String ids(List<AlertRow> rows) {
    return rows.stream().map(row -> row.id(letters)).collect(Collectors.joining(" "));
  }

  private void wrap(String indent, String text, List<String> lines) {
    TextLayout layout = new TextLayout(width - INDENT.length() - indent.length() + 2, false);
    layout.text(text);
    layout.lines().forEach(line -> lines.add(indent + INDENT + line.strip()));
  }

  private String what(ListedAlert listed) {
    AlertRow row = listed.row();
    Instant last = Instant.ofEpochMilli(row.lastSeen());
    boolean isReplayed = row.isReplayed();
    ReceiverGroup group = listed.group();
    if (group != null) {
      String latest = isReplayed ? SeenWords.date(last, year) : SeenWords.last(last, false, now);
      return group.words(latest) + "; " + row.gist();
    }
    Instant first = Instant.ofEpochMilli(row.firstSeen());
    String seen =
        isReplayed ? SeenWords.dates(first, last, year) : SeenWords.of(first, last, false, now);
    boolean isSentence = row.gist().isEmpty() || row.gist().endsWith(".");
    return (row.gist() + (isSentence ? " " : "; ") + seen).strip();
  }

  private String alike(List<AlertRow> alike) {
    return "and " + alike.size() + " alike: " + ids(alike);
  }

  private String urgency(AlertRow row) {
    if (row.state() != AlertState.OPEN) {
      return EventWords.words(row.state().name())
          + (row.closedBy() == null ? "" : " by " + row.closedBy());
    }
    if (row.isReplayed()) {
      return row.priority().name();
    }
    Long due = row.dueBy();
    return row.priority()
        + " "
        + (due == null ? "nothing due" : DueWords.left(Instant.ofEpochMilli(due), now));
  }

  /** The score, where it says something: of a young person it does not, on no track. */
  private static String standing(AlertRow row) {
    if (row.victimAlert() != null) {
      return "also victim: " + PossibleVictims.shortened(row.victimAlert());
    }
    return row.track() == Track.VICTIM
        ? "help first"
        : String.format(Locale.ROOT, "%.1f %s", row.score(), row.band());
  }

  /**
   * Returns what priorities of a replay's alerts mean, of which nothing is due: "P1, within an hour
   * when live"; empty where none is a replay's.
   */
  public static String whenLive(Collection<AlertRow> rows) {
    return DueWords.meanings(
        rows.stream()
            .filter(row -> row.isReplayed() && row.state() == AlertState.OPEN)
            .map(row -> new DueWords.PriorityOfTrack(row.priority(), row.track())));
  }

  /** Returns what the signs of the lines mean: the year of dates, and numbers with a plus. */
  public static List<String> legend(Collection<AlertRow> rows) {
    List<String> said = new ArrayList<>();
    if (rows.stream().anyMatch(AlertRow::isReplayed)) {
      said.add("Dates without a year are of " + year(rows) + ".");
    }
    if (rows.stream().anyMatch(row -> AlertGist.isCut(row.gist()))) {
      said.add(
          "A number with + is of the latest "
              + AlertContent.MAX_LISTED
              + " events of its alert; there may be more.");
    }
    return List.copyOf(said);
  }

  private static int year(Collection<AlertRow> rows) {
    long newest =
        rows.stream().filter(AlertRow::isReplayed).mapToLong(AlertRow::lastSeen).max().orElse(0);
    return SeenWords.year(Instant.ofEpochMilli(newest));
  }
}
