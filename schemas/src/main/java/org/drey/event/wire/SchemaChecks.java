package org.drey.event.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.drey.event.wire.DomainCheck.Check;

/** Collects the checks of a schema for a {@link DomainCheck}. */
final class SchemaChecks {
  private final List<Check> all = new ArrayList<>();
  private final List<Check> ofSmall = new ArrayList<>();
  private int small = Integer.MAX_VALUE;

  private SchemaChecks() {}

  /** The checks of a record and of the records inside it. */
  static SchemaChecks of(Schema schema) {
    return of(schema, "");
  }

  /**
   * The checks of a record.
   *
   * @param path of the record, ending in a dot; empty for the outermost
   */
  private static SchemaChecks of(Schema schema, String path) {
    SchemaChecks checks = new SchemaChecks();
    for (Schema.Field field : schema.getFields()) {
      checks.add(schema, field, path + field.name());
    }
    return checks;
  }

  Check[] all() {
    return all.toArray(Check[]::new);
  }

  /** Those that a record without an empty text or anything larger than {@link #small} may fail. */
  Check[] ofSmall() {
    return ofSmall.toArray(Check[]::new);
  }

  /** The least bound of a text, in bytes, or of a list, in items. */
  int small() {
    return small;
  }

  private void add(Schema schema, Schema.Field field, String name) {
    boolean token = isToken(field);
    int max = max(field);
    Schema type = withoutNull(field.schema());
    switch (type.getType()) {
      case STRING -> {
        if (token || max < Integer.MAX_VALUE) {
          boolean nullable = field.schema().isNullable();
          addSizeCheck(new TextCheck(name, field.pos(), nullable, token, max), max);
        }
      }
      case ARRAY -> addList(field, name, type.getElementType());
      case RECORD -> addInner(of(type, name + "."), inner -> new InRecord(field.pos(), inner));
      default -> {}
    }
    String domain = field.getProp(DomainCheck.DOMAIN);
    if (domain != null) {
      Check check = ValueDomain.valueOf(domain.toUpperCase(Locale.ROOT)).of(name, field, schema);
      all.add(check);
      ofSmall.add(check);
    }
  }

  /** Adds a check that only an empty text fails, or what is larger than its bound. */
  private void addSizeCheck(Check check, int max) {
    all.add(check);
    small = Math.min(small, max);
  }

  private void addList(Schema.Field field, String name, Schema element) {
    int max = max(field);
    int maxItems = maxItems(field);
    if (maxItems < Integer.MAX_VALUE || max < Integer.MAX_VALUE) {
      int ofTexts = element.getType() == Schema.Type.STRING ? max : Integer.MAX_VALUE;
      ItemsCheck check = new ItemsCheck(name, field.pos(), maxItems, ofTexts);
      addSizeCheck(check, Math.min(maxItems, ofTexts));
    }
    if (element.getType() == Schema.Type.RECORD) {
      addInner(of(element, name + "."), inner -> new InList(field.pos(), inner));
    }
  }

  /**
   * Adds the checks of records inside the record.
   *
   * @param outer makes them a check of the record
   */
  private void addInner(SchemaChecks inner, Function<Check[], Check> outer) {
    all.add(outer.apply(inner.all()));
    if (!inner.ofSmall.isEmpty()) {
      ofSmall.add(outer.apply(inner.ofSmall()));
    }
    small = Math.min(small, inner.small);
  }

  /** Returns whether an empty text means that nothing is there. */
  static boolean isToken(Schema.Field field) {
    return "true".equals(field.getProp(DomainCheck.TOKEN));
  }

  /** Returns how many bytes a text, or each of a list, may have. */
  static int max(Schema.Field field) {
    return bound(field, DomainCheck.MAX);
  }

  /** Returns how many items a list may have. */
  static int maxItems(Schema.Field field) {
    return bound(field, DomainCheck.MAX_ITEMS);
  }

  private static int bound(Schema.Field field, String property) {
    String bound = field.getProp(property);
    return bound == null ? Integer.MAX_VALUE : Integer.parseInt(bound);
  }

  /** The type of a field that may be null. */
  static Schema withoutNull(Schema schema) {
    return !schema.isUnion()
        ? schema
        : schema.getTypes().stream()
            .filter(type -> type.getType() != Schema.Type.NULL)
            .findFirst()
            .orElseThrow();
  }

  /** The checks of a record inside the record, if it is there. */
  private record InRecord(int position, Check[] checks) implements Check {
    @Override
    public void check(SpecificRecord datum) throws InvalidRecordException {
      SpecificRecord inner = (SpecificRecord) datum.get(position);
      if (inner != null) {
        Check.each(checks, inner);
      }
    }
  }

  /** The checks of each record of a list. */
  private record InList(int position, Check[] checks) implements Check {
    @Override
    public void check(SpecificRecord datum) throws InvalidRecordException {
      for (Object item : (List<?>) datum.get(position)) {
        Check.each(checks, (SpecificRecord) item);
      }
    }
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
        throw DomainCheck.tooLong(field, max);
      }
    }
  }

  /** A list: how many items, and how long each text is. */
  private record ItemsCheck(String field, int position, int maxItems, int max) implements Check {
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
            throw DomainCheck.tooLong(field, max);
          }
        }
      }
    }
  }
}
