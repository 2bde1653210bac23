package org.drey.alerts.handover;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.drey.alerts.handover.HtmlPage.Block;
import org.drey.alerts.handover.HtmlPage.Kind;
import org.drey.alerts.handover.HtmlPage.Span;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.EntityKind;

/** The text of a report, with so many at most of each kind of thing. */
final class SarText {
  static final String TITLE = "Draft of a suspicious activity report";

  /** Rules are an operator's own, too; their sentences may be long. */
  private static final int MAX_SENTENCE = 300;

  private static final String NUMBERED =
      "Who has a number in place of a token may be a victim; the numbers of payments and events"
          + " lead to them.";

  private static final String CONCLUSION =
      "The person who files it writes the conclusion here: what was checked and with whom, what"
          + " else could explain it, and why it is still reported.";

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private final HandoverContents handover;
  private final int most;
  private final HandoverStory story;
  private final HandoverFigures figures;
  private final SarEvents events;
  private final List<Block> blocks = new ArrayList<>();

  SarText(HandoverContents handover, HandoverStory story, int most) {
    this.handover = handover;
    this.most = most;
    this.story = story;
    this.figures = new HandoverFigures(handover, story, handover.currency());
    this.events = new SarEvents(figures, handover.alerts().size() == 1);
  }

  List<Block> blocks() {
    add(Kind.TITLE, Span.words(TITLE));
    terms();
    subjects();
    figures();
    reason();
    forTheSubject();
    conclusion();
    happened();
    unknown();
    return List.copyOf(blocks);
  }

  private void add(Kind kind, Span... spans) {
    blocks.add(Block.of(kind, spans));
  }

  private void more(int left, String what) {
    if (left > 0) {
      add(Kind.ITEM, Span.words("and " + left + " more " + what + ", on request"));
    }
  }

  private void terms() {
    Instant expires =
        handover.alerts().stream()
            .map(HandedOverAlert::expires)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    String organisation = handover.sharing().organisation();
    add(
        Kind.PARAGRAPH,
        Span.words(
            handover.sharing().tlp().label()
                + ". Delete or review by "
                + MINUTE.format(expires)
                + ". Reporter: "
                + (organisation == null ? "UNKNOWN" : organisation)
                + "."));
    add(
        Kind.PARAGRAPH,
        Span.words(
            "Made from metadata with pseudonyms: put names, accounts and addresses where the tokens"
                + " are before it is filed. Glossary code to check in the current booklet (UK):"
                + " XXV3XX."));
  }

  private void subjects() {
    List<HandedOverAlert> alerts = handover.alerts();
    boolean victims = alerts.stream().anyMatch(HandedOverAlert::isVictim);
    if (victims) {
      add(Kind.HEADING, Span.words("Help first"));
      alerts.stream()
          .filter(HandedOverAlert::isVictim)
          .findFirst()
          .ifPresent(
              one -> one.view().help().forEach(line -> add(Kind.PARAGRAPH, Span.words(line))));
    }
    add(Kind.HEADING, Span.words(alerts.size() == 1 ? "Subject" : "Subjects"));
    for (int i = 0; i < Math.min(most, alerts.size()); i++) {
      subject(i, alerts.get(i));
    }
    more(alerts.size() - most, "subjects");
    Case theCase = handover.theCase();
    if (theCase != null && handover.hubGoes()) {
      add(
          Kind.PARAGRAPH,
          Span.words("In common: the " + kind(theCase.getEntityKind()) + " "),
          Span.token(theCase.getEntity()),
          Span.words("."));
    }
  }

  private void subject(int index, HandedOverAlert one) {
    Alert alert = one.alert();
    add(
        Kind.ITEM,
        Span.words(name(index) + ": " + kind(alert.getEntityKind()) + " "),
        Span.token(alert.getEntity()),
        Span.words(
            ". "
                + one.view().who()
                + ". Type: "
                + (one.isVictim() ? "victim" : "for the reporter to say; UNKNOWN until then")
                + ". Decided on "
                + MINUTE.format(one.decided().time())
                + ": "
                + one.decided().words()
                + ". Alert "),
        Span.token(alert.getAlertId()),
        Span.words("."));
  }

