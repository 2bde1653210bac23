package org.drey.rules.schema;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of a stream as rules see it.
 *
 * @param name the field's name in rules, findings and files
 * @param type how it is stored and compared
 * @param symbols the symbols of an {@link FieldType#ENUM} in order of their ordinals, else empty
 * @param entity the kind of entity that the field names, or null if it names none
 * @param kindField the enum field that names the kind instead, for a field whose kind varies
 * @param range the numbers that it may be
 * @param raw whether whoever is seen can make up values without end: a name that is asked for, an
 *     address that is called. Nothing is kept by such a key
 * @param keywords whether keywords, which name no field, are looked for in it
 */
public record StreamField(
    String name,
    FieldType type,
    List<String> symbols,
    @Nullable EntityKind entity,
    @Nullable String kindField,
    NumberRange range,
    boolean raw,
    boolean keywords)
    implements Serializable {

  public StreamField {
    symbols = List.copyOf(symbols);
  }

  /** A field that names no entity. */
  public static StreamField of(String name, FieldType type) {
    return new StreamField(name, type, List.of(), null, null, NumberRange.ANY, false, false);
  }

  /** A field with a closed set of symbols. */
  public static StreamField symbols(String name, List<String> symbols) {
    return new StreamField(
        name, FieldType.ENUM, symbols, null, null, NumberRange.ANY, false, false);
  }

  /** A token that names an entity of one kind. */
  public static StreamField token(String name, EntityKind kind) {
    return new StreamField(
        name, FieldType.TEXT, List.of(), kind, null, NumberRange.ANY, false, false);
  }

  /** A token whose kind is in another field of the event. */
  public static StreamField tokenOfKind(String name, String kindField) {
    return new StreamField(
        name, FieldType.TEXT, List.of(), null, kindField, NumberRange.ANY, false, false);
  }

  /** The same field, its values such as anyone can make up. */
  public StreamField asRaw() {
    return new StreamField(name, type, symbols, entity, kindField, range, true, keywords);
  }

  /** The same field, whose numbers are in a range. */
  public StreamField within(NumberRange numbers) {
    return new StreamField(name, type, symbols, entity, kindField, numbers, raw, keywords);
  }

  /** The same field, in which keywords are looked for. */
  public StreamField withKeywords() {
    return new StreamField(name, type, symbols, entity, kindField, range, raw, true);
  }

  public boolean namesEntity() {
    return entity != null || kindField != null;
  }
}
