package org.drey.definitions.record;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.drey.event.Topics;
import org.drey.rules.schema.StreamSchema;
import org.jspecify.annotations.Nullable;

/**
 * The few fields of an event that explain an alert. They are taken at the door, travel as bytes
 * that nothing reads, and are read again when an alert is written. Of queries and requests there is
 * none: no name or URL is ever kept.
 *
 * @param topic the event's stream
 * @param values the values of {@link #FIELDS}, in their order, as text
 */
public record EventDetails(String topic, List<@Nullable String> values) {
  private static final int VERSION = 1;

  /** The fields of each stream; their order is that of version 1 of the bytes, which are state. */
  private static final Map<String, List<String>> FIELDS =
      Map.of(
          Topics.PAYMENTS,
          List.of(
              "subject",
              "payee",
              "amount",
              "channel",
              "status",
              "payer_country",
              "payee_country",
              "relationship",
              "payer_utc_offset_minutes",
              "merchant",
              "device"),
          Topics.LIVESTREAM_SESSIONS,
          List.of(
              "host",
              "subject",
              "session",
              "type",
              "visibility",
              "viewers",
              "duration_seconds",
              "host_age_assurance",
              "viewer_age_assurance",
              "device",
              "payout"),
          Topics.BLOCKLIST_HITS,
          List.of("decision", "entry_id", "network_class", "list_id", "list_version"),
          Topics.EXTERNAL_SIGNALS,
          List.of("source_tier", "signal", "confidence"));

  /** Which fields name entities, and of which kind. */
  private static final Map<String, String> KINDS =
      Map.of(
          "subject", "SUBJECT",
          "payee", "PAYEE",
          "payout", "PAYEE",
          "host", "HOST",
          "device", "DEVICE",
          "merchant", "MERCHANT");

  /** Takes the details of an event of a stream. */
  public static byte[] take(StreamSchema stream, EventRow event) {
    List<@Nullable String> values = new ArrayList<>();
    for (String name : FIELDS.getOrDefault(stream.topic(), List.of())) {
      int slot = stream.slot(name);
      values.add(event.asText(stream.fields().get(slot), slot));
    }
    return write(stream.topic(), values);
  }

  private static byte[] write(String topic, List<@Nullable String> values) {
    return bytes(
        out -> {
          out.writeByte(VERSION);
          out.writeUTF(topic);
          for (String value : values) {
            out.writeBoolean(value != null);
            if (value != null) {
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
      List<@Nullable String> values = new ArrayList<>();
      for (int i = FIELDS.getOrDefault(topic, List.of()).size(); i > 0; i--) {
        values.add(in.readBoolean() ? in.readUTF() : null);
      }
      return new EventDetails(topic, values);
    } catch (IOException e) {
      throw new UncheckedIOException("the details of an event are broken", e);
    }
  }

  /** The value of a field, null if it has none. */
  public @Nullable String text(String field) {
    return values.get(FIELDS.getOrDefault(topic, List.of()).indexOf(field));
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

  /** Whether other details name all entities that these name. */
  public static Predicate<byte[]> ofAllIn(byte[] bytes) {
    List<String> names = namesIn(bytes);
    List<String> written = names.stream().map(EventDetails::written).toList();
    return other -> {
      String all = new String(other, StandardCharsets.ISO_8859_1);
      return written.stream().allMatch(all::contains) // rules most out without reading them
          && new HashSet<>(namesIn(other)).containsAll(names);
    };
  }

  /** How the token of a name is written, byte by byte. */
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
    List<String> fields = FIELDS.getOrDefault(details.topic(), List.of());
    List<@Nullable String> rest = new ArrayList<>(details.values());
    for (int i = 0; i < fields.size(); i++) {
      String kind = KINDS.get(fields.get(i));
      if (kind != null && rest.get(i) != null && gone.test(kind + ":" + rest.get(i))) {
        rest.set(i, null);
      }
    }
    return write(details.topic(), rest);
  }

  /** The entities that the event names, as KIND:token. */
  public List<String> names() {
    List<String> fields = FIELDS.getOrDefault(topic, List.of());
    List<String> names = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      String kind = KINDS.get(fields.get(i));
      if (kind != null && values.get(i) != null) {
        names.add(kind + ":" + values.get(i));
      }
    }
    return names;
  }
}
