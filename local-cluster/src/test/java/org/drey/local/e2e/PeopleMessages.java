package org.drey.local.e2e;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.drey.collect.firm.PairFile;
import org.drey.event.Channel;
import org.drey.event.Payment;
import org.drey.event.PaymentReporter;
import org.drey.event.PaymentStatus;
import org.drey.event.Purpose;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.DomainCheck;
import org.drey.event.wire.InvalidRecordException;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldItem;

/**
 * The people of a world as a bank has them: messages of ISO 20022, which say what messages say, and
 * beside them its customers, relations and old payments, which say the rest.
 */
final class PeopleMessages {
  /** What is paid from account to account; the rest is on cards. */
  private static final Set<Channel> OF_ACCOUNTS =
      Set.of(Channel.P2P, Channel.REMITTANCE, Channel.WALLET, Channel.ACCOUNT_TRANSFER);

  private static final Map<Purpose, String> CODES =
      Map.of(
          Purpose.FAMILY, "ALMY",
          Purpose.MEDICAL, "HLTC",
          Purpose.EDUCATION, "STDY",
          Purpose.ACCOMMODATION, "RENT",
          Purpose.GOODS, "GDDS",
          Purpose.SERVICES, "SCVE",
          Purpose.GIFT, "GIFT",
          Purpose.OTHER, "OTHR");

  private final List<Payment> payments = new ArrayList<>();

  /** The payments of a world, in the order in which they arrive, moved to the last weeks. */
  PeopleMessages(SyntheticWorld world, Instant now) {
    AvroCodec<Payment> codec = AvroCodec.of(Payment.class);
    DomainCheck domain = DomainCheck.of(Payment.getClassSchema());
    for (WorldItem item : world.arrivals().getOrDefault(TopicNames.PAYMENTS, List.of())) {
      try {
        Payment payment = codec.decode(item.avro());
        domain.check(payment);
        boolean isOfPayersBank = payment.getReportedBy() != PaymentReporter.PAYEE_FIRM;
        if (isOfPayersBank && OF_ACCOUNTS.contains(payment.getChannel())) {
          payments.add(onAccounts(payment));
        }
      } catch (InvalidRecordException e) {
        // malformed, on purpose
      }
    }
    Instant last = payments.stream().map(Payment::getEventTime).max(Instant::compareTo).orElse(now);
    Duration weeks = Duration.ofDays(ChronoUnit.DAYS.between(last, now) / 7 * 7);
    payments.forEach(payment -> payment.setEventTime(payment.getEventTime().plus(weeks)));
  }

  /** What a message can say of a payment. */
  private static Payment onAccounts(Payment payment) {
    payment.setEventId(
        UUID.nameUUIDFromBytes(
                (payment.getProvider() + payment.getEventId()).getBytes(StandardCharsets.UTF_8))
            .toString());
    payment.setProvider("bank.example");
    payment.setChannel(Channel.ACCOUNT_TRANSFER);
    payment.setReportedBy(null);
    payment.setMcc(null);
    payment.setMerchant(null);
    payment.setDevice(null);
    return payment;
  }

  List<Payment> payments() {
    return payments;
  }

  /** Writes the messages of the payments to a folder. */
  void writeMessages(Path folder) throws IOException {
    Files.createDirectories(folder);
    StringBuilder text = new StringBuilder("<Messages>");
    for (Payment payment : payments) {
      text.append(transfer(payment, payment.getEventTime(), payment.getEventId()));
      if (payment.getStatus() == PaymentStatus.DECLINED) {
        text.append(rejection(payment));
      }
    }
    Files.writeString(folder.resolve("payments.xml"), text.append("</Messages>"));
  }

  private static String transfer(Payment payment, Instant at, String uetr) {
    Currency currency = Currency.getInstance(payment.getCurrency());
    String code = CODES.get(payment.getPurpose());
    return """
        <Document><FIToFICstmrCdtTrf><GrpHdr><MsgId>%s</MsgId><CreDtTm>%s</CreDtTm></GrpHdr>
        <CdtTrfTxInf><PmtId><UETR>%s</UETR></PmtId><IntrBkSttlmAmt Ccy="%s">%s</IntrBkSttlmAmt>
        <Dbtr><PstlAdr><Ctry>%s</Ctry></PstlAdr></Dbtr>
        <DbtrAcct><Id><Othr><Id>%s</Id></Othr></Id></DbtrAcct>
        <Cdtr><PstlAdr><Ctry>%s</Ctry></PstlAdr></Cdtr>
        <CdtrAcct><Id><Othr><Id>%s</Id></Othr></Id></CdtrAcct>%s
        </CdtTrfTxInf></FIToFICstmrCdtTrf></Document>
        """
        .formatted(
            "M-" + uetr.substring(0, 20),
            at,
            uetr,
            currency,
            BigDecimal.valueOf(payment.getAmountMinor(), currency.getDefaultFractionDigits()),
            payment.getPayerCountry(),
            payment.getSubject(),
            payment.getPayeeCountry(),
            payment.getPayee(),
            code == null ? "" : "<Purp><Cd>" + code + "</Cd></Purp>");
  }

