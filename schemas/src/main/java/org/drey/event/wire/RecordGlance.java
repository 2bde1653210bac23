package org.drey.event.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.wire.BoundedDecoder.BrokenBody;
import org.jspecify.annotations.Nullable;

/**
 * A look at encoded records that makes no records: to decode a query takes more than twice as long,
 * and of nearly all of them only a name is wanted.
 *
 * <p>It sees the values of a record that is plain: written with the current schema, valid, no token
 * of it empty, and all its texts ASCII. Such a record {@link AvroCodec#decode} takes, and with the
 * same values. Of any other it says nothing, not even whether it is valid.
 *
 * <p>Fields are named by their position in the schema. An instance belongs to one thread.
 */
public final class RecordGlance {
  private final byte[] header;
  private final PlainField[] fields;
  private final BoundedDecoder body = new BoundedDecoder();
  private byte[] message = {};
  private final boolean[] nulls;
  private final long[] numbers;

  /** The indexes at which a text or list begins, and of a text where it ends. */
  private final int[] starts;

  private final int[] ends;

  /** The text of each field that was last asked for as one that is repeated. */
  private final String[] repeated;

  private final byte[][] repeatedBytes;

  private RecordGlance(Schema schema, PlainField[] fields) {
    int size = fields.length;
    this.header = AvroCodec.headerOf(ReleasedSchemas.fingerprint(schema));
    this.fields = fields;
    this.nulls = new boolean[size];
    this.numbers = new long[size];
    this.starts = new int[size];
    this.ends = new int[size];
    this.repeated = new String[size];
    Arrays.fill(repeated, "");
    this.repeatedBytes = new byte[size][0];
  }

  /**
   * For the records of a class; empty where a value has to be checked for more than its size, or is
   * neither text, a list of texts, a whole number, a symbol nor a boolean.
   */
  public static Optional<RecordGlance> of(Class<? extends SpecificRecordBase> type) {
    Schema schema = RecordModel.schema(type);
    List<PlainField> fields =
        schema.getFields().stream().flatMap(field -> PlainField.of(field).stream()).toList();
    return fields.size() == schema.getFields().size()
        ? Optional.of(new RecordGlance(schema, fields.toArray(PlainField[]::new)))
        : Optional.empty();
  }

  /** Returns whether a record is plain; if it is, its values are seen until the next call. */
  public boolean sees(byte @Nullable [] encoded) {
    if (encoded == null || encoded.length > RecordLimits.MAX_RECORD_BYTES || !hasHeader(encoded)) {
      return false;
    }
    message = encoded;
    body.reset(encoded, header.length);
    try {
      for (int field = 0; field < fields.length; field++) {
        if (!isNullNext(field)) {
          pass(field);
        }
      }
    } catch (BrokenBody e) {
      return false;
    }
    return body.isAtEnd();
  }

  private boolean hasHeader(byte[] encoded) {
    int length = header.length;
    return encoded.length >= length && Arrays.equals(encoded, 0, length, header, 0, length);
  }

  private boolean isNullNext(int field) {
    int nullBranch = fields[field].nullBranch();
    if (nullBranch == PlainField.NEVER_NULL) {
      return false;
    }
    nulls[field] = number(0, 1) == nullBranch;
    return nulls[field];
  }

  private void pass(int field) {
    PlainField next = fields[field];
    switch (next.kind()) {
      case TEXT -> {
        starts[field] = passText(next);
        ends[field] = body.position();
      }
      case TEXTS -> {
        starts[field] = body.position();
        passTexts(next);
      }
      case NUMBER -> numbers[field] = number(next.least(), next.most());
      case BOOLEAN -> numbers[field] = body.readBoolean() ? 1 : 0;
    }
  }

  /** Passes over a text; returns where it begins. */
  private int passText(PlainField field) {
    long length = number(field.least(), field.most());
    int start = body.position();
    body.skipFixed((int) length);
    if (!StrictUtf8.isAscii(message, start, (int) length)) {
      throw new BrokenBody("not plain");
    }
    return start;
  }

  private void passTexts(PlainField field) {
    long items = 0;
    for (long left = body.readArrayStart(); left > 0; left = body.arrayNext()) {
      items += left;
      if (items > field.maxItems()) {
        throw new BrokenBody("not plain");
      }
      for (; left > 0; left--) {
        passText(field);
      }
    }
  }

