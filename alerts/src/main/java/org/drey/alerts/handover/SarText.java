package org.drey.alerts.handover;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.drey.alerts.handover.HandoverPayment.Party;
import org.drey.alerts.handover.MarkupBlocks.Block;
import org.drey.alerts.handover.MarkupBlocks.Kind;
import org.drey.alerts.handover.MarkupBlocks.Span;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.EntityKind;

/** The text of a report, with so many at most of each kind of thing. */
final class SarText {
  static final String TITLE = "Draft of a suspicious activity report";

  /** Rules are an operator's own, too; their sentences may be long. */
  private static final int MAX_SENTENCE = 300;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private final HandoverContents handover;
  private final int most;
  private final List<Block> blocks = new ArrayList<>();

  SarText(HandoverContents handover, int most) {
    this.handover = handover;
    this.most = most;
  }

  List<Block> blocks() {
    add(Kind.TITLE, Span.words(TITLE));
    terms();
    subjects();
    reason();
    payments();
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
          Span.words("What they have in common: the " + kind(theCase.getEntityKind()) + " "),
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
      sentences(one.view().reasons().stream().map(why -> why.sentences()).toList(), "reasons");
      if (!one.view().offsets().isEmpty()) {
        add(Kind.PARAGRAPH, Span.words("What speaks against it:"));
        sentences(one.view().offsets().stream().map(less -> less.sentence()).toList(), "of these");
      }
    }
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

  /** The newest, if there is no room for all. */
  private void payments() {
    List<HandoverPayment> all = HandoverPayment.of(handover);
    if (all.isEmpty()) {
      return;
    }
    add(Kind.HEADING, Span.words("Payments, in the reference currency"));
    all.subList(Math.max(0, all.size() - most), all.size()).forEach(this::payment);
    more(all.size() - most, "payments, earlier ones");
  }

  private void payment(HandoverPayment payment) {
    String amount = payment.amount() == null ? "amount UNKNOWN" : payment.amount().toPlainString();
    List<Span> spans = new ArrayList<>();
    spans.add(Span.words(MINUTE.format(payment.time()) + ": " + amount + ", from "));
    spans.addAll(party(payment.from(), payment.details().getPayerCountry()));
    spans.add(Span.words(" to "));
    spans.addAll(party(payment.to(), payment.details().getPayeeCountry()));
    spans.add(Span.words(", " + payment.manner() + ". Payment "));
    spans.add(Span.token(payment.eventId()));
    spans.add(Span.words(" of "));
    spans.add(Span.token(payment.provider()));
    spans.add(Span.words("."));
    blocks.add(new Block(Kind.ITEM, List.copyOf(spans)));
  }

  private List<Span> party(Party party, String country) {
    Span where = Span.words(" (" + country + ")");
    return switch (party.role()) {
      case SUBJECT, VICTIM ->
          handover.alerts().size() == 1
              ? List.of(Span.words("the subject"), where)
              : List.of(Span.token(String.valueOf(party.token())), where);
      case OTHER -> List.of(Span.token(String.valueOf(party.token())), where);
      case MAY_BE_VICTIM -> List.of(Span.words("a payer who may be a victim"), where);
    };
  }

  private void unknown() {
    add(Kind.HEADING, Span.words("What is not known"));
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
