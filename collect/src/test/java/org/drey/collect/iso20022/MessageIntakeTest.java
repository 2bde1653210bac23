package org.drey.collect.iso20022;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.collect.feed.ClearValue;
import org.drey.collect.feed.RefusalReason;
import org.drey.collect.feed.TestFiles;
import org.drey.collect.feed.TokenKeys;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages and the payments that they become. */
final class MessageIntakeTest {
  private static final String PAYER = "NL26EXAM0000000001";
  private static final String PAYEE = "GB22EXAM00000000000003";
  private static final String OTHER = "DE25000000000000000004";

  @TempDir private Path folder;

  private String token(EntityKind kind, String text) throws Exception {
    TokenKeys keys = TokenKeys.read(folder.resolve("tokens.key"));
    return new TokenMaker(keys).token(1, new ClearValue(kind, text));
  }

  @Test
  void aTransferFillsWhatItSaysAndNothingElse() throws Exception {
    Payment payment = TestMessages.in(folder).read("transfer").end().feed.payments().get(0);
    assertEquals(Instant.parse("2026-03-02T08:58:00Z"), payment.getEventTime(), "accepted");
    assertEquals("isp.example", payment.getProvider());
    assertEquals(token(EntityKind.SUBJECT, PAYER), payment.getSubject());
    assertEquals(token(EntityKind.PAYEE, PAYEE), payment.getPayee());
    assertEquals(PayeeKind.PERSON, payment.getPayeeKind());
    assertEquals(Channel.ACCOUNT_TRANSFER, payment.getChannel());
    assertEquals(PaymentStatus.COMPLETED, payment.getStatus());
    assertEquals(2_005, payment.getAmountMinor(), "as instructed");
    assertEquals("GBP", payment.getCurrency());
    assertEquals("BE", payment.getPayerCountry(), "of the address");
    assertEquals("GB", payment.getPayeeCountry(), "of the IBAN");
    assertEquals(Purpose.GIFT, payment.getPurpose());
    assertEquals(AgeBand.UNKNOWN, payment.getPayerAgeBand());
    assertEquals(Relationship.UNKNOWN, payment.getRelationship());
    assertEquals(KycLevel.UNKNOWN, payment.getKycLevel());
    assertNull(payment.getPayeeTenureDays());
    assertNull(payment.getPayeeAccountAgeDays());
    assertNull(payment.getPayerUtcOffsetMinutes());
  }

  @Test
  void anAccountWithoutIbanIsOneOfItsBank() throws Exception {
    List<Payment> payments = TestMessages.in(folder).read("transfer").end().feed.payments();
    assertEquals(token(EntityKind.PAYEE, "EXAMJPJT/BBAN:0001234567"), payments.get(1).getPayee());
    assertEquals("JP", payments.get(1).getPayeeCountry(), "of the bank");
    assertEquals(1_200, payments.get(1).getAmountMinor(), "a currency without minor units");
    assertEquals(PayeeKind.BUSINESS, payments.get(1).getPayeeKind());
    assertEquals(Purpose.UNKNOWN, payments.get(1).getPurpose());
    assertEquals(token(EntityKind.PAYEE, "000000011/77"), payments.get(2).getPayee());
    assertEquals("US", payments.get(2).getPayeeCountry(), "of the clearing system");
    assertEquals(PayeeKind.UNKNOWN, payments.get(2).getPayeeKind());
    assertEquals(Instant.parse("2026-03-02T09:00:00.250Z"), payments.get(2).getEventTime());
  }

  @Test
  void noNameOrTextOrAccountLeaves() throws Exception {
    TestMessages all =
        TestMessages.in(folder)
            .read("transfer", "status", "return", "initiation", "notification")
            .end();
    String sent =
        all.feed.values().stream()
            .map(value -> new String(value, StandardCharsets.ISO_8859_1))
            .collect(Collectors.joining());
    for (String clear :
        List.of(PAYER, PAYEE, OTHER, "0001234567", "Name", "free text", "Street", "EXAM", "I-1")) {
      assertFalse(sent.contains(clear), clear);
    }
  }

