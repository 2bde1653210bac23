package org.drey.collect.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.drey.collect.feed.RefusalReason;
import org.drey.yaml.ProblemException;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payments as firms have them: formats of the product, and what users make of them. */
final class PaymentFormatsTest {
  private static final String HEAD =
      "transaction_id,transaction_time,card_number,card_country,merchant_id,merchant_country,mcc,"
          + "amount,currency,status";

  /** A public set of made-up card payments, as a user would take it. */
  private static final String PUBLIC_SET =
      """
      format: my-cards
      input: {type: csv}
      records:
        - stream: payments
          fields:
            event_id: trans_num
            event_time: {from: trans_date_trans_time, time: yyyy-MM-dd HH:mm:ss, zone: UTC}
            subject: cc_num
            payee: merchant
            payee_kind: {value: BUSINESS}
            channel: {value: CARD}
            status: {value: COMPLETED}
            amount_minor: {from: amt, decimal: currency}
            currency: {value: USD}
            payer_country: {value: US}
            payee_country: {value: US}
            merchant: merchant
      lost: all else
      configure: nothing
      samples:
        - line: |
            ,trans_date_trans_time,cc_num,merchant,category,amt,first,last,gender,street,city,state,zip,lat,long,city_pop,job,dob,trans_num,unix_time,merch_lat,merch_long,is_fraud
            0,2026-02-01 00:00:18,2703186189652095,"Shop, Blue and Green",misc_net,4.97,A,B,F,1 Made Up Street,Example,NC,28654,36.0,-81.1,3495,"Psychologist, counselling",1988-03-09,0b242abb623afc578575680df30655b9,1325376018,36.0,-82.0,0
          record: {stream: payments, event_time: 2026-02-01T00:00:18Z, subject: "2703186189652095",
            payee: "Shop, Blue and Green", payee_kind: BUSINESS, channel: CARD, status: COMPLETED,
            amount_minor: 497, currency: USD, payer_country: US, payee_country: US,
            merchant: "Shop, Blue and Green"}
      """;

  /** Columns between other separators, and amounts with a comma. */
  private static final String MINE =
      """
      format: mine
      input: {type: csv, separator: ";"}
      records:
        - stream: payments
          fields:
            event_time: {from: at, time: iso, zone: none}
            subject: card
            payee: shop
            payee_kind: {value: BUSINESS}
            amount_minor: {from: amount, decimal: currency, mark: ","}
            currency: {from: ccy, as: currency}
            payer_country: {value: DE}
            payee_country: {from: where, as: country}
      lost: nothing
      configure: nothing
      samples:
        - line: "at;amount;ccy;card;shop;where\\n2026-12-01T09:00:00Z;1,5;EUR;C-1;S-1;FRA"
          record: {stream: payments, event_time: 2026-12-01T09:00:00Z, subject: C-1, payee: S-1,
            payee_kind: BUSINESS, amount_minor: 150, currency: EUR, payer_country: DE,
            payee_country: FR}
      """;

  private static LineFormat product(String name) throws Exception {
    return LineFormat.read(ProductFormats.find(name));
  }

  private static RefusedLineException refused(LineFormat format, String... lines) throws Exception {
    FormatReader reader = format.open(InstantSource.fixed(Instant.parse("2026-12-01T12:00:00Z")));
    for (int i = 0; i < lines.length - 1; i++) {
      reader.read(lines[i].getBytes(StandardCharsets.UTF_8));
    }
    byte[] last = lines[lines.length - 1].getBytes(StandardCharsets.UTF_8);
    RefusedLineException refused =
        assertThrows(RefusedLineException.class, () -> reader.read(last));
    assertFalse(String.valueOf(refused.getMessage()).contains("4000000000000002"));
    return refused;
  }

