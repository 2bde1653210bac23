package org.drey.event.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a decoded record must hold beyond its types, as its schema marks it.
 *
 * <p>A field marked {@code "token": "true"} may not be the empty string: where it may be null it
 * becomes null, elsewhere it is missing. The property {@code "domain"} names one of the {@link
 * Rule}s. Only fields of the record itself are marked, not those of records inside it. Instances
 * are immutable and may be shared.
 */
public final class DomainCheck {
  /** Property of a field whose empty string means that nothing is there. */
  public static final String TOKEN = "token";

  /** Property of a field that names a {@link Rule}, in lower case. */
  public static final String DOMAIN = "domain";

  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private final List<Check> checks;
  private final int eventTime;

  private DomainCheck(List<Check> checks, int eventTime) {
    this.checks = List.copyOf(checks);
    this.eventTime = eventTime;
  }

  /** The checks of a record schema. */
  public static DomainCheck of(Schema schema) {
    List<Check> checks = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      if ("true".equals(field.getProp(TOKEN))) {
        checks.add(Check.of(field, Rule.TOKEN));
      }
      String name = field.getProp(DOMAIN);
      if (name != null) {
        checks.add(Check.of(field, Rule.valueOf(name.toUpperCase(Locale.ROOT))));
      }
    }
    Schema.Field time = schema.getField("event_time");
    return new DomainCheck(checks, time == null ? -1 : time.pos());
  }

  /** Sets empty tokens to null where null may be, and refuses what is out of its domain. */
  public void check(SpecificRecord datum) throws InvalidRecordException {
    for (Check check : checks) {
      Object value = datum.get(check.position());
      if (value == null) {
        continue;
      }
      if (check.rule() == Rule.TOKEN) {
        checkToken(datum, check, (String) value);
      } else if (!holds(check.rule(), value)) {
        throw new InvalidRecordException(
                check.rule().reason, check.field(), check.rule().expectation)
            .at(eventTime(datum));
      }
    }
  }

  private void checkToken(SpecificRecord datum, Check check, String value)
      throws InvalidRecordException {
    if (!value.isEmpty()) {
      return;
    }
    if (!check.nullable()) {
      throw new InvalidRecordException(check.rule().reason, check.field(), Rule.TOKEN.expectation)
          .at(eventTime(datum));
    }
    datum.put(check.position(), null);
  }

  private @Nullable Instant eventTime(SpecificRecord datum) {
    return eventTime < 0 ? null : (Instant) datum.get(eventTime);
  }

  private static boolean holds(Rule rule, Object value) {
    return switch (rule) {
      case TOKEN -> !((String) value).isEmpty();
      case NON_NEGATIVE -> (Long) value >= 0;
      case UNIT_INTERVAL -> (Double) value >= 0 && (Double) value <= 1;
      case CURRENCY -> CURRENCIES.contains(value);
      case COUNTRY -> isCountry((String) value);
    };
  }

  private static boolean isCountry(String value) {
    return value.length() == 2 && isCapital(value.charAt(0)) && isCapital(value.charAt(1));
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  /** What a field's value may be. */
  public enum Rule {
    /** Text that is not empty; set by the property {@link #TOKEN}. */
    TOKEN(RejectReason.MISSING_FIELD, "required, not empty"),
    /** A long of at least 0. */
    NON_NEGATIVE(RejectReason.OUT_OF_RANGE, "at least 0"),
    /** A double from 0 to 1. */
    UNIT_INTERVAL(RejectReason.OUT_OF_RANGE, "from 0 to 1"),
    /** The code of a currency that ISO 4217 knows or knew, in upper case. */
    CURRENCY(RejectReason.UNKNOWN_CURRENCY, "a currency of ISO 4217"),
    /** Two capital letters. */
    COUNTRY(RejectReason.BAD_COUNTRY, "two capital letters");

    private final RejectReason reason;
    private final String expectation;

    Rule(RejectReason reason, String expectation) {
      this.reason = reason;
      this.expectation = expectation;
    }
  }

  private record Check(Rule rule, String field, int position, boolean nullable) {
    static Check of(Schema.Field field, Rule rule) {
      return new Check(rule, field.name(), field.pos(), field.schema().isNullable());
    }
  }
}
