package org.drey.definitions.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.drey.event.DetailField;
import org.drey.event.DetailFields;
import org.drey.rules.schema.EntityKind;
import org.drey.rules.schema.StreamSchema;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;
import org.drey.rules.state.TextTable;
import org.jspecify.annotations.Nullable;

/**
 * The few fields of an event that explain an alert. They are taken at the door, travel as bytes
 * that nothing reads, and are read again when an alert is written. Of queries and requests there is
 * none: no name or URL is ever kept.
 *
 * @param topic the event's stream
 * @param values the values of the stream's {@link DetailFields}, in their order, as text
 */
public record EventDetails(String topic, List<@Nullable String> values) {
  private static final String HOST = EntityKind.HOST.name();
  private static final String HOST_AGE = "host_age_assurance";

  /** Takes the details of an event of a stream. */
  public static byte[] take(StreamSchema stream, EventRow event) {
    List<@Nullable String> values = new ArrayList<>();
    for (DetailField field : fields(stream.topic())) {
      int slot = stream.slot(field.name());
      String value = event.asText(stream.fields().get(slot), slot);
      values.add(value != null && value.equals(field.ofNull()) ? null : value);
    }
    return write(stream.topic(), values);
  }

  private static List<DetailField> fields(String topic) {
    DetailFields fields = DetailFields.of(topic);
    return fields == null ? List.of() : fields.all();
  }

  /** The ways in which a value is written, in the two low bits of its field's number. */
  private static final int SYMBOL = 0;

  private static final int NUMBER = 1;
  private static final int NAMED = 2;
  private static final int TEXT = 3;

  /** Any number of so many characters fits. */
  private static final int MOST_DIGITS = 18;

  /** A text of so many characters is worth the number by which others name it. */
  private static final int LONG_TEXT = 6;

