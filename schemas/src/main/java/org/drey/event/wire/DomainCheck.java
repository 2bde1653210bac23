package org.drey.event.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a decoded record must hold beyond its types, as its schema marks it.
 *
 * <p>A field marked {@code "token": "true"} may not be the empty string: where it may be null it
 * becomes null, elsewhere it is missing. {@code "max"} bounds a text, or each text of a list, in
 * bytes of UTF-8, {@code "max_items"} a list. The property {@code "domain"} names one of the {@link
 * Domain}s. Records inside the record are checked, too. Instances are immutable and may be shared.
 */
public final class DomainCheck {
  /** Property of a field whose empty string means that nothing is there. */
  public static final String TOKEN = "token";

  /** Property of a field that names a {@link Domain}, in lower case. */
  public static final String DOMAIN = "domain";

  /** Property of a field with text: how many bytes of UTF-8 it, or each item, may have. */
  public static final String MAX = "max";

  /** Property of a field with a list: how many items it may have. */
  public static final String MAX_ITEMS = "max_items";

  private final Check[] checks; // walked for every record, without an iterator
  private final int eventTime;

  private DomainCheck(List<Check> checks, int eventTime) {
    this.checks = checks.toArray(Check[]::new);
    this.eventTime = eventTime;
  }

  /** One demand on a record. */
  interface Check {
    void check(SpecificRecord datum) throws InvalidRecordException;
  }

  /** The checks of a record schema. */
  public static DomainCheck of(Schema schema) {
    List<Check> checks = new ArrayList<>();
    add(schema, "", checks);
    Schema.Field time = schema.getField("event_time");
    return new DomainCheck(checks, time == null ? -1 : time.pos());
  }

  /**
   * Sets empty tokens to null where null may be, and refuses what is out of its domain.
   *
   * @throws InvalidRecordException for the first field that is, with the time of the event
   */
  public void check(SpecificRecord datum) throws InvalidRecordException {
    try {
      checkAll(checks, datum);
    } catch (InvalidRecordException e) {
      throw e.at(eventTime < 0 ? null : (Instant) datum.get(eventTime));
    }
  }

  /**
   * Adds the checks of a record.
   *
   * @param path of the record, ending in a dot; empty for the outermost
   */
  private static void add(Schema schema, String path, List<Check> checks) {
    for (Schema.Field field : schema.getFields()) {
      String name = path + field.name();
      boolean token = "true".equals(field.getProp(TOKEN));
      int max = bound(field, MAX);
      Schema type = withoutNull(field.schema());
      switch (type.getType()) {
        case STRING -> {
          if (token || max < Integer.MAX_VALUE) {
            checks.add(new TextCheck(name, field.pos(), field.schema().isNullable(), token, max));
          }
        }
        case ARRAY -> addList(field, name, type.getElementType(), checks);
        case RECORD -> addRecord(field, name, type, checks);
        default -> {}
      }
      String domain = field.getProp(DOMAIN);
      if (domain != null) {
        checks.add(Domain.valueOf(domain.toUpperCase(Locale.ROOT)).of(name, field, schema));
      }
    }
  }

  private static void addList(Schema.Field field, String name, Schema element, List<Check> checks) {
    int max = bound(field, MAX);
    int maxItems = bound(field, MAX_ITEMS);
    if (maxItems < Integer.MAX_VALUE || max < Integer.MAX_VALUE) {
      boolean texts = element.getType() == Schema.Type.STRING;
      checks.add(new ListCheck(name, field.pos(), maxItems, texts ? max : Integer.MAX_VALUE));
    }
    if (element.getType() == Schema.Type.RECORD) {
      Check[] inner = inner(element, name);
      checks.add(
          datum -> {
            for (Object item : (List<?>) datum.get(field.pos())) {
              checkAll(inner, (SpecificRecord) item);
            }
          });
    }
  }

  private static void addRecord(Schema.Field field, String name, Schema type, List<Check> checks) {
    Check[] inner = inner(type, name);
    checks.add(
        datum -> {
          SpecificRecord value = (SpecificRecord) datum.get(field.pos());
          if (value != null) {
            checkAll(inner, value);
          }
        });
  }

  private static Check[] inner(Schema schema, String name) {
    List<Check> inner = new ArrayList<>();
    add(schema, name + ".", inner);
    return inner.toArray(Check[]::new);
  }

  private static void checkAll(Check[] checks, SpecificRecord datum) throws InvalidRecordException {
    for (Check check : checks) {
      check.check(datum);
    }
  }

  private static int bound(Schema.Field field, String property) {
    String bound = field.getProp(property);
    return bound == null ? Integer.MAX_VALUE : Integer.parseInt(bound);
  }

  private static Schema withoutNull(Schema schema) {
    return !schema.isUnion()
        ? schema
        : schema.getTypes().stream()
            .filter(type -> type.getType() != Schema.Type.NULL)
            .findFirst()
            .orElseThrow();
  }

  /** A text: whether it is there, and how long it is. */
  private record TextCheck(String field, int position, boolean nullable, boolean token, int max)
      implements Check {
    @Override
    public void check(SpecificRecord datum) throws InvalidRecordException {
      String text = (String) datum.get(position);
      if (text == null) {
        return;
      }
      if (token && text.isEmpty()) {
        if (!nullable) {
          throw new InvalidRecordException(
              RejectReason.MISSING_FIELD, field, "required, not empty");
        }
        datum.put(position, null);
      } else if (!Utf8Length.isAtMost(text, max)) {
        throw tooLong(field, max);
      }
    }
  }

  /** A list: how many items, and how long each text is. */
  private record ListCheck(String field, int position, int maxItems, int max) implements Check {
    @Override
    public void check(SpecificRecord datum) throws InvalidRecordException {
      List<?> items = (List<?>) datum.get(position);
      if (items == null || items.isEmpty()) {
        return;
      }
      if (items.size() > maxItems) {
        throw new InvalidRecordException(
            RejectReason.OUT_OF_RANGE, field, "at most " + maxItems + " items");
      }
      if (max < Integer.MAX_VALUE) {
        for (int i = 0; i < items.size(); i++) {
          if (!Utf8Length.isAtMost((String) items.get(i), max)) {
            throw tooLong(field, max);
          }
        }
      }
    }
  }

  static InvalidRecordException tooLong(@Nullable String field, int max) {
    return new InvalidRecordException(
        RejectReason.OUT_OF_RANGE, field, "at most " + max + " bytes");
  }
}