  @Test
  void anInitiationAsksAndSaysNotThatItWasPaid() throws Exception {
    TestMessages seen = TestMessages.in(folder).read("initiation").end();
    assertEquals(
        Map.of("500 EUR", "UNKNOWN", "650 EUR", "UNKNOWN", "705 EUR", "UNKNOWN"), seen.outcomes());
    List<Payment> payments = seen.feed.payments();
    assertEquals(token(EntityKind.SUBJECT, PAYER), payments.get(1).getSubject(), "of the block");
    assertEquals(token(EntityKind.SUBJECT, OTHER), payments.get(2).getSubject());
    assertEquals(Purpose.OTHER, payments.get(0).getPurpose(), "of the block");
    assertEquals(Purpose.MEDICAL, payments.get(1).getPurpose());
    assertEquals(Instant.parse("2026-03-02T08:00:00Z"), payments.get(0).getEventTime());
    assertEquals(3, ids(payments).size(), "without ids the place tells them apart");
  }

  @Test
  void aNoticeNamesItsOwnerOnTheSideOfTheEntry() throws Exception {
    TestMessages seen = TestMessages.in(folder).read("notification").end();
    assertEquals(
        Map.of(
            "1000 EUR", "COMPLETED",
            "1100 EUR", "COMPLETED",
            "1200 EUR", "REVERSED",
            "1300 EUR", "REVERSED"),
        seen.outcomes());
    String payer = token(EntityKind.SUBJECT, PAYER);
    for (Payment payment : seen.feed.payments()) {
      boolean isCredit = payment.getAmountMinor() == 1_100;
      String other = token(EntityKind.SUBJECT, OTHER);
      assertEquals(isCredit ? other : payer, payment.getSubject());
      assertEquals(token(EntityKind.PAYEE, isCredit ? PAYER : PAYEE), payment.getPayee());
      assertEquals(Instant.parse("2026-03-02T09:10:00Z"), payment.getEventTime(), "booked");
      assertEquals(isCredit ? PaymentReporter.PAYEE_FIRM : null, payment.getReportedBy());
    }
    assertEquals(1, seen.sums().filtered(), "an entry that is not booked");
    assertEquals(2, seen.refused(RefusalReason.MISSING_FIELD), "a batch has one amount for all");
  }

  @Test
  void transfersToCustomersAreReportsOfThePayeesFirm() throws Exception {
    for (Payment payment : TestMessages.ofIncoming(folder).read("transfer").end().feed.payments()) {
      assertEquals(PaymentReporter.PAYEE_FIRM, payment.getReportedBy());
    }
    for (Payment payment : TestMessages.in(folder).read("transfer").end().feed.payments()) {
      assertNull(payment.getReportedBy());
    }
  }

  @Test
  void theSameMessageHasTheSameIds() throws Exception {
    Set<String> once = ids(TestMessages.in(folder).read("transfer").end().feed.payments());
    TestMessages twice = TestMessages.in(folder).read("transfer", "transfer").end();
    assertEquals(once, ids(twice.feed.payments()));
    assertEquals(3, twice.sums().sent());
    assertEquals(3, twice.sums().repeated());
    assertEquals(0, twice.sums().filtered());
    TestMessages other =
        TestMessages.in(folder).readText(TestMessages.text("transfer").replace("M-1", "M-2"));
    Set<String> others = ids(other.end().feed.payments());
    others.removeAll(once);
    assertEquals(2, others.size(), "the UETR is one in the world, other ids are of their message");
  }

  private static Set<String> ids(List<Payment> payments) {
    return payments.stream().map(Payment::getEventId).collect(Collectors.toSet());
  }

  @Test
  void aTransferConfirmsWhatWasAskedFor() throws Exception {
    String uetr = "<UETR>0a0b0c0d-0000-4000-8000-000000000001</UETR>";
    String asked =
        TestMessages.text("initiation")
            .replace(OTHER, PAYER)
            .replace("<InstrId>I-9</InstrId>", "<InstrId>I-9</InstrId>" + uetr);
    TestMessages seen = TestMessages.in(folder).readText(asked).read("transfer").end();
    assertEquals("COMPLETED", seen.outcomes().get("2005 GBP"));
    assertNull(seen.outcomes().get("705 EUR"), "it is the same payment");
  }

