package org.drey.cli.dpia;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.Schema;
import org.drey.event.DetailField;
import org.drey.event.TopicNames;
import org.drey.event.wire.DomainCheck;

/**
 * A field of a stream's records.
 *
 * @param field its name
 * @param kind what its values are
 * @param token of what it is a token, such as subject or payee; empty if it is none
 * @param readByRules whether a rule in force reads it, or a field computed from it
 * @param says what it is, as its schema does
 */
record ProcessedField(String field, Kind kind, String token, boolean readByRules, String says) {
  private static final String RAW = "raw";

  /** The kind of values. */
  enum Kind {
    /** A token made with a key that only its provider has: pseudonymous. */
    TOKEN,
    /** A name or address as it was asked for, which may say something about who asked. */
    AS_SEEN,
    /** An id or name of a provider or of a thing, of no person. */
    ID,
    /** A number, a time, a class or a code. */
    VALUE
  }

  /**
   * Returns the fields of a stream.
   *
   * @param read the fields that rules read, without the stream's name
   */
  static List<ProcessedField> of(String topic, Set<String> read) {
    return TopicNames.schema(topic).getFields().stream()
        .map(field -> of(field, read.contains(field.name())))
        .toList();
  }

  private static ProcessedField of(Schema.Field field, boolean read) {
    String entity = field.getProp(DetailField.ENTITY);
    boolean isRaw = isTrue(field, RAW);
    boolean isNamed = isTrue(field, DomainCheck.TOKEN);
    boolean isToken = isNamed && entity != null && !isRaw;
    Kind plain = isNamed ? Kind.ID : Kind.VALUE;
    Kind kind = isRaw ? Kind.AS_SEEN : isToken ? Kind.TOKEN : plain;
    return new ProcessedField(
        field.name(),
        kind,
        isToken ? entity.toLowerCase(Locale.ROOT) : "",
        read,
        field.doc() == null ? "" : field.doc());
  }

  private static boolean isTrue(Schema.Field field, String property) {
    return "true".equals(field.getProp(property));
  }
}
