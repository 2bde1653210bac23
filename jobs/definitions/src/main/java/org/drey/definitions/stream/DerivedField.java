package org.drey.definitions.stream;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;
import org.drey.blocklist.name.CanonicalName;
import org.drey.blocklist.name.PublicSuffixes;
import org.drey.blocklist.url.UrlHost;
import org.drey.blocklist.url.UrlParts;
import org.drey.definitions.config.SuffixList;
import org.drey.definitions.record.EventRow.Derivation;
import org.drey.event.wire.RecordLimits;
import org.drey.rules.schema.EntityKind;
import org.drey.rules.schema.Event;
import org.drey.rules.schema.FieldType;
import org.drey.rules.schema.NumberRange;
import org.drey.rules.schema.StreamField;
import org.drey.rules.schema.StreamSchema;
import org.jspecify.annotations.Nullable;

/**
 * A field that is computed from others.
 *
 * @param field its name and type
 * @param from the fields that it is computed from
 * @param computation how it is computed, made once for a stream in a subtask
 */
record DerivedField(StreamField field, List<String> from, Computation computation) {

  private static final long SECONDS_A_MINUTE = 60;
  private static final long SECONDS_AN_HOUR = 3600;
  private static final long HOURS_A_DAY = 24;

  /** The surroundings that derivations need. */
  static final class Context {
    private final CurrencyRates rates;
    private final SuffixList suffixList;
    private final Runnable withoutRate;
    private @Nullable PublicSuffixes suffixes;

    Context(CurrencyRates rates, SuffixList suffixList, Runnable withoutRate) {
      this.rates = rates;
      this.suffixList = suffixList;
      this.withoutRate = withoutRate;
    }

    CurrencyRates rates() {
      return rates;
    }

    /** The public suffix list, read when a rule first asks for it. */
    PublicSuffixes suffixes() {
      if (suffixes == null) {
        suffixes = suffixList.open();
      }
      return suffixes;
    }
  }

  /** Finds its inputs' slots and gives the derivation. */
  interface Computation {
    Derivation in(StreamSchema schema, Context context);
  }

  /** Minor units by the currency's exponent times the day's rate; null without a rate. */
  static DerivedField amount() {
    return new DerivedField(
        StreamField.of("amount", FieldType.DECIMAL).within(NumberRange.NON_NEGATIVE),
        List.of("amount_minor", "currency", "event_time"),
        (schema, context) -> {
          int minor = schema.slot("amount_minor");
          int currency = schema.slot("currency");
          int time = schema.slot("event_time");
          return event -> {
            String code = event.textAt(currency);
            BigDecimal rate = context.rates().on(day(event, time), code);
            if (rate == null) {
              context.withoutRate.run();
              return null;
            }
            return major(event.longAt(minor), code).multiply(rate);
          };
        });
  }

  /** Returns whether the amount is a multiple of 5 in its own currency. */
  static DerivedField roundAmount() {
    BigDecimal five = BigDecimal.valueOf(5);
    return new DerivedField(
        StreamField.of("round_amount", FieldType.BOOLEAN),
        List.of("amount_minor", "currency"),
        (schema, context) -> {
          int minor = schema.slot("amount_minor");
          int currency = schema.slot("currency");
          return event ->
              major(event.longAt(minor), event.textAt(currency)).remainder(five).signum() == 0;
        });
  }

  /** Returns whether payer and payee are in different countries. */
  static DerivedField crossBorder() {
    return new DerivedField(
        StreamField.of("cross_border", FieldType.BOOLEAN),
        List.of("payer_country", "payee_country"),
        (schema, context) -> {
          int from = schema.slot("payer_country");
          int to = schema.slot("payee_country");
          return event -> !event.textAt(from).equals(event.textAt(to));
        });
  }

  /** The hour of the day, 0 to 23, at the place of the event; null without an offset. */
  static DerivedField localHour(String name, String offsetField) {
    return new DerivedField(
        StreamField.of(name, FieldType.LONG).within(new NumberRange(0, HOURS_A_DAY - 1)),
        List.of(offsetField, "event_time"),
        (schema, context) -> {
          int time = schema.slot("event_time");
          int offset = schema.slot(offsetField);
          return event -> {
            if (event.isNull(offset)) {
              return null;
            }
            long local =
                Math.floorDiv(event.longAt(time), 1000L) + event.longAt(offset) * SECONDS_A_MINUTE;
            return Math.floorMod(Math.floorDiv(local, SECONDS_AN_HOUR), HOURS_A_DAY);
          };
        });
  }

  /** The UTC date, as 2026-03-02. */
  static DerivedField day() {
    return new DerivedField(
        StreamField.of("day", FieldType.TEXT),
        List.of("event_time"),
        (schema, context) -> {
          int time = schema.slot("event_time");
          return event -> day(event, time).toString();
        });
  }

  /** The name that a registrant holds: the public suffix and one label more. */
  static DerivedField registeredDomain(String nameField) {
    return new DerivedField(
        StreamField.token("registered_domain", EntityKind.DOMAIN),
        List.of(nameField),
        (schema, context) -> {
          int slot = schema.slot(nameField);
          return event -> {
            String name = canonical(event, slot);
            return name == null ? null : context.suffixes().registeredDomain(name);
          };
        });
  }

  static DerivedField publicSuffix(String nameField) {
    return new DerivedField(
        StreamField.of("public_suffix", FieldType.TEXT),
        List.of(nameField),
        (schema, context) -> {
          int slot = schema.slot(nameField);
          return event -> {
            String name = canonical(event, slot);
            return name == null ? null : context.suffixes().publicSuffix(name);
          };
        });
  }

  /** The host of a URL; null for one that is longer than any name. */
  static DerivedField host(String name, String urlField) {
    return new DerivedField(
        StreamField.token(name, EntityKind.DOMAIN).asRaw(),
        List.of(urlField),
        (schema, context) -> {
          int slot = schema.slot(urlField);
          return event -> {
            String host = event.isNull(slot) ? null : UrlHost.of(event.textAt(slot));
            return host == null || host.length() > RecordLimits.MAX_NAME_BYTES ? null : host;
          };
        });
  }

  /** The address of a server, where a host is one; null where it is a name. */
  static DerivedField serverAddress(String name, String urlField) {
    return new DerivedField(
        StreamField.of(name, FieldType.TEXT).asRaw(),
        List.of(urlField),
        (schema, context) -> {
          int slot = schema.slot(urlField);
          return event -> {
            String host = event.isNull(slot) ? null : UrlHost.of(event.textAt(slot));
            return host == null ? null : UrlHost.address(host);
          };
        });
  }

  /** A part of a URL, as seen; null where a URL has none. */
  static DerivedField urlPart(
      String name, String urlField, Function<UrlParts, @Nullable String> part) {
    return new DerivedField(
        StreamField.of(name, FieldType.TEXT).asRaw(),
        List.of(urlField),
        (schema, context) -> {
          int slot = schema.slot(urlField);
          return event -> {
            UrlParts parts = event.isNull(slot) ? null : UrlParts.of(event.textAt(slot));
            return parts == null ? null : part.apply(parts);
          };
        });
  }

  private static @Nullable String canonical(Event event, int slot) {
    return event.isNull(slot) ? null : CanonicalName.of(event.textAt(slot));
  }

  private static BigDecimal major(long minor, String currency) {
    int exponent = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    return BigDecimal.valueOf(minor, exponent);
  }

  private static LocalDate day(Event event, int timeSlot) {
    return Instant.ofEpochMilli(event.longAt(timeSlot)).atZone(ZoneOffset.UTC).toLocalDate();
  }
}