  private long number(long atLeast, long atMost) {
    long number = body.readLong();
    if (number < atLeast || number > atMost) {
      throw new BrokenBody("not plain");
    }
    return number;
  }

  public boolean isNull(int field) {
    return nulls[field];
  }

  /**
   * The value of a number; of a time, milliseconds since 1970; of an enum, the symbol's ordinal.
   */
  public long numberAt(int field) {
    return numbers[field];
  }

  public boolean booleanAt(int field) {
    return numbers[field] == 1;
  }

  public String textAt(int field) {
    return text(starts[field], ends[field]);
  }

  /** The text of a field that many records in a row have alike, which is then the same object. */
  public String repeatedTextAt(int field) {
    int start = starts[field];
    int end = ends[field];
    byte[] before = repeatedBytes[field];
    if (!Arrays.equals(message, start, end, before, 0, before.length)) {
      repeatedBytes[field] = Arrays.copyOfRange(message, start, end);
      repeated[field] = text(start, end);
    }
    return repeated[field];
  }

  /** The texts of a list. */
  public List<String> textsAt(int field) {
    List<String> list = new ArrayList<>();
    body.reset(message, starts[field]);
    for (long left = body.readArrayStart(); left > 0; left = body.arrayNext()) {
      for (; left > 0; left--) {
        int start = passText(fields[field]);
        list.add(text(start, body.position()));
      }
    }
    return list;
  }

  private String text(int start, int end) {
    return new String(message, start, end - start, StandardCharsets.ISO_8859_1); // ASCII is in it
  }

  /**
   * A field as far as a {@link RecordGlance} has to know it, with the bounds that {@link
   * DomainCheck} has.
   *
   * @param nullBranch which branch of its union is null, or {@link #NEVER_NULL}
   * @param least the least value of a number, or length of a text in bytes
   * @param most the greatest value, or length of a text, also of each in a list
   * @param maxItems how many texts a list may have
   */
  private record PlainField(Kind kind, int nullBranch, long least, long most, int maxItems) {
    static final int NEVER_NULL = -1;

    enum Kind {
      TEXT,
      TEXTS,
      /** An int, a long, or the number of a symbol. */
      NUMBER,
      BOOLEAN
    }

    /** Empty if it is of any other type, or its value is checked for more than its size. */
    static Optional<PlainField> of(Schema.Field field) {
      Schema schema = field.schema();
      boolean isOneType =
          !schema.isUnion() || (schema.isNullable() && schema.getTypes().size() == 2);
      if (!isOneType || field.getProp(DomainCheck.DOMAIN) != null) {
        return Optional.empty();
      }
      int nullBranch = schema.isNullable() ? schema.getIndexNamed("null") : NEVER_NULL;
      Schema type = SchemaChecks.withoutNull(schema);
      return switch (type.getType()) {
        case STRING -> {
          int least = SchemaChecks.isToken(field) ? 1 : 0;
          yield bounded(Kind.TEXT, nullBranch, least, SchemaChecks.max(field));
        }
        case ARRAY ->
            type.getElementType().getType() == Schema.Type.STRING
                ? Optional.of(
                    new PlainField(
                        Kind.TEXTS,
                        nullBranch,
                        0,
                        SchemaChecks.max(field),
                        SchemaChecks.maxItems(field)))
                : Optional.empty();
        case LONG -> bounded(Kind.NUMBER, nullBranch, Long.MIN_VALUE, Long.MAX_VALUE);
        case INT -> bounded(Kind.NUMBER, nullBranch, Integer.MIN_VALUE, Integer.MAX_VALUE);
        case ENUM -> bounded(Kind.NUMBER, nullBranch, 0, type.getEnumSymbols().size() - 1);
        case BOOLEAN -> bounded(Kind.BOOLEAN, nullBranch, 0, 1);
        default -> Optional.empty();
      };
    }

    private static Optional<PlainField> bounded(Kind kind, int nullBranch, long least, long most) {
      return Optional.of(new PlainField(kind, nullBranch, least, most, 0));
    }
  }
}