  private static String rejection(Payment payment) {
    return """
        <Document><FIToFIPmtStsRpt><GrpHdr><MsgId>S-%s</MsgId><CreDtTm>%s</CreDtTm></GrpHdr>
        <TxInfAndSts><OrgnlUETR>%s</OrgnlUETR><TxSts>RJCT</TxSts></TxInfAndSts>
        </FIToFIPmtStsRpt></Document>
        """
        .formatted(
            payment.getEventId().substring(0, 20),
            payment.getEventTime().plusSeconds(30),
            payment.getEventId());
  }

  /** Writes the bank's customers, with what it knows of accounts elsewhere. */
  void writeCustomers(Path file) throws IOException {
    Map<String, String> rows = new TreeMap<>();
    for (Payment payment : payments) {
      Long minutes = payment.getPayerUtcOffsetMinutes();
      rows.put(
          payment.getSubject(),
          ",%s,%s,,"
              .formatted(
                  payment.getPayerAgeBand(),
                  minutes == null ? "" : ZoneOffset.ofTotalSeconds(minutes.intValue() * 60)));
      Long age = payment.getPayeeAccountAgeDays();
      Instant at = payment.getEventTime();
      rows.put(
          payment.getPayee(),
          "%s,,,%s,%s"
              .formatted(
                  payment.getPayeeKind(),
                  age == null
                      ? ""
                      : day(at).minus(age, ChronoUnit.DAYS).toString().substring(0, 10),
                  payment.getKycLevel()));
    }
    List<String> lines = new ArrayList<>(List.of("account,kind,age_band,zone,opened,kyc"));
    rows.forEach((account, row) -> lines.add(account + "," + row));
    Files.write(file, lines);
  }

  private static Instant day(Instant at) {
    return at.truncatedTo(ChronoUnit.DAYS);
  }

  /** Writes what ties payers and payees. */
  void writeRelations(Path file) throws IOException {
    Map<String, String> rows = new TreeMap<>();
    payments.forEach(
        one -> rows.put(one.getSubject() + "," + one.getPayee(), "," + one.getRelationship()));
    List<String> lines = new ArrayList<>(List.of("payer,payee,relationship"));
    rows.forEach((pair, relationship) -> lines.add(pair + relationship));
    Files.write(file, lines);
  }

  /**
   * Writes the first payments of pairs that have paid before, which were at a midnight; and one of
   * others, half a year before all payments: only so are pairs that are not in it new.
   */
  void writeHistory(Path folder) throws IOException {
    Files.createDirectories(folder);
    Map<String, Payment> firsts = new LinkedHashMap<>();
    payments.stream()
        .sorted(Comparator.comparing(Payment::getEventTime))
        .forEach(one -> firsts.putIfAbsent(one.getSubject() + " " + one.getPayee(), one));
    StringBuilder text = new StringBuilder("<Messages>");
    Payment earliest = firsts.values().iterator().next();
    Payment others = Payment.newBuilder(earliest).setPayee("another-payee").build();
    Instant before = earliest.getEventTime().minus(PairFile.REACH).minus(1, ChronoUnit.DAYS);
    text.append(transfer(others, before, new UUID(0, 1).toString()));
    for (Payment first : firsts.values()) {
      Long days = first.getPayeeTenureDays();
      if (days != null && days > 0) {
        Instant at = day(first.getEventTime().minus(days, ChronoUnit.DAYS));
        String uetr =
            UUID.nameUUIDFromBytes(first.getEventId().getBytes(StandardCharsets.UTF_8)).toString();
        text.append(transfer(first, at, uetr));
      }
    }
    Files.writeString(folder.resolve("old.xml"), text.append("</Messages>"));
  }
}