  @Test
  void whatOnlyTheInitiationSaysOfThePayeeStays() throws Exception {
    String person = "<Id><PrvtId><Othr><Id>P-1</Id></Othr></PrvtId></Id>";
    String asked =
        TestMessages.text("initiation")
            .replace(OTHER, PAYER)
            .replace("<InstrId>I-9</InstrId>", "<InstrId>I-9</InstrId>" + UETR)
            .replace("</Cdtr>", person + "</Cdtr>");
    String transfer = TestMessages.text("transfer").replace(person, "");
    TestMessages seen = TestMessages.in(folder).readText(asked).readText(transfer).end();
    Payment made =
        seen.feed.payments().stream()
            .filter(one -> one.getAmountMinor() == 2_005)
            .findFirst()
            .orElseThrow();
    assertEquals(PayeeKind.PERSON, made.getPayeeKind());
  }

  @Test
  void aZoneIsDeclaredAndNotGuessed() throws Exception {
    String local = TestMessages.text("initiation").replace("09:00:00+01:00", "09:00:00");
    TestMessages refusing = TestMessages.in(folder).readText(local).end();
    assertEquals(3, refusing.refused(RefusalReason.NO_ZONE));
    assertEquals(List.of(), refusing.feed.payments());
    TestMessages zoned = TestMessages.in(folder, ZoneId.of("Europe/Berlin")).readText(local).end();
    assertEquals(
        Instant.parse("2026-03-02T08:00:00Z"), zoned.feed.payments().get(0).getEventTime());
    assertNotEquals(0, zoned.sums().sent());
  }

  @Test
  void otherVersionsAndEnvelopesAreTheSame() throws Exception {
    String text = TestMessages.text("transfer");
    String old =
        text.replace("pacs.008.001.08", "pacs.008.001.01")
            .replace("FIToFICstmrCdtTrf", "pacs.008.001.01")
            .replace("BICFI", "BIC");
    assertEquals(3, TestMessages.in(folder).readText(old).end().sums().sent());
    String body = text.substring(text.indexOf("<Document"));
    String other = "<Document xmlns='urn:x'><FICdtTrf><GrpHdr/></FICdtTrf></Document>";
    String envelope =
        "<e:Bag xmlns:e='urn:e'><e:Msg><AppHdr><Fr/></AppHdr>%s</e:Msg><e:Msg>%s</e:Msg>%s</e:Bag>";
    String prefixed =
        body.replaceAll("<(/?)(\\w)", "<$1p:$2")
            .replace("xmlns=", "xmlns:p=")
            .replace("M-1", "M-2");
    TestMessages several =
        TestMessages.in(folder).readText(envelope.formatted(body, prefixed, other)).end();
    assertEquals(5, several.sums().sent());
    assertEquals(1, several.sums().repeated(), "the one with a UETR again");
    assertEquals(1, several.sums().filtered(), "another message");
  }

  @Test
  void aFolderIsReadInWhicheverOrderItsFilesHaveNames() throws Exception {
    Path files = Files.createDirectory(folder.resolve("in"));
    for (String name : List.of("transfer", "status", "return")) {
      Files.writeString(files.resolve(name + ".xml"), TestMessages.text(name));
    }
    Files.writeString(files.resolve("0.xml"), "not one of these");
    TestMessages seen = TestMessages.of(folder, 2);
    MessageFiles.read(files, seen.intake);
    assertEquals("DECLINED", seen.end().outcomes().get("1200 JPY"));
    assertEquals("REVERSED", seen.outcomes().get("2210 EUR"));
    assertEquals(1, seen.refused(RefusalReason.MALFORMED));
  }

  private static final String UETR = "<UETR>0a0b0c0d-0000-4000-8000-000000000001</UETR>";

  /** A notice of the payee's firm of the transfer that has a UETR. */
  private static String credited() throws Exception {
    return TestMessages.text("notification").replace("<TxId>D-2</TxId>", UETR);
  }

