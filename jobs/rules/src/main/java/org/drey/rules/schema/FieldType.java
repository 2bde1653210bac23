package org.drey.rules.schema;

/** The type of a slot: how an event's field is stored and what a rule may ask of it. */
public enum FieldType {
  LONG,
  DOUBLE,
  /** An exact amount, compared as a decimal and never as a binary fraction. */
  DECIMAL,
  BOOLEAN,
  /** One symbol of a closed set; stored as its ordinal in {@link StreamField#symbols()}. */
  ENUM,
  TEXT,
  /** Several texts; a condition holds if one of them satisfies it. */
  TEXT_LIST;

  /** Returns whether values are compared by size ({@code lt}, {@code gte}, …). */
  public boolean isNumber() {
    return this == LONG || this == DOUBLE || this == DECIMAL;
  }

  /** Returns whether string modifiers ({@code contains}, {@code startswith}, …) apply. */
  public boolean isText() {
    return this == TEXT || this == TEXT_LIST || this == ENUM;
  }
}
