package org.drey.collect.iso20022;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.drey.collect.feed.RefusalReason;
import org.drey.event.Payment;
import org.drey.event.PaymentStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payments and what becomes of them. */
final class PaymentMatcherTest {
  private static final Map<String, String> PAID =
      Map.of("2005 GBP", "COMPLETED", "1200 JPY", "COMPLETED", "99 USD", "COMPLETED");
  private static final Map<String, String> ONE_DECLINED =
      Map.of("2005 GBP", "COMPLETED", "1200 JPY", "DECLINED", "99 USD", "COMPLETED");

  @TempDir private Path folder;

  private TestMessages messages() throws Exception {
    return TestMessages.in(folder);
  }

  private static String status(String from, String to) throws Exception {
    return TestMessages.text("status").replace(from, to);
  }

  @Test
  void anEarlyRejectionDeclinesInWhicheverOrder() throws Exception {
    for (List<String> order :
        List.of(List.of("transfer", "status"), List.of("status", "transfer"))) {
      TestMessages seen = messages().read(order.toArray(String[]::new)).end();
      assertEquals(ONE_DECLINED, seen.outcomes(), order::toString);
      assertEquals(3, seen.sums().sent());
      assertEquals(2, seen.sums().filtered(), "the rejection, and an acceptance");
      assertEquals(0, seen.sums().pending());
    }
  }

  @Test
  void aLateRejectionIsAnEventOfItsOwn() throws Exception {
    TestMessages early = messages().read("transfer").readText(status("09:05:00Z", "09:15:00.250Z"));
    assertEquals(ONE_DECLINED, early.end().outcomes(), "a quarter of an hour to the millisecond");
    TestMessages seen = messages().read("transfer").readText(status("09:05:00Z", "09:15:00.251Z"));
    assertEquals("DECLINED, COMPLETED", seen.end().outcomes().get("1200 JPY"));
    List<Payment> payments = seen.feed.payments();
    Payment declined =
        payments.stream().filter(p -> p.getStatus() == PaymentStatus.DECLINED).findFirst().get();
    assertEquals(Instant.parse("2026-03-02T09:15:00.251Z"), declined.getEventTime());
    assertEquals(
        4, payments.stream().map(Payment::getEventId).distinct().count(), "it has its own id");
    assertEquals(
        1,
        payments.stream()
            .filter(p -> p.getAmountMinor() == 1_200)
            .map(Payment::getPayee)
            .distinct()
            .count());
  }

  @Test
  void aReturnIsAnEventOfItsOwnWithWhatCameBack() throws Exception {
    for (List<String> order :
        List.of(List.of("transfer", "return"), List.of("return", "transfer", "return"))) {
      TestMessages seen = messages().read(order.toArray(String[]::new)).end();
      assertEquals("COMPLETED", seen.outcomes().get("2005 GBP"));
      assertTrue(seen.outcomes().get("2210 EUR").startsWith("REVERSED"));
    }
  }

  @Test
  void withoutItsPaymentAReturnIsRefusedUnlessItRepeatsIt() throws Exception {
    TestMessages alone = messages().read("return").end();
    assertEquals(1, alone.refused(RefusalReason.NO_PAYMENT));
    String text = TestMessages.text("transfer");
    int from = text.indexOf("<Dbtr>");
    String parties = text.substring(from, text.indexOf("<RmtInf>", from));
    String full =
        TestMessages.text("return")
            .replace("</TxInf>", "<OrgnlTxRef>" + parties + "</OrgnlTxRef></TxInf>");
    TestMessages seen = messages().readText(full).end();
    assertEquals(Map.of("2210 EUR", "REVERSED"), seen.outcomes());
    Payment known = messages().read("transfer").readText(full).end().feed.payments().get(0);
    assertEquals(known.getEventId(), seen.feed.payments().get(0).getEventId());
    assertEquals(known.getPayee(), seen.feed.payments().get(0).getPayee());
  }

  @Test
  void aNameThatTwoPaymentsShareMeansNeither() throws Exception {
    String bare = status("<OrgnlTxId>T-2</OrgnlTxId>", "<OrgnlEndToEndId>RENT</OrgnlEndToEndId>");
    TestMessages seen = messages().read("transfer").readText(bare).end();
    assertEquals(PAID, seen.outcomes());
    assertEquals(1, seen.refused(RefusalReason.NO_PAYMENT));
    TestMessages before = messages().readText(bare).read("transfer").end();
    assertEquals(PAID, before.outcomes());
    TestMessages elsewhere = messages().read("transfer").readText(status("M-1", "M-2")).end();
    assertEquals(PAID, elsewhere.outcomes(), "the id is of another message");
  }