  @Test
  void bothSidesOfOnePaymentAreTwoEvents() throws Exception {
    TestMessages seen = TestMessages.in(folder).read("transfer").readText(credited()).end();
    assertEquals("COMPLETED", seen.outcomes().get("2005 GBP"));
    assertEquals("COMPLETED", seen.outcomes().get("1100 EUR"));
    assertEquals(seen.feed.payments().size(), ids(seen.feed.payments()).size());
    String rejected =
        TestMessages.text("status")
            .replace("<OrgnlTxId>T-2</OrgnlTxId>", UETR.replace("UETR", "OrgnlUETR"));
    for (List<String> order :
        List.of(
            List.of(TestMessages.text("transfer"), credited(), rejected),
            List.of(rejected, TestMessages.text("transfer"), credited()))) {
      TestMessages both = TestMessages.in(folder);
      for (String text : order) {
        both.readText(text);
      }
      assertEquals("DECLINED", both.end().outcomes().get("2005 GBP"));
      assertEquals("DECLINED", both.outcomes().get("1100 EUR"), "each copy that is named");
    }
  }

  @Test
  void whatWasAskedForAndSentHidesNoPayment() throws Exception {
    String asked =
        TestMessages.text("initiation")
            .replace(OTHER, PAYER)
            .replace("<InstrId>I-9</InstrId>", "<InstrId>I-9</InstrId>" + UETR);
    TestMessages seen = TestMessages.of(folder, 1).readText(asked).readText(asked);
    seen.read("initiation", "transfer").end(); // the first is sent by then
    assertEquals("COMPLETED", seen.outcomes().get("2005 GBP"));
    TestMessages after = TestMessages.in(folder).read("transfer").readText(asked).end();
    assertNull(after.outcomes().get("705 EUR"), "it is known that it was paid");
  }

  @Test
  void partiesWithTheSameIdsOfMessagesAreToldApart() throws Exception {
    String text = TestMessages.text("initiation");
    TestMessages seen = TestMessages.in(folder).readText(text);
    seen.readText(text.replace("09:00:00+01:00", "09:00:01+01:00")).end();
    assertEquals(6, ids(seen.feed.payments()).size());
  }

  @Test
  void anEntryInTwoNoticesIsOnePayment() throws Exception {
    String text =
        TestMessages.text("notification")
            .replace("<Refs><EndToEndId>E<", "<Refs><AcctSvcrRef>R</AcctSvcrRef><EndToEndId>E<");
    TestMessages seen = TestMessages.in(folder).readText(text);
    seen.readText(text.replace("N-1", "N-2").replace("09:15:00Z", "11:15:00Z")).end();
    assertEquals(4, ids(seen.feed.payments()).size());
  }

  @Test
  void aReversalIsABooleanOfXml() throws Exception {
    String text = TestMessages.text("notification");
    for (String yes : List.of("true", "1")) {
      TestMessages seen = TestMessages.in(folder);
      seen.readText(text.replace("<RvslInd>true", "<RvslInd>" + yes)).end();
      assertEquals("REVERSED", seen.outcomes().get("1200 EUR"));
    }
    TestMessages other = TestMessages.in(folder);
    other.readText(text.replace("<RvslInd>true", "<RvslInd>TRUE")).end();
    assertEquals(1, other.refused(RefusalReason.OUT_OF_RANGE));
  }

  @Test
  void anEntryWithoutDetailsIsRefused() throws Exception {
    String text = TestMessages.text("notification");
    String entry =
        "<Ntry><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><NtryDtls/></Ntry></Ntfctn>";
    TestMessages seen = TestMessages.in(folder).readText(text.replace("</Ntfctn>", entry)).end();
    assertEquals(3, seen.refused(RefusalReason.MISSING_FIELD));
    assertEquals(8, seen.sums().read());
  }

  @Test
  void paymentsOfTwoAccountsWithTheSameIdsAreTwo() throws Exception {
    for (String ids : List.of("<InstrId>I</InstrId>", UETR)) {
      TestMessages seen = TestMessages.in(folder).readText(twoDebtors(ids)).end();
      assertEquals(2, ids(seen.feed.payments()).size(), ids);
      assertEquals(2, seen.sums().sent(), ids);
      TestMessages again = TestMessages.in(folder).readText(twoDebtors(ids)).end();
      assertEquals(ids(seen.feed.payments()), ids(again.feed.payments()), "each has its own");
      again.readText(twoDebtors(ids)).end();
      assertEquals(2, again.sums().repeated());
    }
  }

