package org.drey.event.wire;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.drey.event.ExternalSignal;
import org.drey.event.LivestreamSession;
import org.drey.event.Payment;
import org.drey.event.Samples;
import org.junit.jupiter.api.Test;
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
