package org.drey.collect.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.collect.feed.ClearValue;
import org.drey.collect.feed.FeedSums;
import org.drey.collect.feed.RefusalReason;
import org.drey.collect.feed.TestFeed;
import org.drey.collect.feed.TestFiles;
import org.drey.collect.feed.TokenKeys;
import org.drey.collect.feed.TokenMaker;
import org.drey.collect.format.LineFormat;
import org.drey.collect.format.ProductFormats;
import org.drey.event.EntityKind;
import org.drey.event.Payment;
import org.drey.event.PaymentReporter;
import org.drey.event.TopicNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payments on their way from a line to the brokers. */
final class PaymentLinesTest {
  private static final String CARD = "4000000000000002";

  @TempDir private Path folder;

  private TokenKeys keys() throws Exception {
    return TokenKeys.read(TestFiles.secret(folder.resolve("tokens.key"), "1: " + TestFiles.KEY_1));
  }

  private static LineFeeds take(TestFeed feed, String format, String... lines) throws Exception {
    LineFeeds feeds =
        new LineFeeds(
            LineFormat.read(ProductFormats.find(format)),
            Map.of(TopicNames.PAYMENTS, feed.feed()),
            feed.feed().counts(),
            feed.feed().clock());
    LineIntake intake = feeds.intake();
    long position = 0;
    for (String line : lines) {
      byte[] bytes = line.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      intake.take(bytes, position);
      position += bytes.length + 1;
    }
    return feeds;
  }

  private static String sent(TestFeed feed) {
    return feed.values().stream()
        .map(value -> new String(value, StandardCharsets.ISO_8859_1))
        .collect(Collectors.joining());
  }

  @Test
  void cardIsATokenAndNeverInTheClear() throws Exception {
    TestFeed feed = TestFeed.ofPayments(true, keys());
    take(
        feed,
        "iso8583-json",
        "{'mti':'0210','2':'%s','3':'000000','4':'000000001500','7':'0302093000','19':'826',"
                .formatted(CARD)
            + "'20':'826','32':'12','37':'606109000001','39':'00','42':'SHOP-1','49':'826'}");
    take(
        feed,
        "card-csv",
        "transaction_id,transaction_time,card_number,card_country,merchant_id,merchant_country,"
            + "mcc,amount,currency,status",
        "T-1,2026-03-02T09:31:00Z,%s,GB,12/SHOP-1,GB,5411,15.00,GBP,APPROVED".formatted(CARD));
    List<Payment> payments = feed.payments();
    String token = new TokenMaker(keys()).token(1, ClearValue.of(EntityKind.SUBJECT, CARD));
    assertEquals(List.of(token, token), payments.stream().map(Payment::getSubject).toList());
    assertEquals(payments.get(0).getPayee(), payments.get(1).getPayee());
    assertNotEquals(payments.get(0).getPayee(), payments.get(0).getMerchant());
    assertFalse(sent(feed).contains(CARD));
    assertFalse(sent(feed).contains("SHOP-1"));
  }

  /** One transfer, reported by both banks: each knows the account of the other. */
  @Test
  void bothSidesOfATransferHaveTheSameTokens() throws Exception {
    TestFeed feed = TestFeed.ofPayments(true, keys());
    String debit =
        "{'transactionId':'1','bookingDate':'2026-03-01','transactionAmount':{'currency':'EUR',"
            + "'amount':'-10.00'},'creditorAccount':{'iban':'GB29 NWBK 6016 1331 9268 19'},"
            + "'account':{'iban':'DE89370400440532013000'},'bookingStatus':'booked'}";
    String credit =
        "{'AccountId':'22289','TransactionId':'2','Amount':{'Amount':'10.00','Currency':'EUR'},"
            + "'CreditDebitIndicator':'Credit','Status':'Booked','BookingDateTime':"
            + "'2026-03-01T10:00:00Z','CreditorAccount':{'SchemeName':'UK.OBIE.IBAN',"
            + "'Identification':'GB29NWBK60161331926819'},'DebtorAccount':{'SchemeName':"
            + "'UK.OBIE.IBAN','Identification':'DE89370400440532013000'}}";
    take(feed, "berlin-group", debit);
    take(feed, "open-banking-uk", credit);
    List<Payment> payments = feed.payments();
    assertEquals(payments.get(0).getSubject(), payments.get(1).getSubject());
    assertEquals(payments.get(0).getPayee(), payments.get(1).getPayee());
    assertEquals(
        Arrays.asList(PaymentReporter.PAYER_FIRM, PaymentReporter.PAYEE_FIRM),
        payments.stream().map(Payment::getReportedBy).toList());
    assertEquals(
        List.of("DEGB", "DEGB"),
        payments.stream().map(one -> one.getPayerCountry() + one.getPayeeCountry()).toList());
  }