  /** A request to pay the same from two accounts, whose payments have the same ids. */
  private static String twoDebtors(String ids) throws Exception {
    String text = TestMessages.text("initiation").replace("<InstrId>I-9</InstrId>", ids);
    int last = text.lastIndexOf("<PmtInf>");
    int end = text.lastIndexOf("</CstmrCdtTrfInitn>");
    String block = text.substring(last, end);
    return text.substring(0, text.indexOf("<PmtInf>"))
        + block
        + block.replace(OTHER, PAYER)
        + text.substring(end);
  }

  @Test
  void aRejectionMeansThePaymentOfTheAccountThatItNames() throws Exception {
    String asked = twoDebtors(UETR);
    String rejected =
        TestMessages.text("status")
            .replace("09:05:00Z", "08:05:00Z")
            .replace("<OrgnlTxId>T-2</OrgnlTxId>", UETR.replace("UETR", "OrgnlUETR"));
    TestMessages either = TestMessages.in(folder).readText(asked).readText(rejected).end();
    assertEquals(Map.of("705 EUR", "UNKNOWN, UNKNOWN"), either.outcomes());
    assertEquals(1, either.refused(RefusalReason.NO_PAYMENT));
    String block = asked.substring(asked.lastIndexOf("<DbtrAcct>"));
    String parties =
        block.substring(0, block.indexOf("</DbtrAcct>") + 11)
            + "<Amt><InstdAmt Ccy='EUR'>7.05</InstdAmt></Amt>"
            + block.substring(block.indexOf("<CdtrAcct>"), block.indexOf("</CdtrAcct>") + 11);
    String named =
        rejected.replace(
            "</TxInfAndSts>", "<OrgnlTxRef>" + parties + "</OrgnlTxRef></TxInfAndSts>");
    for (List<String> order : List.of(List.of(asked, named), List.of(named, asked))) {
      TestMessages one = TestMessages.in(folder);
      for (String text : order) {
        one.readText(text);
      }
      one.end();
      Payment declined =
          one.feed.payments().stream()
              .filter(payment -> payment.getStatus() == PaymentStatus.DECLINED)
              .findFirst()
              .orElseThrow();
      assertEquals(token(EntityKind.SUBJECT, PAYER), declined.getSubject());
      assertEquals(2, one.sums().sent(), "the other is as it was");
    }
  }

  @Test
  void noAccountIsFoundByItsId() throws Exception {
    Set<String> mine = ids(TestMessages.in(folder).read("transfer").end().feed.payments());
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    TestMessages other = TestMessages.in(elsewhere);
    assertEquals(mine, ids(other.read("transfer").end().feed.payments()), "of the same key");
    Files.delete(elsewhere.resolve("tokens.key"));
    TestMessages keyed = TestMessages.withKey(elsewhere, TestFiles.KEY_2);
    Set<String> others = ids(keyed.read("transfer").end().feed.payments());
    others.retainAll(mine);
    assertEquals(Set.of(), others, "of another key");
  }

  @Test
  void anEntryIsOnePaymentInReportStatementAndNotice() throws Exception {
    for (String name : List.of("<Refs><AcctSvcrRef>R</AcctSvcrRef>", "<Refs>")) {
      String notice = TestMessages.text("notification").replace("<Refs>", name);
      TestMessages seen = TestMessages.in(folder).readText(notice);
      seen.readText(
          notice
              .replace("BkToCstmrDbtCdtNtfctn", "BkToCstmrAcctRpt")
              .replace("Ntfctn>", "Rpt>")
              .replace("N-1", "R-1"));
      seen.readText(
          notice
              .replace("BkToCstmrDbtCdtNtfctn", "BkToCstmrStmt")
              .replace("Ntfctn>", "Stmt>")
              .replace("<DtTm>2026-03-02T09:10:00Z</DtTm>", "<Dt>2026-03-02</Dt>")
              .replace("N-1", "S-1"));
      seen.end();
      assertEquals(4, ids(seen.feed.payments()).size(), name);
      assertEquals(4, seen.sums().repeated(), "what is given back is sent at once");
    }
  }

