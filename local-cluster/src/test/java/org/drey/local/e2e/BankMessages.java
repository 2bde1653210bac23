package org.drey.local.e2e;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drey.event.Payment;

/**
 * Messages of ISO 20022 with one payment each, of so many cents as its number says. Each third is
 * rejected, by a message of its own that comes next.
 */
final class BankMessages {
  private static final String PAYMENT =
      """
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08"><FIToFICstmrCdtTrf>
      <GrpHdr><MsgId>M-%1$d</MsgId><CreDtTm>%2$s</CreDtTm></GrpHdr>
      <CdtTrfTxInf><PmtId><EndToEndId>E</EndToEndId><TxId>T-%1$d</TxId></PmtId>
      <IntrBkSttlmAmt Ccy="EUR">%3$s</IntrBkSttlmAmt>
      <Dbtr><Nm>Payer Name</Nm></Dbtr>
      <DbtrAcct><Id><IBAN>NL26EXAM0000000001</IBAN></Id></DbtrAcct>
      <Cdtr><Nm>Payee Name</Nm></Cdtr>
      <CdtrAcct><Id><IBAN>GB22EXAM00000000000003</IBAN></Id></CdtrAcct>
      </CdtTrfTxInf></FIToFICstmrCdtTrf></Document>""";

  private static final String REJECTION =
      """
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.002.001.10"><FIToFIPmtStsRpt>
      <GrpHdr><MsgId>S-%1$d</MsgId><CreDtTm>%2$s</CreDtTm></GrpHdr>
      <OrgnlGrpInfAndSts><OrgnlMsgId>M-%1$d</OrgnlMsgId></OrgnlGrpInfAndSts>
      <TxInfAndSts><OrgnlTxId>T-%1$d</OrgnlTxId><TxSts>RJCT</TxSts></TxInfAndSts>
      </FIToFIPmtStsRpt></Document>""";

  private final Instant time = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private static boolean isRejected(int number) {
    return number % 3 == 0;
  }

  /** Returns the message of a payment, and that of its rejection if it has one. */
  List<String> of(int number) {
    String payment =
        PAYMENT.formatted(number, time, number / 100 + ".%02d".formatted(number % 100));
    return isRejected(number)
        ? List.of(payment, REJECTION.formatted(number, time))
        : List.of(payment);
  }

  /** Returns what must become of all payments up to a number. */
  static Map<Integer, Set<String>> expected(int last) {
    Map<Integer, Set<String>> expected = new TreeMap<>();
    for (int number = 1; number <= last; number++) {
      expected.put(number, Set.of(isRejected(number) ? "DECLINED" : "COMPLETED"));
    }
    return expected;
  }

  /** Returns what became of payments. */
  static Map<Integer, Set<String>> outcomes(List<Payment> payments) {
    Map<Integer, Set<String>> outcomes = new TreeMap<>();
    for (Payment payment : payments) {
      outcomes
          .computeIfAbsent((int) payment.getAmountMinor(), unused -> new TreeSet<>())
          .add(payment.getStatus().name());
    }
    return outcomes;
  }
}
