package org.drey.definitions.record;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.drey.event.DetailField;
import org.drey.event.DetailFields;
import org.drey.rules.schema.EntityKind;
import org.drey.rules.schema.StreamSchema;
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
  private static final int VERSION = 1;

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

  /** Writes the version, the stream, and of each field that has a value its number before it. */
  private static byte[] write(String topic, List<@Nullable String> values) {
    List<DetailField> fields = fields(topic);
    return bytes(
        out -> {
          out.writeByte(VERSION);
          out.writeUTF(topic);
          for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            if (value != null) {
              out.writeByte(fields.get(i).number());
              out.writeUTF(value);
            }
          }
        });
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to take bytes", e);
    }
    return bytes.toByteArray();
  }

  /** Reads what {@link #take} wrote; null if there is nothing, or of a version not known here. */
  public static @Nullable EventDetails read(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != VERSION) {
      return null;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      in.readByte();
      String topic = in.readUTF();
      List<DetailField> fields = fields(topic);
      @Nullable String[] values = new String[fields.size()];
      int next = 0;
      while (in.available() > 0) {
        int number = in.readUnsignedByte();
        String value = in.readUTF();
        while (next < values.length && fields.get(next).number() < number) {
          next++;
        }
        if (next < values.length && fields.get(next).number() == number) {
          values[next] = value;
        }
      }
      return new EventDetails(topic, Arrays.asList(values));
    } catch (IOException e) {
      throw new UncheckedIOException("the details of an event are broken", e);
    }
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

  /** Returns whether other details link to all entities that these link to. */
  public static Predicate<byte[]> ofAllIn(byte[] bytes) {
    List<String> names = linksIn(bytes);
    List<String> written = names.stream().map(EventDetails::written).toList();
    return other -> {
      String all = new String(other, StandardCharsets.ISO_8859_1);
      return written.stream().allMatch(all::contains) // rules most out without reading them
          && new HashSet<>(linksIn(other)).containsAll(names);
    };
  }

  /** Returns how the token of a name is written, byte by byte. */
  private static String written(String name) {
    byte[] token = bytes(out -> out.writeUTF(name.substring(name.indexOf(':') + 1)));
    return new String(token, StandardCharsets.ISO_8859_1);
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