  /** Banks number transactions within one account, so the id is made of the account. */
  @Test
  void oneNumberInTwoAccountsIsTwoPaymentsAndNoDigestOfAnAccount() throws Exception {
    String debit =
        "{'AccountId':'%s','TransactionId':'1','Amount':{'Amount':'10.00','Currency':'GBP'},"
            + "'CreditDebitIndicator':'Debit','Status':'Booked','BookingDateTime':"
            + "'2026-03-01T10:00:00Z','CreditorAccount':{'SchemeName':'UK.OBIE.IBAN',"
            + "'Identification':'GB29NWBK60161331926819'}}";
    String booked =
        "{'entryReference':'2','bookingDate':'2026-03-01','transactionAmount':{'currency':'EUR',"
            + "'amount':'-10.00'},'creditorAccount':{'iban':'GB29NWBK60161331926819'},"
            + "'account':{'iban':'%s'},'bookingStatus':'booked'}";
    TestFeed keyed = TestFeed.ofPayments(true, keys());
    take(keyed, "open-banking-uk", debit.formatted("1"), debit.formatted("2"));
    take(keyed, "open-banking-uk", debit.formatted("1"));
    take(keyed, "berlin-group", booked.formatted("DE89370400440532013000"));
    take(keyed, "berlin-group", booked.formatted("DE02120300000000202051"));
    List<String> ids = keyed.payments().stream().map(Payment::getEventId).toList();
    assertEquals(5, ids.size());
    assertEquals(4, Set.copyOf(ids).size());
    assertEquals(ids.get(0), ids.get(2), "the same transaction, read again");
    assertTrue(ids.stream().allMatch(id -> id.length() == 22), "tokens");
  }

  @Test
  void whatIsRefusedIsCounted() throws Exception {
    TestFeed feed = TestFeed.ofPayments(true, keys());
    String row = "T-%s,%s,4,%s,S,GB,5411,%s,GBP,APPROVED";
    LineFeeds feeds =
        take(
            feed,
            "card-csv",
            "transaction_id,transaction_time,card_number,card_country,merchant_id,"
                + "merchant_country,mcc,amount,currency,status",
            row.formatted("1", "2026-03-02T09:00:00Z", "GB", "1.00"),
            row.formatted("2", "2026-03-02T09:00:00Z", "GB", "-1.00"),
            row.formatted("3", "2026-03-02T09:00:00Z", "GB", "1.00001"),
            row.formatted("4", "2026-03-02T09:00:00Z", "Nowhere", "1.00"),
            row.formatted("5", "2026-03-02T09:00:00", "GB", "1.00"),
            row.formatted("6", "2024-03-02T09:00:00Z", "GB", "1.00"),
            "T-7,2026-03-02T09:00:00Z,4,GB,\"S");
    FeedSums sums = feeds.counts().sums();
    assertEquals(1, feed.values().size());
    assertEquals(
        Map.of(
            RefusalReason.OUT_OF_RANGE, 2L,
            RefusalReason.MISSING_FIELD, 1L,
            RefusalReason.NO_ZONE, 1L,
            RefusalReason.TOO_OLD, 1L,
            RefusalReason.MALFORMED, 1L),
        sums.refused().entrySet().stream()
            .filter(one -> one.getValue() > 0)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}
