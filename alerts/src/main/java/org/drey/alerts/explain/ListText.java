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
import org.drey.event.Track;

/** Lines of a list for a terminal of some width: one for each alert, if it is wide enough. */
public final class ListText {
  private static final String INDENT = "    ";

  private final int letters;
  private final int width;
  private final Instant now;

  /**
   * Lines of a width.
   *
   * @param letters of each id
   */
  public ListText(int letters, int width, Instant now) {
    this.letters = letters;
    this.width = width;
    this.now = now;
  }

  /**
   * Returns the lines of an alert: how urgent, about whom, what, since when, and what hangs on it.
   */
  public List<String> lines(ListedAlert listed) {
    AlertRow row = listed.row();
    String indent = listed.isUnder() ? INDENT : "";
    String head =
        indent
            + String.format(
                Locale.ROOT,
                "%s  %s  %-13s  %-22s",
                row.id(letters),
                urgency(row),
                standing(row),
                TrackWords.brief(row.track(), row.entityKind())
                    + " "
                    + TrackWords.shortened(row.entity()));
    String what = PlainText.text(what(listed));
    List<String> lines = new ArrayList<>();
    if (head.length() + 2 + what.length() <= width) {
      lines.add(PlainText.text(head) + "  " + what);
    } else {
      lines.add(PlainText.text(head).stripTrailing());
      wrap(indent, what, lines);
    }
    if (row.waiting() != null) {
      wrap(indent, row.waiting(), lines);
    }
    if (!listed.alike().isEmpty()) {
      wrap(indent, alike(listed.alike()), lines);
    }
    return lines;
  }

  private void wrap(String indent, String text, List<String> lines) {
    TextLayout paper = new TextLayout(width - INDENT.length() - indent.length() + 2, false);
    paper.text(text);
    paper.lines().forEach(line -> lines.add(indent + INDENT + line.strip()));
  }

  private String what(ListedAlert listed) {
    AlertRow row = listed.row();
    Instant last = Instant.ofEpochMilli(row.lastSeen());
    boolean isReplayed = row.isReplayed();
    String gist = row.gist().endsWith(".") ? row.gist() : row.gist() + ";";
    ReceiverGroup group = listed.group();
    return group == null
        ? gist + " " + SeenWords.of(Instant.ofEpochMilli(row.firstSeen()), last, isReplayed, now)
        : group.words(SeenWords.last(last, isReplayed, now)) + "; " + row.gist();
  }

  private String alike(List<AlertRow> alike) {
    return "and "
        + alike.size()
        + " alike: "
        + alike.stream().map(row -> row.id(letters)).collect(Collectors.joining(" "));
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
}