  @Test
  void publicSetOfCardsIsAFormatOfTheUsersOwn() throws Exception {
    LineFormat format = LineFormat.read(YamlNode.parse("my-cards.yaml", PUBLIC_SET));
    ObservedLine line =
        SampleLines.read(
            format,
            ",trans_date_trans_time,cc_num,merchant,category,amt,first,last,gender,street,city,"
                + "state,zip,lat,long,city_pop,job,dob,trans_num,unix_time,merch_lat,merch_long,"
                + "is_fraud",
            "1,2026-02-01 00:01:02,4000000000000002,Shop-7,grocery_pos,107.23,A,B,M,2 Made Up Street,"
                + "Example,WA,99160,48.8,-118.2,149,Nurse,1978-06-21,1f76529f85,1,49.1,-118.1,1");
    assertEquals("1f76529f85", line.event().get("event_id"));
    assertEquals(10_723L, line.event().get("amount_minor"));
    assertEquals("4000000000000002", line.clear().get("subject"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "; ~ 1.234,50 ~ EUR ~ 123450",
        "; ~ 1234,5 ~ 978 ~ 123450",
        "; ~ -1 234 567,89 ~ EUR ~ -123456789",
        "| ~ 1'234 ~ JPY ~ 1234",
        "| ~ 1,234 ~ BHD ~ 1234",
        "| ~ 1,234000 ~ 414 ~ 1234",
      })
  void userChangesSeparatorAndMark(char separator, String amount, String currency, long minor)
      throws Exception {
    LineFormat format = LineFormat.read(YamlNode.parse("mine.yaml", MINE.replace(';', separator)));
    ObservedLine line =
        SampleLines.read(
            format,
            String.join(String.valueOf(separator), "at", "amount", "ccy", "card", "shop", "where"),
            String.join(
                String.valueOf(separator),
                "2026-12-01T09:00:00Z",
                amount,
                currency,
                "4000000000000002",
                "\"SHOP" + separator + "1\"",
                "826"));
    assertEquals(minor, line.event().get("amount_minor"));
    assertEquals("GB", line.event().get("payee_country"));
    assertEquals("SHOP" + separator + "1", line.clear().get("payee"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "payee: shop ~ `` ~ 'payee' is missing: Token of who is paid; one token space with a"
            + " session's payout.",
        "mark: \",\" ~ mark: \";\" ~ 'mark' is \",\" or \".\"",
        "decimal: currency, ~ `` ~ 'mark' belongs to a 'decimal'",
        "mark: \",\" ~ sign: none ~ 'sign' is ignored, or not there",
        "as: country ~ part: 3-2 ~ 'part' is the first and last of its characters, such as 39-40",
        "time: iso ~ time: MMddHHmmss ~ a time without a year is of a 'zone'",
        "currency: {from: ccy, as: currency} ~ `` ~ 'decimal: currency' is of a record with the"
            + " field 'currency'",
      })
  void saysWhatIsWrongInAFormat(String right, String wrong, String said) {
    YamlNode node = YamlNode.parse("mine.yaml", MINE.replace(right, wrong));
    ProblemException problem = assertThrows(ProblemException.class, () -> LineFormat.read(node));
    assertEquals(said, problem.problem().reason());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "OUT_OF_RANGE ~ amount_minor ~ 2026-12-01T09:00:00Z ~ 15.00001 ~ GBP",
        "OUT_OF_RANGE ~ amount_minor ~ 2026-12-01T09:00:00Z ~ 15.5 ~ JPY",
        "OUT_OF_RANGE ~ amount_minor ~ 2026-12-01T09:00:00Z ~ 1e5 ~ GBP",
        "OUT_OF_RANGE ~ amount_minor ~ 2026-12-01T09:00:00Z ~ 1.234.567 ~ GBP",
        "OUT_OF_RANGE ~ amount_minor ~ 2026-12-01T09:00:00Z ~ 99999999999999999999 ~ GBP",
        "OUT_OF_RANGE ~ ~ 2026-12-01T09:00:00Z ~ 15.00 ~ ZZZ",
        "OUT_OF_RANGE ~ ~ 2026-12-01T09:00:00Z ~ 15.00 ~ XAU",
        "NO_ZONE ~ event_time ~ 2026-12-01T09:00:00 ~ 15.00 ~ GBP",
        "OUT_OF_RANGE ~ event_time ~ 2026-13-01T09:00:00 ~ 15.00 ~ GBP",
        "OUT_OF_RANGE ~ event_time ~ 2026-12-01 ~ 15.00 ~ GBP",
      })
  void refusesAmountsAndTimesThatCannotBe(
      RefusalReason reason, @Nullable String field, String time, String amount, String currency)
      throws Exception {
    RefusedLineException refused =
        refused(
            product("card-csv"),
            HEAD,
            "T,%s,4000000000000002,GB,SHOP,GB,5411,%s,%s,APPROVED"
                .formatted(time, amount, currency));
    assertEquals(reason, refused.reason());
    assertEquals(field, refused.field());
  }

  /** A cell with a line break costs its row, whose rest is taken for no other. */
  @Test
  void refusesEachLineOfACellWithALineBreak() throws Exception {
    for (String part :
        new String[] {
          "T,2026-12-01T09:00:00Z,4000000000000002,GB,\"SHOP",
          "T,2026-12-01T09:00:00Z,4000000000000002,GB,x,GB,5411,1.00,GBP,APPROVED\",GB",
          "\",GB,5411,15.00,GBP,APPROVED",
        }) {
      assertEquals(
          RefusalReason.MALFORMED, refused(product("card-csv"), HEAD, part).reason(), part);
    }
  }

  @ParameterizedTest
  @CsvSource({"card-csv", "iso8583-json", "open-banking-uk", "berlin-group"})
  void refusesWhatIsNested(String name) throws Exception {
    LineFormat format = product(name);
    String bomb = "{\"Amount\":" + "{\"Amount\":".repeat(1_000) + "1" + "}".repeat(1_001);
    assertEquals(
        name.equals("card-csv") ? RefusalReason.MALFORMED : RefusalReason.TOO_DEEP,
        (name.equals("card-csv") ? refused(format, HEAD, bomb) : refused(format, bomb)).reason());
  }

  @ParameterizedTest
  @CsvSource({
    "1201115959, 2026-12-01T12:00:00Z, 2026-12-01T11:59:59Z",
    "1201120100, 2026-12-01T12:00:00Z, 2026-12-01T12:01:00Z",
    "1231235959, 2027-01-01T00:00:00Z, 2026-12-31T23:59:59Z",
    "0101000001, 2026-12-31T23:59:59Z, 2027-01-01T00:00:01Z",
    "0229120000, 2029-01-05T00:00:00Z, 2028-02-29T12:00:00Z",
  })
  void timeWithoutAYearIsTheLast(String written, Instant now, Instant time) throws Exception {
    String line =
        "{'mti':'0210','2':'4','3':'000000','4':'1','7':'%s','19':'826','20':'826','32':'A','42':'M',"
            + "'49':'826'}";
    ObservedLine read =
        product("iso8583-json")
            .open(InstantSource.fixed(now))
            .read(line.formatted(written).replace('\'', '"').getBytes(StandardCharsets.UTF_8))
            .orElseThrow();
    assertEquals(time, read.event().get("event_time"));
    assertEquals("GBP", read.event().get("currency"));
  }

  @ParameterizedTest
  @CsvSource({
    "iso, 2026-12-01T00:00:00Z, true",
    "iso, 2026-12-01T00:00:00.000+01:00, true",
    "iso, 2026-12-01T00:00:01Z, false",
    "iso, 2026-12-01T10:00:00Z, false",
    "day, 2026-12-01, true",
    "dd.MM.yyyy, 01.12.2026, true",
    "yyyy-MM-dd HH:mm, 2026-12-01 00:00, true",
    "yyyy-MM-dd HH:mm, 2026-12-01 00:01, false",
    "seconds, 1796083200, false",
  })
  void midnightAndADayAreNoHour(String kind, String written, boolean isOfDay) throws Exception {
    String mine =
        MINE.replace("time: iso, zone: none", "time: '%s', zone: UTC".formatted(kind))
            .replace("2026-12-01T09:00:00Z", written);
    LineFormat format = LineFormat.unplayed(YamlNode.parse("mine.yaml", mine));
    ObservedLine line =
        SampleLines.read(format, "at;amount;ccy;card;shop;where", written + ";1,00;GBP;4;SHOP;826");
    assertEquals(isOfDay, line.isOfDay());
  }

  @ParameterizedTest
  @CsvSource({
    "0210, 00, COMPLETED",
    "0210, 10, COMPLETED",
    "1210, 10, COMPLETED",
    "1210, 007, COMPLETED",
    "0210, 51, DECLINED",
    "0110, 05, DECLINED",
    "1110, 116, DECLINED",
    "1110, 208, DECLINED",
    "0210, 94, UNKNOWN",
    "0210, 19, UNKNOWN",
    "0210, 1Z, UNKNOWN",
    "1110, 909, UNKNOWN",
    "0220, XX, UNKNOWN",
  })
  void whatIsNoKnownRefusalIsNone(String type, String code, String status) throws Exception {
    String line =
        "{'mti':'%s','2':'4','3':'000000','4':'1','7':'1201110000','19':'826','20':'826','32':'A',"
            + "'39':'%s','42':'M','49':'826'}";
    ObservedLine read =
        SampleLines.read(product("iso8583-json"), line.formatted(type, code).replace('\'', '"'));
    assertEquals(status, String.valueOf(read.event().get("status")));
    assertEquals("A/M", read.clear().get("payee"));
  }

  @Test
  void numberOfAShopWithoutItsAcquirerIsNoName() throws Exception {
    String line =
        "{'mti':'0210','2':'4','3':'000000','4':'1','7':'1201110000','19':'826','20':'826',"
            + "'42':'M','49':'826'}";
    RefusedLineException refused = refused(product("iso8583-json"), line.replace('\'', '"'));
    assertEquals(RefusalReason.MISSING_FIELD, refused.reason());
    assertEquals("payee", refused.field());
  }

  /** A payment has one id in its authorisation and its advice, and a reversal another. */
  @Test
  void reversalIsAnEventOfItsOwn() throws Exception {
    String line =
        "{'mti':'%s','2':'4','3':'000000','4':'1','7':'%s','19':'826','20':'826','32':'A','37':'R','42':'M',"
            + "'49':'826'}";
    Object[] ids = new Object[3];
    String[] types = {"0110", "0220", "0420"};
    for (int i = 0; i < ids.length; i++) {
      ids[i] =
          SampleLines.read(
                  product("iso8583-json"),
                  line.formatted(types[i], "120112000" + i).replace('\'', '"'))
              .event()
              .get("event_id");
    }
    assertEquals(ids[0], ids[1]);
    assertNotEquals(ids[0], ids[2]);
  }
}
