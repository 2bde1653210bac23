package org.drey.collect.firm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.drey.collect.feed.ClearValue;
import org.drey.collect.feed.EventDoor;
import org.drey.collect.feed.HistoryFeed;
import org.drey.collect.feed.ObservedEvent;
import org.drey.collect.feed.TestFeed;
import org.drey.collect.feed.TokenMaker;
import org.drey.event.AgeBand;
import org.drey.event.Channel;
import org.drey.event.EntityKind;
import org.drey.event.KycLevel;
import org.drey.event.PayeeKind;
import org.drey.event.Payment;
import org.drey.event.PaymentReporter;
import org.drey.event.PaymentStatus;
import org.drey.event.Purpose;
import org.drey.event.Relationship;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PaymentFactsTest {
  private static final String PAYER = "NL26EXAM0000000001";
  private static final String PAYEE = "GB22EXAM00000000000003";

  @TempDir private Path folder;
  private FirmFiles files;
  private int number;

  @BeforeEach
  void begin() {
    files = new FirmFiles(folder);
  }

  private ObservedEvent event(String payer, String payee, Consumer<Payment> said) {
    Payment payment = new Payment();
    payment.setEventTime(TestFeed.NOW);
    payment.setPayeeKind(PayeeKind.UNKNOWN);
    payment.setChannel(Channel.ACCOUNT_TRANSFER);
    payment.setStatus(PaymentStatus.COMPLETED);
    payment.setCurrency("GBP");
    payment.setPayerCountry("NL");
    payment.setPayeeCountry("GB");
    payment.setPayerAgeBand(AgeBand.UNKNOWN);
    payment.setRelationship(Relationship.UNKNOWN);
    payment.setPurpose(Purpose.UNKNOWN);
    payment.setKycLevel(KycLevel.UNKNOWN);
    said.accept(payment);
    Map<String, ClearValue> clear = new HashMap<>();
    clear.put("subject", ClearValue.of(EntityKind.SUBJECT, payer));
    clear.put("payee", ClearValue.of(EntityKind.PAYEE, payee));
    return new ObservedEvent(payment, "id-" + ++number, null, clear);
  }

  /** The first of the records of the event that is sent last: one for each key. */
  private static Payment sent(TestFeed feed, ObservedEvent event) throws Exception {
    feed.feed().door().take(event);
    List<Payment> all = feed.payments();
    return all.get(all.size() - 2);
  }

  private static String said(Payment payment) {
    return String.join(
        " ",
        payment.getPayeeKind().name(),
        payment.getPayerAgeBand().name(),
        payment.getRelationship().name(),
        payment.getKycLevel().name(),
        String.valueOf(payment.getPayerUtcOffsetMinutes()),
        String.valueOf(payment.getPayeeAccountAgeDays()),
        String.valueOf(payment.getPayeeTenureDays()));
  }

  private FirmFiles all() throws Exception {
    return files.customers(FirmFiles.CUSTOMERS).relations(FirmFiles.RELATIONS).pairs();
  }

  @Test
  void whatTheFirmKnowsFillsWhatThePaymentDoesNotSay() throws Exception {
    TestFeed feed = all().feed();
    Payment payment = sent(feed, event(PAYER, PAYEE, said -> {}));
    assertEquals("PERSON UNDER_18 VERIFIED_FAMILY BASIC 60 10 null", said(payment));
    assertEquals(
        "BUSINESS UNKNOWN UNKNOWN UNKNOWN null null null",
        said(sent(feed, event("a stranger", "shop, the first", said -> {}))));
  }

  @Test
  void whoPaysAFriendOnTheFirstDayOfTheFilePaysNoStranger() throws Exception {
    FirmFacts facts = all().facts();
    TestFeed feed = TestFeed.ofPayments(true, files.keys(), facts);
    assertNull(sent(feed, event(PAYER, PAYEE, said -> {})).getPayeeTenureDays());
    assertNull(facts.filled().get("payee_tenure_days"), "so readiness says that it is missing");
    files.pairs.add(7, TestFeed.NOW.minus(PairFile.REACH).minusSeconds(1));
    assertEquals(0, sent(feed, event(PAYEE, PAYER, said -> {})).getPayeeTenureDays());
    assertEquals(1, facts.filled().get("payee_tenure_days"));
  }

  @Test
  void aPaymentOfWhichTheDayAloneIsKnownHasNoHour() throws Exception {
    ObservedEvent timed = event(PAYER, PAYEE, said -> {});
    TestFeed feed = all().feed();
    Payment payment =
        sent(feed, new ObservedEvent(timed.event(), "id", null, timed.clear(), false, true));
    assertEquals("PERSON UNDER_18 VERIFIED_FAMILY BASIC null 10 null", said(payment));
  }

  @Test
  void theChannelIsThatOfThePayersAccountElseOfThePayees() throws Exception {
    String rows =
        """
        account,channel,mcc
        NL26EXAM0000000001,WALLET,
        GB22EXAM00000000000003,GIFT_CARD,5815
        """;
    FirmFacts facts = files.customers(rows).facts();
    TestFeed feed = TestFeed.ofPayments(true, files.keys(), facts);
    Payment assumed = sent(feed, ofAssumedChannel(PAYER, PAYEE));
    assertEquals(Channel.WALLET, assumed.getChannel());
    assertEquals("5815", assumed.getMcc(), "of who is paid");
    Payment toShop = sent(feed, ofAssumedChannel("a stranger", PAYEE));
    assertEquals(Channel.GIFT_CARD, toShop.getChannel());
    Payment neither = sent(feed, ofAssumedChannel("a stranger", "another"));
    assertEquals(Channel.ACCOUNT_TRANSFER, neither.getChannel(), "as it was assumed");
    Payment open = sent(feed, event(PAYER, PAYEE, said -> said.setChannel(Channel.UNKNOWN)));
    assertEquals(Channel.WALLET, open.getChannel());
    Payment said = sent(feed, event(PAYER, PAYEE, payment -> payment.setMcc("5411")));
    assertEquals(Channel.ACCOUNT_TRANSFER, said.getChannel(), "as it is said");
    assertEquals("5411", said.getMcc());
    assertEquals(Map.of("channel", 3L, "mcc", 3L), facts.filled());
  }

  private ObservedEvent ofAssumedChannel(String payer, String payee) {
    ObservedEvent seen = event(payer, payee, said -> {});
    return new ObservedEvent(
        seen.event(), seen.eventId(), null, seen.clear(), false, false, Set.of("channel"));
  }

  @Test
  void whatThePaymentSaysIsNotOverwritten() throws Exception {
    FirmFacts facts = all().facts();
    TestFeed feed = TestFeed.ofPayments(true, files.keys(), facts);
    Payment payment =
        sent(
            feed,
            event(
                PAYER,
                PAYEE,
                said -> {
                  said.setPayeeKind(PayeeKind.CHARITY);
                  said.setPayerAgeBand(AgeBand.ADULT);
                  said.setRelationship(Relationship.NONE);
                  said.setKycLevel(KycLevel.FULL);
                  said.setPayerUtcOffsetMinutes(0L);
                  said.setPayeeAccountAgeDays(7L);
                  said.setPayeeTenureDays(200L);
                }));
    assertEquals("CHARITY ADULT NONE FULL 0 7 200", said(payment));
    assertEquals(Map.of(), facts.filled());
  }

  @Test
  void theCopyOfThePayeesFirmSaysNothingOfThePayer() throws Exception {
    TestFeed feed = all().feed();
    Payment payment =
        sent(feed, event(PAYER, PAYEE, said -> said.setReportedBy(PaymentReporter.PAYEE_FIRM)));
    assertEquals("PERSON UNKNOWN UNKNOWN BASIC null 10 null", said(payment));
    assertEquals(0, files.pairs.size());
  }

  @Test
  void accountsMayBeNamedByTheirTokens() throws Exception {
    TokenMaker tokens = new TokenMaker(files.keys());
    String payer = tokens.token(2, ClearValue.of(EntityKind.SUBJECT, PAYER));
    String payee = tokens.token(1, ClearValue.of(EntityKind.PAYEE, PAYEE));
    files.customers(
        "account,kind,age_band\ntoken:%s,PERSON,ADULT\ntoken: %s,CHARITY,\n"
            .formatted(payer, payee));
    files.relations("payer,payee,relationship\ntoken:%s,%s,BUSINESS\n".formatted(payer, PAYEE));
    assertEquals(
        "CHARITY ADULT BUSINESS UNKNOWN null null null",
        said(sent(files.feed(), event(PAYER, PAYEE, said -> {}))));
  }

  @Test
  void aPayeeIsKnownSinceTheEarliestPaymentThatWasSeen() throws Exception {
    TestFeed feed = all().feed();
    files.pairs.add(7, TestFeed.NOW.minus(Duration.ofDays(399)));
    Instant first = TestFeed.NOW.minus(Duration.ofDays(200));
    assertEquals(0, paid(feed, first));
    assertEquals(0, paid(feed, first.plus(Duration.ofDays(1)).minusMillis(1)));
    assertEquals(1, paid(feed, first.plus(Duration.ofDays(1))));
    assertEquals(0, paid(feed, first.minus(Duration.ofDays(5)))); // late, and now the first
    assertEquals(205, paid(feed, TestFeed.NOW));
    assertEquals(205, paid(feed, TestFeed.NOW)); // the same again
    Payment back = sent(feed, event(PAYEE, PAYER, said -> {}));
    assertEquals(0, back.getPayeeTenureDays(), "another pair");
  }

  private long paid(TestFeed feed, Instant at) throws Exception {
    return sent(feed, event(PAYER, PAYEE, said -> said.setEventTime(at))).getPayeeTenureDays();
  }

  @Test
  void whatWasDeclinedGivenBackOrRefusedIsNoFirstPayment() throws Exception {
    TestFeed feed = files.pairs().feed();
    files.pairs.add(7, TestFeed.NOW.minus(Duration.ofDays(300)));
    Instant before = TestFeed.NOW.minus(Duration.ofDays(100));
    for (PaymentStatus status : List.of(PaymentStatus.DECLINED, PaymentStatus.REVERSED)) {
      Payment payment =
          sent(
              feed,
              event(
                  PAYER,
                  PAYEE,
                  said -> {
                    said.setStatus(status);
                    said.setEventTime(before);
                  }));
      assertEquals(0, payment.getPayeeTenureDays());
    }
    EventDoor door = feed.feed().door();
    door.take(event(PAYER, PAYEE, said -> said.setAmountMinor(-1)));
    door.take(event(PAYER, PAYEE, said -> said.setEventTime(TestFeed.NOW.plusSeconds(999))));
    assertEquals(1, files.pairs.size());
    assertEquals(0, paid(feed, TestFeed.NOW));
    assertEquals(2, files.pairs.size());
  }

  @Test
  void historyFillsPairsHoweverOldAndSendsNothing() throws Exception {
    HistoryFeed history = new HistoryFeed(files.pairs().facts(), () -> TestFeed.NOW);
    EventDoor door = history.door();
    Instant longAgo = TestFeed.NOW.minus(Duration.ofDays(4_000));
    door.take(event(PAYER, PAYEE, said -> said.setEventTime(longAgo)));
    door.take(event(PAYER, PAYEE, said -> said.setStatus(PaymentStatus.DECLINED)));
    door.take(event(PAYER, PAYEE, said -> said.setReportedBy(PaymentReporter.PAYEE_FIRM)));
    door.take(event(PAYER, PAYEE, said -> said.put("event_time", null)));
    assertEquals(1, history.counts().sums().sent());
    assertEquals(3, history.counts().sums().filtered());
    assertEquals(4_000, paid(files.feed(), TestFeed.NOW));
  }

  @Test
  void aFirmThatKnowsNothingFillsNothing() throws Exception {
    TestFeed feed = files.feed();
    assertEquals(
        "UNKNOWN UNKNOWN UNKNOWN UNKNOWN null null null",
        said(sent(feed, event(PAYER, PAYEE, said -> {}))));
  }
}