  @Test
  void anEntryOfAMonthIsOfItsDay() throws Exception {
    String statement =
        TestMessages.text("notification")
            .replace("BkToCstmrDbtCdtNtfctn", "BkToCstmrStmt")
            .replace("Ntfctn>", "Stmt>")
            .replace("<DtTm>2026-03-02T09:10:00Z</DtTm>", "<Dt>2026-02-03</Dt>");
    Payment payment = TestMessages.in(folder).readText(statement).end().feed.payments().get(0);
    assertEquals(Instant.parse("2026-02-03T12:00:00Z"), payment.getEventTime());
    TestMessages wrong =
        TestMessages.in(folder).readText(statement.replace("2026-02-03", "2026-02-30")).end();
    assertEquals(4, wrong.refused(RefusalReason.OUT_OF_RANGE));
  }

  @Test
  void aFirmDeclaresTheChannelOfItsMessages() throws Exception {
    TestMessages wallet = TestMessages.ofChannel(Channel.WALLET, folder).read("transfer").end();
    for (Payment payment : wallet.feed.payments()) {
      assertEquals(Channel.WALLET, payment.getChannel());
    }
    assertEquals(3, wallet.sums().sent());
  }

  @Test
  void aDirectDebitIsPaidByTheDebtor() throws Exception {
    String transfer = TestMessages.text("transfer");
    Payment paid = TestMessages.in(folder).readText(transfer).end().feed.payments().get(0);
    String debit =
        transfer
            .replace("FIToFICstmrCdtTrf", "FIToFICstmrDrctDbt")
            .replace("CdtTrfTxInf", "DrctDbtTxInf")
            .replace("pacs.008", "pacs.003");
    assertEquals(
        List.of(paid),
        TestMessages.in(folder).readText(debit).end().feed.payments().subList(0, 1),
        "it is the same by its UETR");
    String collection =
        TestMessages.text("initiation")
            .replace("CstmrCdtTrfInitn", "CstmrDrctDbtInitn")
            .replace("CdtTrfTxInf", "DrctDbtTxInf")
            .replace("pain.001", "pain.008")
            .replace("Cdtr", "Zz")
            .replace("Dbtr", "Cdtr")
            .replace("Zz", "Dbtr")
            .replace("<Amt>", "")
            .replace("</Amt>", "");
    TestMessages asked = TestMessages.in(folder).readText(collection).end();
    assertEquals(
        Map.of("500 EUR", "UNKNOWN", "650 EUR", "UNKNOWN", "705 EUR", "UNKNOWN"), asked.outcomes());
    Payment first = asked.feed.payments().get(0);
    assertEquals(token(EntityKind.SUBJECT, PAYEE), first.getSubject(), "the debtor pays");
    assertEquals(token(EntityKind.PAYEE, PAYER), first.getPayee(), "the creditor is paid");
    assertEquals(PaymentReporter.PAYEE_FIRM, first.getReportedBy());
  }

  @Test
  void whatIsRefusedIsNamedByItsPlace() throws Exception {
    Path files = Files.createDirectory(folder.resolve("in"));
    String transfer = TestMessages.text("transfer");
    String body = transfer.substring(transfer.indexOf("<Document"));
    String wrong = body.replace("\"USD\">0.99", "\"USD\">-0.99");
    Files.writeString(files.resolve("a.xml"), "<e>" + body + wrong + "<Document>");
    Files.writeString(
        files.resolve("b.xml"),
        body.replace("2026-03-02T10:58:00+02:00", "2099-03-02T10:58:00Z")
            .replaceAll("<UETR>..", "<UETR>0e"));
    Files.writeString(files.resolve("c.xml"), "no message");
    Files.writeString(files.resolve("d.xml"), TestMessages.text("return"));
    TestMessages seen = TestMessages.in(folder);
    List<String> said = new ArrayList<>();
    seen.feed.feed().counts().sayRefusals(said::add);
    MessageFiles.read(files, seen.intake);
    seen.end();
    assertEquals(
        List.of(
            "a.xml, message 2, item 3 is refused: out_of_range",
            "a.xml, message 2 is refused: malformed",
            "c.xml is refused: malformed",
            "b.xml, message 1, item 1 is refused: future"),
        said);
  }
}
