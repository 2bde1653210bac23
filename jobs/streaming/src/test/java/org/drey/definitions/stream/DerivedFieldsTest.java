package org.drey.definitions.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.DreyConfiguration.Rate;
import org.drey.definitions.config.SplashStatements;
import org.drey.definitions.config.SuffixList;
import org.drey.definitions.config.TimeSettings;
import org.drey.definitions.record.EventRow;
import org.drey.event.TopicNames;
import org.drey.rules.compile.FamilyCaps;
import org.drey.rules.schema.StreamField;
import org.drey.rules.score.AlertRetention;
import org.drey.streaming.fixture.Sample;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields that are computed from others, as rules see them. */
final class DerivedFieldsTest {
  private static final CurrencyRates RATES =
      new CurrencyRates(
          new DreyConfiguration(
              "GBP",
              List.of(
                  new Rate(LocalDate.of(2026, 3, 1), "EUR", new BigDecimal("0.85")),
                  new Rate(LocalDate.of(2026, 3, 10), "EUR", new BigDecimal("0.9")),
                  new Rate(LocalDate.of(2026, 3, 1), "JPY", new BigDecimal("0.0052")),
                  new Rate(LocalDate.of(2026, 3, 1), "BHD", new BigDecimal("2.1"))),
              Map.of(),
              Map.of(),
              FamilyCaps.CATALOGUE,
              DreyConfiguration.Blocklists.DEFAULT,
              TimeSettings.DEFAULT,
              false,
              SuffixList.BUNDLED,
              Map.of(),
              null,
              AlertRetention.USUAL,
              SplashStatements.UNSAID,
              null));

  /** A field of an event as rules see it, written as text; null if it is null. */
  private static @Nullable String value(Sample sample, String name) {
    StreamDefinition<?> stream = StreamRegistry.of(sample.topic());
    EventRow row = stream.row(RATES, SuffixList.BUNDLED, () -> {});
    int slot = stream.schema().slot(name);
    StreamField field = stream.schema().fields().get(slot);
    return row.show(sample.record()).asText(field, slot);
  }

  private static Sample payment() {
    return Sample.payment("a", "p1", "q1");
  }

  @ParameterizedTest
  @CsvSource({
    "2500, GBP, 2026-03-05, 25", // the reference currency needs no rate
    "1, EUR, 2026-03-05, 0.0085",
    "3333, EUR, 2026-03-05, 28.3305", // exact, nothing is rounded
    "10000, EUR, 2026-03-09, 85",
    "10000, EUR, 2026-03-10, 90", // from its day on
    "5000, JPY, 2026-03-05, 26", // no minor units
    "5000, BHD, 2026-03-05, 10.5" // a thousand minor units
  })
  void theAmountIsExactAndAtTheDaysRate(long minor, String currency, LocalDate day, String pounds) {
    Sample sample =
        payment()
            .with("amount_minor", minor)
            .with("currency", currency)
            .at(day.atTime(23, 59).toInstant(java.time.ZoneOffset.UTC));
    assertEquals(pounds, value(sample, "amount"));
  }

  @ParameterizedTest
  @CsvSource({"EUR, 2026-02-28T23:59:59.999Z", "USD, 2026-03-05T00:00:00Z"})
  void withoutARateThereIsNoAmount(String currency, Instant time) {
    assertEquals(null, value(payment().with("currency", currency).at(time), "amount"));
  }

  @ParameterizedTest
  @CsvSource({
    "2500, GBP, true",
    "2501, GBP, false",
    "2300, GBP, false",
    "0, GBP, true",
    "25, JPY, true",
    "26, JPY, false",
    "5000, BHD, true",
    "500, BHD, false"
  })
  void anAmountIsRoundInItsOwnCurrency(long minor, String currency, String round) {
    Sample sample = payment().with("amount_minor", minor).with("currency", currency);
    assertEquals(round, value(sample, "round_amount"));
  }

