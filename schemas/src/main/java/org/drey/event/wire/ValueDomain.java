package org.drey.event.wire;

import java.util.Currency;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.drey.event.EntityKind;

/** The values that a field may have; named by the property {@link DomainCheck#DOMAIN}. */
public enum ValueDomain {
  /** A long of at least 0. */
  NON_NEGATIVE,
  /** A double from 0 to 1. */
  UNIT_INTERVAL,
  /** The code of a currency that ISO 4217 knows or knew, in upper case. */
  CURRENCY,
  /** Two capital letters. */
  COUNTRY,
  /** A token, or where the field {@code entity_kind} is DOMAIN a name, which may be longer. */
  ENTITY;

  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  /**
   * The check of a field.
   *
   * @param name its path, for messages
   * @param schema the record that it is a field of
   */
  DomainCheck.Check of(String name, Schema.Field field, Schema schema) {
    int at = field.pos();
    return switch (this) {
      case NON_NEGATIVE ->
          value(name, at, RejectReason.OUT_OF_RANGE, "at least 0", value -> (Long) value >= 0);
      case UNIT_INTERVAL ->
          value(name, at, RejectReason.OUT_OF_RANGE, "from 0 to 1", ValueDomain::isInUnitInterval);
      case CURRENCY ->
          value(
              name,
              at,
              RejectReason.UNKNOWN_CURRENCY,
              "a currency of ISO 4217",
              CURRENCIES::contains);
      case COUNTRY ->
          value(name, at, RejectReason.BAD_COUNTRY, "two capital letters", ValueDomain::isCountry);
      case ENTITY -> entity(name, at, schema.getField("entity_kind").pos());
    };
  }

  /** Null, where it may be, is not checked. */
  private static DomainCheck.Check value(
      String name, int at, RejectReason reason, String expectation, Predicate<Object> holds) {
    return datum -> {
      Object value = datum.get(at);
      if (value != null && !holds.test(value)) {
        throw new InvalidRecordException(reason, name, expectation);
      }
    };
  }

  private static DomainCheck.Check entity(String name, int at, int kindAt) {
    return datum -> {
      boolean isName = datum.get(kindAt) == EntityKind.DOMAIN;
      int max = isName ? RecordLimits.MAX_NAME_BYTES : RecordLimits.MAX_TOKEN_BYTES;
      if (!Utf8Length.isAtMost((String) datum.get(at), max)) {
        throw DomainCheck.tooLong(name, max);
      }
    };
  }

  private static boolean isInUnitInterval(Object value) {
    double number = (Double) value;
    return number >= 0 && number <= 1;
  }

  private static boolean isCountry(Object value) {
    String code = (String) value;
    return code.length() == 2 && isCapital(code.charAt(0)) && isCapital(code.charAt(1));
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
