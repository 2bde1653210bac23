package org.drey.alerts.handover;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.drey.alerts.handover.HtmlPage.Block;
import org.drey.alerts.handover.HtmlPage.Kind;
import org.drey.alerts.handover.HtmlPage.Span;
import org.drey.event.Alert;

/** The text of a letter to a service. Of the alert it reads figures, days and the service alone. */
final class NoticeText {
  static final String TITLE = "Notice to a service";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

  private final HandedOverAlert handed;
  private final SharingTerms sharing;
  private final List<Block> blocks = new ArrayList<>();

  NoticeText(HandoverContents handover) {
    this.handed = handover.alerts().get(0);
    this.sharing = handover.sharing();
  }

  List<Block> blocks() {
    add(Kind.TITLE, Span.words(TITLE));
    beginning();
    seen();
    notLookedAt();
    asked();
    answer();
    return List.copyOf(blocks);
  }

  private void add(Kind kind, Span... spans) {
    blocks.add(Block.of(kind, spans));
  }

  private void item(String words) {
    add(Kind.ITEM, Span.words(words));
  }

  private void beginning() {
    Alert alert = handed.alert();
    add(
        Kind.PARAGRAPH,
        Span.words("From: " + sharing.organisation() + ". To: the safety team of "),
        Span.token(alert.getEntity()),
        Span.words(". Reference: "),
        Span.token(alert.getAlertId()),
        Span.words("."));
    add(
        Kind.PARAGRAPH,
        Span.words(
            "Signals from metadata indicate that your service is being used for the sexual"
                + " exploitation of children. "
                + (handed.decided().twoAnalysts() ? "Two trained analysts" : "A trained analyst")
                + " looked at them on "
                + day(handed.decided().time())
                + "; the verdict is "
                + handed.decided().verdict().toLowerCase(Locale.ROOT)
                + ". We write to you because you can see what we cannot: what happens on your"
                + " service."));
  }

  private void seen() {
    Alert alert = handed.alert();
    List<Instant> times = ServiceFigure.times(alert);
    add(Kind.HEADING, Span.words("Observations"));
    add(
        Kind.PARAGRAPH,
        Span.words(
            "Since " + day(times.get(0)) + ", last on " + day(times.get(times.size() - 1)) + ":"));
    ServiceFigure.of(alert).forEach(one -> item(one.sentence()));
    add(
        Kind.PARAGRAPH,
        Span.words(
            "Figures are rounded down to a multiple of 5. This letter names no person, and none"
                + " can be found by a figure."));
  }

  private static String day(Instant time) {
    return DAY.format(time);
  }

  private void notLookedAt() {
    add(Kind.HEADING, Span.words("Basis, and limits of the check"));
    item(
        "Metadata under pseudonyms: when, how much and to which country was paid; when people"
            + " joined and left sessions, and whether those were private and paid.");
    item("No content: no person and no program of ours has seen what was said or shown.");
    item(
        "Adult services, lessons, and families far apart can look the same. The figures are a"
            + " reason to look, and no proof against anyone.");
  }

  private void asked() {
    add(Kind.HEADING, Span.words("Our request"));
    item(
        "Look at private paid sessions, first those of new hosts and those that were reported, with"
            + " your own means.");
    item(
        "Where you find exploitation, protect the children first: take down or limit the rooms and"
            + " accounts concerned.");
    item(
        "Preserve evidence as the law that applies to you requires, and copy no material beyond"
            + " that.");
    item(
        "Report what you find to the competent authority or hotline, as your law requires. This"
            + " letter is not such a report.");
    item("Do not let those concerned know of this letter: a warning may harm a child.");
    item(
        "Answer us: whether you found something, what you did, and whom we may ask; also if you"
            + " found nothing. We need no names.");
  }

  private void answer() {
    add(Kind.HEADING, Span.words("Where to answer"));
    add(
        Kind.PARAGRAPH,
        Span.words(sharing.organisation() + ", "),
        Span.token(Objects.requireNonNull(sharing.answerTo(), "refused without")),
        Span.words(", with the reference "),
        Span.token(handed.alert().getAlertId()),
        Span.words("."));
    add(
        Kind.PARAGRAPH,
        Span.words(
            sharing.tlp().label()
                + ": for the service that it is addressed to, and no one else but authorities that"
                + " ask for it. Delete it, or ask us again, by "
                + day(handed.expires())
                + "."));
  }
}