  /**
   * Writes the texts that are names or long, so that they can be written once for many events (see
   * {@link TextTable}), the stream, and each field that has a value by its number.
   */
  private static byte[] write(String topic, List<@Nullable String> values) {
    List<String> texts = new ArrayList<>();
    ByteWriter rest = new ByteWriter(LONG_TEXT * values.size());
    DetailFields all = DetailFields.of(topic);
    rest.writeLong(all == null ? 0 : 1L + all.number());
    if (all == null) {
      texts.add(topic);
    }
    List<DetailField> fields = fields(topic);
    int before = 0;
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      if (value != null) {
        long head = (long) (fields.get(i).number() - before) << 2;
        before = fields.get(i).number();
        write(fields.get(i), value, head, rest, texts);
      }
    }
    ByteWriter out = new ByteWriter().writeByte(TextTable.DETAILS).writeTexts(texts);
    return out.writeAll(rest.toBytes()).toBytes();
  }

  private static void write(
      DetailField field, String value, long head, ByteWriter rest, List<String> texts) {
    int symbol = field.symbols().indexOf(value);
    Long number = number(field, value);
    if (symbol >= 0) {
      rest.writeLong(head | SYMBOL).writeLong(symbol);
    } else if (number != null) {
      rest.writeLong(head | NUMBER).writeSigned(number);
    } else if (field.kind() != null || value.length() >= LONG_TEXT) {
      rest.writeLong(head | NAMED);
      texts.add(value);
    } else {
      rest.writeLong(head | TEXT).writeText(value);
    }
  }

  /** The whole number that a value is, if it is written as one and names no one; else null. */
  private static @Nullable Long number(DetailField field, String text) {
    int first = text.startsWith("-") ? 1 : 0;
    boolean isNumber =
        field.kind() == null && text.length() > first && text.length() <= MOST_DIGITS;
    for (int i = first; isNumber && i < text.length(); i++) {
      isNumber = text.charAt(i) >= '0' && text.charAt(i) <= '9'; // no exception: most are none
    }
    Long number = isNumber ? Long.valueOf(text) : null;
    return number != null && number.toString().equals(text) ? number : null;
  }

  /** Reads what {@link #take} wrote; null if there is nothing, or of a version not known here. */
  public static @Nullable EventDetails read(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != TextTable.DETAILS) {
      return null;
    }
    ByteReader in = new ByteReader(bytes);
    in.readByte();
    Iterator<String> texts = in.readTexts().iterator();
    int stream = in.readInt() - 1;
    String topic = stream < 0 ? texts.next() : DetailFields.topic(stream);
    List<DetailField> fields = fields(topic);
    @Nullable String[] values = new String[fields.size()];
    int number = 0;
    int next = 0;
    while (in.isMore()) {
      long head = in.readLong();
      number += (int) (head >> 2);
      while (next < values.length && fields.get(next).number() < number) {
        next++;
      }
      boolean isKnown = next < values.length && fields.get(next).number() == number;
      List<String> symbols = isKnown ? fields.get(next).symbols() : List.of();
      String value = value((int) head & TEXT, in, texts, symbols);
      if (isKnown) {
        values[next] = value;
      }
    }
    return new EventDetails(topic, Arrays.asList(values));
  }

  private static @Nullable String value(
      int way, ByteReader in, Iterator<String> texts, List<String> symbols) {
    return switch (way) {
      case SYMBOL -> symbols.stream().skip(in.readInt()).findFirst().orElse(null);
      case NUMBER -> Long.toString(in.readSigned());
      case NAMED -> texts.next();
      default -> in.readText();
    };
  }

  /** The value of a field, null if it has none. */
  public @Nullable String text(String field) {
    List<DetailField> fields = fields(topic);
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(field)) {
        return values.get(i);
      }
    }
    return null;
  }

  /** The value of a field that each event of the stream has. */
  public String required(String field) {
    return Objects.requireNonNull(text(field), () -> "no " + field + " in the details of an event");
  }

  /** The entities that details name, as KIND:token; none where they cannot be read. */
  public static List<String> namesIn(byte[] bytes) {
    EventDetails details = read(bytes);
    return details == null ? List.of() : details.names();
  }

  /** The same without a host who is assured to be a child, and goes into nothing about others. */
  public static List<String> linksIn(byte[] bytes) {
    EventDetails details = read(bytes);
    return details == null ? List.of() : details.links();
  }

  /**
   * Details without some of the entities that they name; the same if they name none of them.
   *
   * @param gone whether an entity, as KIND:token, is one of them
   */
  public static byte[] without(byte[] bytes, Predicate<String> gone) {
    EventDetails details = read(bytes);
    if (details == null || details.names().stream().noneMatch(gone)) {
      return bytes;
    }
    List<DetailField> fields = fields(details.topic());
    List<@Nullable String> rest = new ArrayList<>(details.values());
    for (int i = 0; i < rest.size(); i++) {
      String name = name(fields.get(i), rest.get(i));
      if (name != null && gone.test(name)) {
        rest.set(i, null);
      }
    }
    return write(details.topic(), rest);
  }

  /** The entities that the event names, as KIND:token. */
  public List<String> names() {
    List<DetailField> fields = fields(topic);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      String name = name(fields.get(i), values.get(i));
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  private List<String> links() {
    return hasYoungHost()
        ? names().stream().filter(name -> !name.startsWith(HOST + ":")).toList()
        : names();
  }

  /**
   * Returns whether a field names a host who is assured to be a child, and is shown to no others.
   */
  public boolean hides(DetailField field) {
    return field.kind() != null && HOST.equals(field.kind().name()) && hasYoungHost();
  }

  private boolean hasYoungHost() {
    return "CHILD".equals(text(HOST_AGE));
  }

  /** The entity that a field names, as KIND:token; null if it names none. */
  private static @Nullable String name(DetailField field, @Nullable String value) {
    return field.kind() == null || value == null ? null : field.kind() + ":" + value;
  }
}
