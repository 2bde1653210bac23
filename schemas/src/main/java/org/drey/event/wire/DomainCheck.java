package org.drey.event.wire;

import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The conditions on a decoded record beyond its types, as its schema marks them.
 *
 * <p>A field marked {@code "token": "true"} may not be the empty string: where it may be null it
 * becomes null, elsewhere it is missing. {@code "max"} bounds a text, or each text of a list, in
 * bytes of UTF-8, {@code "max_items"} a list. The property {@code "domain"} names one of the {@link
 * ValueDomain}s. Records inside the record are checked, too. Instances are immutable and may be
 * shared.
 */
public final class DomainCheck {
  /** Property of a field whose empty string means that nothing is there. */
  public static final String TOKEN = "token";

  /** Property of a field that names a {@link ValueDomain}, in lower case. */
  public static final String DOMAIN = "domain";

  /** Property of a field with text: how many bytes of UTF-8 it, or each item, may have. */
  public static final String MAX = "max";

  /** Property of a field with a list: how many items it may have. */
  public static final String MAX_ITEMS = "max_items";

  private final Check[] checks; // as the next: walked for every record, without an iterator
  private final Check[] checksOfSmall;
  private final int small;
  private final int eventTime;

  private DomainCheck(SchemaChecks checks, int eventTime) {
    this.checks = checks.all();
    this.checksOfSmall = checks.ofSmall();
    this.small = checks.small();
    this.eventTime = eventTime;
  }

  /** One demand on a record. */
  interface Check {
    void check(SpecificRecord datum) throws InvalidRecordException;

    /** Makes each of some demands on a record. */
    static void each(Check[] checks, SpecificRecord datum) throws InvalidRecordException {
      for (Check check : checks) {
        check.check(datum);
      }
    }
  }

  /** The checks of a record schema. */
  public static DomainCheck of(Schema schema) {
    Schema.Field time = schema.getField("event_time");
    return new DomainCheck(SchemaChecks.of(schema), time == null ? -1 : time.pos());
  }

  /**
   * Sets empty tokens to null where null may be, and refuses what is out of its domain.
   *
   * @throws InvalidRecordException for the first field that is, with the time of the event
   */
  public void check(SpecificRecord datum) throws InvalidRecordException {
    check(checks, datum);
  }

  /**
   * The same of a record of which no text is empty and nothing is larger than {@link #small}, as
   * most events are: then most checks need not be made.
   */
  void checkSmall(SpecificRecord datum) throws InvalidRecordException {
    check(checksOfSmall, datum);
  }

  /** The least bound of any text or list, in bytes or items: one narrow field makes it narrow. */
  int small() {
    return small;
  }

  private void check(Check[] demands, SpecificRecord datum) throws InvalidRecordException {
    try {
      Check.each(demands, datum);
    } catch (InvalidRecordException e) {
      throw e.at(eventTime < 0 ? null : (Instant) datum.get(eventTime));
    }
  }

  static InvalidRecordException tooLong(@Nullable String field, int max) {
    return new InvalidRecordException(
        RejectReason.OUT_OF_RANGE, field, "at most " + max + " bytes");
  }
}