  @ParameterizedTest
  @CsvSource({"GB, GB, false", "GB, PH, true"})
  void countriesThatDifferAreCrossBorder(String from, String to, String crossBorder) {
    Sample sample = payment().with("payer_country", from).with("payee_country", to);
    assertEquals(crossBorder, value(sample, "cross_border"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T12:59:59.999Z, 0, 12",
    "2026-03-02T00:29:00Z, -30, 23",
    "2026-03-02T00:30:00Z, -30, 0",
    "2026-03-02T03:00:00Z, -720, 15",
    "2026-03-02T20:00:00Z, 480, 4",
    "2026-03-02T18:20:00Z, 345, 0",
    "1969-12-31T23:59:59Z, 0, 23"
  })
  void theLocalHourIsWhereTheSubjectIs(Instant time, int offset, String hour) {
    assertEquals(
        hour,
        value(payment().at(time).with("payer_utc_offset_minutes", offset), "payer_local_hour"));
    Sample session = Sample.of(TopicNames.LIVESTREAM_SESSIONS, "a").at(time);
    assertEquals(hour, value(session.with("host_utc_offset_minutes", offset), "host_local_hour"));
    assertEquals(
        hour, value(session.with("viewer_utc_offset_minutes", offset), "viewer_local_hour"));
  }

  @Test
  void withoutAnOffsetThereIsNoLocalHour() {
    assertEquals(null, value(payment().with("payer_utc_offset_minutes", null), "payer_local_hour"));
  }

  @ParameterizedTest
  @CsvSource({"2026-03-02T23:59:59.999Z, 2026-03-02", "2026-03-03T00:00:00Z, 2026-03-03"})
  void theDayIsThatOfUtc(Instant time, String day) {
    for (StreamDefinition<?> stream : StreamRegistry.all()) {
      assertEquals(day, value(Sample.of(stream.topic(), "a").at(time), "day"), stream.topic());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "www.shop.example, shop.example, example",
    "WWW.Shop.Example, shop.example, example",
    "a.b.shop.co.uk, shop.co.uk, co.uk",
    "co.uk, , co.uk",
    "bücher.example, xn--bcher-kva.example, example"
  })
  void namesHaveARegisteredDomainAndAPublicSuffix(String name, String domain, String suffix) {
    Sample query = Sample.query("a", "s1", name);
    assertEquals(domain, value(query, "registered_domain"));
    assertEquals(suffix, value(query, "public_suffix"));
  }

  @Test
  void aUrlHasAHost() {
    Sample request =
        Sample.of(TopicNames.WEB_REQUESTS, "a")
            .with("url", "https://WWW.shop.co.uk:8443/basket?item=7");
    assertEquals("www.shop.co.uk", value(request, "cs-host"));
    assertEquals("shop.co.uk", value(request, "registered_domain"));
    assertEquals(null, value(request, "dst_ip"));
    assertEquals("192.0.2.7", value(request.with("url", "http://192.0.2.7:80/"), "dst_ip"));
    assertEquals("2001:db8::7", value(request.with("url", "http://[2001:DB8::7]/"), "dst_ip"));
    assertEquals("/basket", value(request, "cs-uri-stem"));
    assertEquals("item=7", value(request, "c-uri-query"));
    assertEquals(null, value(request, "c-uri-extension"));
    assertEquals("exe", value(request.with("url", "http://a.example/b.exe?c"), "url_extension"));
    assertEquals(null, value(request.with("url", "http://a.example/b"), "cs-uri-query"));
    assertEquals(null, value(request.with("url", "mailto:someone"), "c-uri-stem"));
    assertEquals(null, value(request.with("url", "mailto:someone"), "host"));
    assertEquals(null, value(request.with("url", "mailto:someone"), "registered_domain"));
  }

  @Test
  void aRowThatShowsAnotherEventForgetsWhatItComputed() {
    StreamDefinition<?> stream = StreamRegistry.of(TopicNames.PAYMENTS);
    EventRow row = stream.row(RATES, SuffixList.BUNDLED, () -> {});
    int slot = stream.schema().slot("cross_border");
    assertTrue(row.show(payment().with("payee_country", "PH").record()).booleanAt(slot));
    assertFalse(row.show(payment().with("payee_country", "GB").record()).booleanAt(slot));
  }
}