  private String name(int index) {
    return handover.alerts().size() == 1 ? "Main subject" : "Subject " + (index + 1);
  }

  private void reason() {
    add(Kind.HEADING, Span.words("Reason"));
    List<HandedOverAlert> alerts = handover.alerts();
    for (int i = 0; i < Math.min(Math.max(1, most), alerts.size()); i++) {
      HandedOverAlert one = alerts.get(i);
      add(
          Kind.PARAGRAPH,
          Span.words(
              name(i)
                  + ", from "
                  + MINUTE.format(one.alert().getFirstSeen())
                  + " to "
                  + MINUTE.format(one.alert().getLastSeen())
                  + ":"));
      sentences(
          one.view().reasons().stream().map(why -> why.sentences() + why.often()).toList(),
          "reasons");
    }
  }

  /** An alert's benign findings, and what the payment firm knows of payer and payee. */
  private void forTheSubject() {
    if (handover.alerts().stream().allMatch(HandedOverAlert::isVictim)) {
      return; // they are no suspects
    }
    add(Kind.HEADING, Span.words("Reasons against the suspicion"));
    List<String> found = new ArrayList<>();
    for (int i = 0; i < handover.alerts().size(); i++) {
      String name = handover.alerts().size() == 1 ? "" : name(i) + ": ";
      handover.alerts().get(i).view().offsets().stream()
          .map(less -> name + less.sentence())
          .forEach(found::add);
    }
    found.addAll(figures.relations());
    if (found.isEmpty()) {
      found.add("Nothing was found; that is no proof that there is nothing.");
    }
    sentences(found, "of these");
  }

  private void conclusion() {
    add(Kind.HEADING, Span.words("Conclusion of the analyst"));
    add(Kind.PARAGRAPH, Span.words(CONCLUSION));
  }

  private void sentences(List<String> sentences, String what) {
    sentences.stream().limit(most).forEach(one -> add(Kind.ITEM, Span.words(cut(one))));
    more(sentences.size() - most, what);
  }

  private static String cut(String sentence) {
    return sentence.length() <= MAX_SENTENCE
        ? sentence
        : sentence.substring(0, MAX_SENTENCE - 1) + "\u2026";
  }

  private void figures() {
    if (figures.totals().isEmpty()) {
      return;
    }
    add(Kind.HEADING, Span.words("In figures"));
    figures.totals().forEach(one -> add(Kind.ITEM, Span.words(one)));
    Map<HandoverParty, String> counterparts = figures.counterparts();
    counterparts.entrySet().stream()
        .limit(most)
        .forEach(one -> add(Kind.ITEM, events.name(one.getKey()), Span.words(one.getValue())));
    more(counterparts.size() - most, "who paid or were paid");
    if (counterparts.keySet().stream().anyMatch(one -> one.token() == null)) {
      add(Kind.PARAGRAPH, Span.words(NUMBERED));
    }
  }

  /** The newest, if there is no room for all. */
  private void happened() {
    List<Block> all = events.items(story);
    if (all.isEmpty()) {
      return;
    }
    add(
        Kind.HEADING,
        Span.words(
            "Course of events, in UTC"
                + (handover.currency() == null ? ", amounts in the reference currency" : "")));
    blocks.addAll(all.subList(Math.max(0, all.size() - most), all.size()));
    more(all.size() - most, "events, earlier ones");
  }

  private void unknown() {
    add(Kind.HEADING, Span.words("Not known"));
    if (handover.alerts().size() == 1) {
      handover.alerts().get(0).view().unknown().forEach(one -> add(Kind.ITEM, Span.words(one)));
    } else {
      add(Kind.ITEM, Span.words("No content was looked at: what was said or shown is UNKNOWN."));
    }
    add(
        Kind.ITEM,
        Span.words("Names, dates of birth, addresses and account numbers: UNKNOWN to this draft."));
  }

  private static String kind(EntityKind kind) {
    return kind == EntityKind.SUBJECT ? "person" : kind.name().toLowerCase(Locale.ROOT);
  }
}