  @Test
  void aMessageIsRejectedAsAWhole() throws Exception {
    String group =
        """
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.002.001.10"><FIToFIPmtStsRpt>
        <GrpHdr><MsgId>S-2</MsgId><CreDtTm>%s</CreDtTm></GrpHdr>
        <OrgnlGrpInfAndSts><OrgnlMsgId>M-1</OrgnlMsgId><GrpSts>RJCT</GrpSts></OrgnlGrpInfAndSts>
        </FIToFIPmtStsRpt></Document>""";
    String early = group.formatted("2026-03-02T09:01:00Z");
    Map<String, String> declined =
        Map.of("2005 GBP", "DECLINED", "1200 JPY", "DECLINED", "99 USD", "DECLINED");
    assertEquals(declined, messages().read("transfer").readText(early).end().outcomes());
    TestMessages seen = messages().readText(early).read("transfer").end();
    assertEquals(declined, seen.outcomes());
    assertEquals(1, seen.sums().filtered());
    String late = group.formatted("2026-03-02T09:50:00Z");
    TestMessages after = messages().read("transfer").readText(late).end();
    assertEquals(6, after.sums().sent());
    assertEquals(7, after.sums().read());
    assertEquals(6, after.feed.payments().stream().map(Payment::getEventId).distinct().count());
  }

  @Test
  void whatDoesNotFitIsSentAndMissesItsRejection() throws Exception {
    TestMessages seen = TestMessages.of(folder, 1).read("transfer");
    assertEquals(2, seen.feed.payments().size(), "the oldest go first");
    seen.readText(status("T-3", "T-9").replace("T-2", "T-3"));
    assertEquals("DECLINED", seen.end().outcomes().get("99 USD"));
    TestMessages small = TestMessages.of(folder, 1).read("transfer", "status").end();
    assertEquals(PAID, small.outcomes());
    assertEquals(1, small.refused(RefusalReason.NO_PAYMENT));
  }

  @Test
  void aUetrMeansNoPaymentWithAnother() throws Exception {
    String other =
        "<OrgnlUETR>0a0b0c0d-0000-4000-8000-00000000000%d</OrgnlUETR><OrgnlTxId>T-1</OrgnlTxId>";
    String named = "<OrgnlTxId>T-2</OrgnlTxId>";
    TestMessages seen =
        messages().read("transfer").readText(status(named, other.formatted(2))).end();
    assertEquals(PAID, seen.outcomes());
    assertEquals(1, seen.refused(RefusalReason.NO_PAYMENT));
    TestMessages same = messages().read("transfer").readText(status(named, other.formatted(1)));
    assertEquals("DECLINED", same.end().outcomes().get("2005 GBP"));
    String outside = other.formatted(2).replace("T-1", "T-2");
    TestMessages weak =
        messages()
            .read("transfer")
            .readText(status(named, outside).replace("<OrgnlMsgId>M-1</OrgnlMsgId>", ""));
    assertEquals(PAID, weak.end().outcomes(), "the payment would have a UETR");
  }

  @Test
  void aMessageOfWhichThereAreTwoIsRejectedOnlyByItsTime() throws Exception {
    String second =
        TestMessages.text("transfer").replace("09:00:00.250Z", "09:01:00Z").replace("T-", "X-");
    String group =
        """
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.002.001.10"><FIToFIPmtStsRpt>
        <GrpHdr><MsgId>S-2</MsgId><CreDtTm>2026-03-02T09:05:00Z</CreDtTm></GrpHdr>
        <OrgnlGrpInfAndSts><OrgnlMsgId>M-1</OrgnlMsgId>%s<GrpSts>RJCT</GrpSts></OrgnlGrpInfAndSts>
        </FIToFIPmtStsRpt></Document>""";
    TestMessages neither = messages().read("transfer").readText(second);
    neither.readText(group.formatted("")).end();
    assertEquals("COMPLETED, COMPLETED", neither.outcomes().get("1200 JPY"));
    assertEquals(1, neither.refused(RefusalReason.NO_PAYMENT));
    String time = "<OrgnlCreDtTm>2026-03-02T09:01:00Z</OrgnlCreDtTm>";
    TestMessages one = messages().read("transfer").readText(second);
    one.readText(group.formatted(time)).end();
    assertEquals("COMPLETED, DECLINED", one.outcomes().get("1200 JPY"));
  }

  @Test
  void aPaymentIsDeclinedLateOnce() throws Exception {
    String late = status("09:05:00Z", "09:20:00Z");
    TestMessages seen = messages().read("transfer").readText(late);
    seen.readText(late.replace("S-1", "S-3")).end();
    assertEquals("DECLINED, COMPLETED", seen.outcomes().get("1200 JPY"));
    assertEquals(3, seen.sums().filtered(), "two acceptances, and a rejection again");
  }

  @Test
  void manyThatShareANameAreForgottenInTurn() {
    ReferenceIndex<Object> index = new ReferenceIndex<>();
    PaymentReference name = PaymentReference.ofMessage("M-1", null);
    List<Object> all = Stream.generate(Object::new).limit(100_000).toList();
    all.forEach(one -> index.add(List.of(name), one));
    for (Object one : all) {
      assertSame(one, index.first(name));
      index.remove(List.of(name), one);
    }
    assertEquals(0, index.count(name));
  }
}
