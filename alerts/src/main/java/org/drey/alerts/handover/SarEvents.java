package org.drey.alerts.handover;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.drey.alerts.explain.SessionWords;
import org.drey.alerts.handover.HtmlPage.Block;
import org.drey.alerts.handover.HtmlPage.Kind;
import org.drey.alerts.handover.HtmlPage.Span;
import org.jspecify.annotations.Nullable;

/** The payments and live sessions of a report, one after the other. */
final class SarEvents {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  /** Longest time by which an event is said to follow the one before. */
  private static final Duration SOON = Duration.ofHours(3);

  private final HandoverFigures figures;
  private final boolean isOfOne;

  /**
   * Events.
   *
   * @param isOfOne whether the report has one subject, which needs no token
   */
  SarEvents(HandoverFigures figures, boolean isOfOne) {
    this.figures = figures;
    this.isOfOne = isOfOne;
  }

  private record EventLine(Instant time, List<Span> spans) {}

  /** All of them in order of time, an item each. */
  List<Block> items(HandoverStory story) {
    List<EventLine> lines = new ArrayList<>();
    story.payments().forEach(one -> lines.add(new EventLine(one.time(), payment(one))));
    story.sessions().forEach(one -> lines.add(new EventLine(one.time(), session(one))));
    lines.sort(Comparator.comparing(EventLine::time));
    List<Block> items = new ArrayList<>();
    Instant before = null;
    for (EventLine line : lines) {
      List<Span> spans = new ArrayList<>();
      String when = MINUTE.format(line.time()) + after(before, line.time()) + ": ";
      Span first = line.spans().get(0);
      if (first.isToken()) {
        spans.add(Span.words(when));
        spans.add(first);
      } else { // one span: an amount at the beginning of words would be taken for a list's number
        spans.add(Span.words(when + first.text()));
      }
      spans.addAll(line.spans().subList(1, line.spans().size()));
      items.add(new Block(Kind.ITEM, List.copyOf(spans)));
      before = line.time();
    }
    return items;
  }

  private static String after(@Nullable Instant before, Instant time) {
    if (before == null || Duration.between(before, time).compareTo(SOON) >= 0) {
      return "";
    }
    long minutes = Duration.between(before, time).toMinutes();
    return minutes == 0 ? "" : ", " + minutes + " min later";
  }

  private List<Span> payment(HandoverPayment payment) {
    String amount = payment.amount() == null ? "amount UNKNOWN" : figures.money(payment.amount());
    List<Span> spans = new ArrayList<>();
    spans.add(Span.words(amount + ", from "));
    spans.add(name(payment.from()));
    spans.add(Span.words(" (" + payment.details().getPayerCountry() + ") to "));
    spans.add(name(payment.to()));
    spans.add(
        Span.words(
            " (" + payment.details().getPayeeCountry() + "), " + payment.manner() + ". Payment "));
    source(spans, payment.eventId(), payment.provider());
    return spans;
  }

  private List<Span> session(HandoverSession one) {
    String session = SessionWords.session(one.visibility());
    Span host = name(one.host());
    Span viewer = one.viewer() == null ? Span.words("a viewer") : name(one.viewer());
    List<Span> spans = new ArrayList<>();
    switch (one.type()) {
      case "JOINED", "LEFT" -> {
        spans.add(viewer);
        String did = one.type().equals("JOINED") ? " joined " : " left ";
        spans.add(Span.words(did + session + one.ofHost()));
        spans.add(host);
      }
      default -> {
        spans.add(Span.words(session + one.ofHost()));
        spans.add(host);
        spans.add(Span.words(" " + HandoverSession.words(one.type())));
      }
    }
    spans.add(Span.words(SessionWords.size(one.viewers(), one.seconds()) + ". Event "));
    source(spans, one.eventId(), one.provider());
    return spans;
  }

  private static void source(List<Span> spans, String eventId, String provider) {
    spans.add(Span.token(eventId));
    spans.add(Span.words(" of "));
    spans.add(Span.token(provider));
    spans.add(Span.words("."));
  }

  /** Returns what a text calls a party: the subject, a number, or a token. */
  Span name(HandoverParty party) {
    if (party.token() == null) {
      return Span.words(party.number());
    }
    return party.isReported() && isOfOne ? Span.words("the subject") : Span.token(party.token());
  }
}
