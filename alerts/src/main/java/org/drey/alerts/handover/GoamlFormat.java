package org.drey.alerts.handover;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.alerts.handover.HandoverParty.Role;
import org.drey.event.Case;

/**
 * The draft of a report for goAML, the reporting system of the United Nations that many financial
 * intelligence units use. Names and accounts are not ours: the firm that files it puts them where
 * the tokens are. The transactions are the payments behind the alerts; without any, the accounts
 * are the parties of an activity.
 */
public final class GoamlFormat implements HandoverFormat {
  private static final String UNKNOWN = "UNKNOWN";
  private static final String DRAFT =
      "Draft: names, accounts and codes are to be filled in before it is filed.";
  private static final int MAX_TEXT = 4000;
  static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

  private final GoamlTerms terms;
  private final GoamlMapping mapping;

  /** For a country. */
  public GoamlFormat(GoamlTerms terms) {
    this.terms = terms;
    this.mapping = terms.mapping();
  }

  @Override
  public boolean isOfOne() {
    return true;
  }

  @Override
  public List<String> problems(String document) throws IOException {
    return terms.problems(document);
  }

  @Override
  public List<String> notes() {
    return terms.words();
  }

  @Override
  public String write(HandoverContents handover) {
    XmlText xml = new XmlText();
    xml.comment(DRAFT);
    xml.start("report");
    HandoverStory story = HandoverStory.of(handover);
    header(xml, handover, story);
    story.payments().forEach(one -> transaction(xml, one));
    if (story.payments().isEmpty()) {
      activity(xml, handover);
    }
    xml.start("report_indicators");
    indicators(handover).forEach(one -> xml.leaf("indicator", one));
    xml.end();
    xml.end();
    return xml.text();
  }

  @Override
  public boolean hasWritten(String beginning) {
    return beginning.startsWith("<?xml") && beginning.contains(DRAFT);
  }

  private void header(XmlText xml, HandoverContents handover, HandoverStory story) {
    xml.leaf("rentity_id", mapping.rentityId());
    xml.leaf("submission_code", "E");
    xml.leaf("report_code", mapping.reportCode());
    Case theCase = handover.theCase();
    xml.leaf(
        "entity_reference",
        theCase == null ? handover.alerts().get(0).alert().getAlertId() : theCase.getCaseId());
    Instant decided =
        handover.alerts().stream()
            .map(one -> one.decided().time())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    xml.leaf("submission_date", SECOND.format(decided));
    xml.leaf("currency_code_local", mapping.currency());
    xml.leaf("reason", cut(GoamlReason.of(handover, story, mapping.knownCurrency())));
    xml.leaf("action", cut(action(handover)));
  }

  private static String action(HandoverContents handover) {
    Instant expires =
        handover.alerts().stream()
            .map(HandedOverAlert::expires)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    return handover.alerts().stream()
            .map(one -> one.decided().words())
            .distinct()
            .collect(Collectors.joining("; "))
        + ". "
        + handover.sharing().tlp().label()
        + ", delete or review by "
        + SECOND.format(expires)
        + ". No content was looked at.";
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }

  private void transaction(XmlText xml, HandoverPayment payment) {
    xml.start("transaction");
    xml.leaf("transactionnumber", payment.eventId());
    xml.leaf("internal_ref_number", payment.provider());
    xml.leaf("transaction_location", UNKNOWN);
    xml.leaf("transaction_description", payment.manner());
    xml.leaf("date_transaction", SECOND.format(payment.time()));
    String channel = payment.details().getChannel();
    xml.leaf("transmode_code", mapping.transmode().getOrDefault(channel, channel));
    if (!mapping.transmodeComment().isEmpty()) {
      xml.leaf("transmode_comment", mapping.transmodeComment());
    }
    xml.leaf("amount_local", payment.amount() == null ? "0.00" : payment.amount().toPlainString());
    side(xml, "from", payment.from(), payment.details().getPayerCountry());
    side(xml, "to", payment.to(), payment.details().getPayeeCountry());
    if (payment.amount() == null) {
      xml.leaf("comments", "The amount is UNKNOWN: fill it in.");
    }
    xml.end();
  }

  private void side(XmlText xml, String side, HandoverParty party, String country) {
    xml.start("t_" + side);
    xml.leaf(side + "_funds_code", mapping.fundsCode());
    account(xml, side + "_account", party);
    xml.leaf(side + "_country", country);
    xml.end();
  }

  private static void account(XmlText xml, String element, HandoverParty party) {
    boolean mayBeVictim = party.role() == Role.MAY_BE_VICTIM || party.role() == Role.VICTIM;
    xml.start(element);
    xml.leaf("institution_code", UNKNOWN);
    xml.leaf("account", party.token() == null ? UNKNOWN : party.token());
    xml.leaf("account_name", UNKNOWN);
    xml.leaf(
        "comments",
        (mayBeVictim ? "May be a victim. " : "")
            + (party.token() == null
                ? "In this report " + party.number() + ". The transaction number names the payment."
                : "A pseudonym: fill in the account."));
    xml.end();
  }

  private static void activity(XmlText xml, HandoverContents handover) {
    xml.start("activity");
    xml.start("report_parties");
    for (HandedOverAlert one : handover.alerts()) {
      xml.start("report_party");
      Role role = one.isVictim() ? Role.VICTIM : Role.SUBJECT;
      account(xml, "account", new HandoverParty(role, one.alert().getEntity(), ""));
      xml.leaf("reason", cut(one.view().who()));
      xml.end();
    }
    xml.end();
    xml.end();
  }

  private Set<String> indicators(HandoverContents handover) {
    Set<String> codes = new LinkedHashSet<>();
    for (HandedOverAlert one : handover.alerts()) {
      one.view()
          .reasons()
          .forEach(
              why ->
                  codes.add(mapping.indicators().getOrDefault(why.indicator(), why.indicator())));
    }
    return codes;
  }
}
