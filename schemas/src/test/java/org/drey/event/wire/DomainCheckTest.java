package org.drey.event.wire;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.drey.event.DnsQuery;
import org.drey.event.EntityKind;
import org.drey.event.ExternalSignal;
import org.drey.event.ListManifest;
import org.drey.event.ListPart;
import org.drey.event.LivestreamSession;
import org.drey.event.Payment;
import org.drey.event.Samples;
import org.drey.event.TopicNames;
import org.drey.event.WebRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DomainCheckTest {
  private final DomainCheck payments = DomainCheck.of(Payment.getClassSchema());

  @Test
  void anEmptyTokenIsNullWhereItMayBe() throws Exception {
    Payment payment = Samples.record(Payment.class);
    payment.setMerchant("");
    payment.setDevice("");
    payments.check(payment);
    assertNull(payment.getMerchant());
    assertNull(payment.getDevice());
  }

  @Test
  void anEmptyTokenIsMissingWhereItMayNotBeNull() throws Exception {
    assertRefused("subject", RejectReason.MISSING_FIELD, p -> p.setSubject(""));
    assertRefused("payee", RejectReason.MISSING_FIELD, p -> p.setPayee(""));
    assertRefused("event_id", RejectReason.MISSING_FIELD, p -> p.setEventId(""));
    assertRefused("provider", RejectReason.MISSING_FIELD, p -> p.setProvider(""));
  }

  @Test
  void textThatIsNoTokenMayBeEmpty() throws Exception {
    Payment payment = Samples.record(Payment.class);
    payment.setMcc("");
    payments.check(payment);
    assertEquals("", payment.getMcc());
  }

  @Test
  void anAmountIsNeverNegative() throws Exception {
    assertRefused("amount_minor", RejectReason.OUT_OF_RANGE, p -> p.setAmountMinor(-1));
    Payment nothing = Samples.record(Payment.class);
    nothing.setAmountMinor(0);
    assertDoesNotThrow(() -> payments.check(nothing));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gbp", "GB", "GBPX", "QQQ", "£"})
  void aCurrencyIsOneOfIso4217(String currency) throws Exception {
    assertRefused("currency", RejectReason.UNKNOWN_CURRENCY, p -> p.setCurrency(currency));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "G", "gb", "GBR", "G1", "ÄÖ"})
  void aCountryIsTwoCapitalLetters(String country) throws Exception {
    assertRefused("payer_country", RejectReason.BAD_COUNTRY, p -> p.setPayerCountry(country));
    LivestreamSession session = Samples.record(LivestreamSession.class);
    session.setHostCountry(country);
    DomainCheck sessions = DomainCheck.of(LivestreamSession.getClassSchema());
    assertThrows(InvalidRecordException.class, () -> sessions.check(session));
    session.setHostCountry(null);
    assertDoesNotThrow(() -> sessions.check(session));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.001, 1.001, Double.NaN, Double.POSITIVE_INFINITY})
  void aConfidenceIsFromZeroToOne(double confidence) throws Exception {
    DomainCheck signals = DomainCheck.of(ExternalSignal.getClassSchema());
    ExternalSignal signal = Samples.record(ExternalSignal.class);
    signal.setConfidence(confidence);
    assertThrows(InvalidRecordException.class, () -> signals.check(signal));
    signal.setConfidence(1);
    assertDoesNotThrow(() -> signals.check(signal));
  }

  @Test
  void aTokenHasAtMost128BytesOfUtf8() throws Exception {
    accept(p -> p.setPayee("p".repeat(128)));
    assertRefused("payee", RejectReason.OUT_OF_RANGE, p -> p.setPayee("p".repeat(129)));
    accept(p -> p.setDevice("ü".repeat(64)));
    assertRefused("device", RejectReason.OUT_OF_RANGE, p -> p.setDevice("ü".repeat(64) + "d"));
    accept(p -> p.setEventId("\uD83D\uDCA9".repeat(32)));
    assertRefused("event_id", RejectReason.OUT_OF_RANGE, p -> p.setEventId("\u20AC".repeat(43)));
  }

  @Test
  void namesUrlsAndListsHaveTheirOwnBounds() throws Exception {
    DomainCheck queries = DomainCheck.of(DnsQuery.getClassSchema());
    DnsQuery query = Samples.record(DnsQuery.class);
    query.setQuery("q".repeat(1_024));
    query.setAnswers(Collections.nCopies(1_000, "a".repeat(8_192)));
    assertDoesNotThrow(() -> queries.check(query));
    query.setQuery("q".repeat(1_025));
    assertField("query", () -> queries.check(query));
    query.setQuery("q");
    query.setAnswers(Collections.nCopies(1_001, "a"));
    assertField("answers", () -> queries.check(query));
    query.setAnswers(List.of("a", "a".repeat(8_193)));
    assertField("answers", () -> queries.check(query));

    DomainCheck requests = DomainCheck.of(WebRequest.getClassSchema());
    WebRequest request = Samples.record(WebRequest.class);
    request.setUrl("u".repeat(8_192));
    assertDoesNotThrow(() -> requests.check(request));
    request.setUrl("u".repeat(8_193));
    assertField("url", () -> requests.check(request));
  }

  @Test
  void anEntityIsATokenOrAName() throws Exception {
    DomainCheck signals = DomainCheck.of(ExternalSignal.getClassSchema());
    ExternalSignal signal = Samples.record(ExternalSignal.class);
    signal.setEntityKind(EntityKind.DOMAIN);
    signal.setEntity("n".repeat(253));
    assertDoesNotThrow(() -> signals.check(signal));
    signal.setEntity("n".repeat(254));
    assertField("entity", () -> signals.check(signal));
    signal.setEntityKind(EntityKind.PAYEE);
    signal.setEntity("n".repeat(128));
    assertDoesNotThrow(() -> signals.check(signal));
    signal.setEntity("n".repeat(129));
    assertField("entity", () -> signals.check(signal));
  }

  @Test
  void recordsInsideARecordAreCheckedToo() throws Exception {
    DomainCheck manifests = DomainCheck.of(ListManifest.getClassSchema());
    ListManifest manifest = Samples.record(ListManifest.class);
    manifest.getBase().setVersion("v".repeat(129));
    assertField("base.version", () -> manifests.check(manifest));
    manifest.getBase().setVersion("v");
    ListPart part = ListPart.newBuilder(manifest.getBase()).setFile("f".repeat(129)).build();
    manifest.setDeltas(List.of(manifest.getBase(), part));
    assertField("deltas.file", () -> manifests.check(manifest));
  }

  @Test
  void ofASmallRecordTheValuesAreCheckedAlsoInside() throws Exception {
    Schema inner =
        SchemaBuilder.record("Inner")
            .fields()
            .name("share")
            .prop(DomainCheck.DOMAIN, "unit_interval")
            .type()
            .doubleType()
            .noDefault()
            .endRecord();
    Schema schema =
        SchemaBuilder.record("Outer")
            .fields()
            .name("one")
            .type(inner)
            .noDefault()
            .name("more")
            .prop(DomainCheck.MAX_ITEMS, "7")
            .type(Schema.createArray(inner))
            .noDefault()
            .endRecord();
    DomainCheck check = DomainCheck.of(schema);
    assertEquals(7, check.small());
    check.checkSmall(new Tree(new Tree(1.0), List.of(new Tree(0.5))));
    assertField("one.share", () -> check.checkSmall(new Tree(new Tree(2.0), List.of())));
    Tree broken = new Tree(new Tree(1.0), List.of(new Tree(0.5), new Tree(-1.0)));
    assertField("more.share", () -> check.checkSmall(broken));
  }

  /** A record of any schema. */
  private record Tree(Object... values) implements SpecificRecord {
    @Override
    public Object get(int field) {
      return values[field];
    }

    @Override
    public void put(int field, Object value) {
      values[field] = value;
    }

    @Override
    public Schema getSchema() {
      throw new UnsupportedOperationException();
    }
  }

  /** One narrow text would have all checks made of every event. */
  @Test
  void eventsAreSmallIfTheirTokensMayBe() {
    for (String topic : TopicNames.INPUTS) {
      assertEquals(
          RecordLimits.MAX_TOKEN_BYTES, DomainCheck.of(TopicNames.schema(topic)).small(), topic);
    }
  }

  /** A text without a bound is a record that grows in state and is too large for a topic. */
  @Test
  void everyTextAndListOfEveryTopicIsBounded() {
    for (String topic : TopicNames.ALL) {
      assertEquals(List.of(), unbounded(TopicNames.schema(topic)), topic);
    }
  }

  private static List<String> unbounded(Schema schema) {
    List<String> unbounded = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      Schema type = field.schema().isNullable() ? field.schema().getTypes().get(1) : field.schema();
      boolean list = type.getType() == Schema.Type.ARRAY;
      if (list && field.getProp(DomainCheck.MAX_ITEMS) == null) {
        unbounded.add(field.name() + "[]");
      }
      Schema of = list ? type.getElementType() : type;
      if (of.getType() == Schema.Type.RECORD) {
        unbounded.addAll(unbounded(of));
      } else if (of.getType() == Schema.Type.STRING
          && field.getProp(DomainCheck.MAX) == null
          && field.getProp(DomainCheck.DOMAIN) == null) {
        unbounded.add(field.name());
      }
    }
    return unbounded;
  }

  @Test
  void aSchemaMayNotNameAnUnknownDomain() {
    Schema schema =
        SchemaBuilder.record("R")
            .fields()
            .name("f")
            .prop("domain", "planet")
            .type()
            .stringType()
            .noDefault()
            .endRecord();
    assertThrows(IllegalArgumentException.class, () -> DomainCheck.of(schema));
  }

  private void accept(Consumer<Payment> change) throws Exception {
    Payment payment = Samples.record(Payment.class);
    change.accept(payment);
    assertDoesNotThrow(() -> payments.check(payment));
  }

  private static void assertField(String field, Executable check) {
    InvalidRecordException e = assertThrows(InvalidRecordException.class, check);
    assertEquals(RejectReason.OUT_OF_RANGE, e.reason());
    assertEquals(field, e.field());
  }

  private void assertRefused(String field, RejectReason reason, Consumer<Payment> change)
      throws Exception {
    Payment payment = Samples.record(Payment.class);
    change.accept(payment);
    InvalidRecordException e =
        assertThrows(InvalidRecordException.class, () -> payments.check(payment));
    assertEquals(reason, e.reason());
    assertEquals(field, e.field());
    assertEquals(payment.getEventTime(), e.eventTime());
  }
}
