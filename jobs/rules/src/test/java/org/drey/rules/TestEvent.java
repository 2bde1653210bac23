package org.drey.rules;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.drey.rules.correlate.EventDetector.Origin;
import org.drey.rules.schema.Event;
import org.drey.rules.schema.EventId;
import org.drey.rules.schema.RecordPosition;
import org.drey.rules.schema.RecordProvenance;
import org.drey.rules.schema.StreamField;
import org.drey.rules.schema.StreamSchema;

/** An event of a stream, built by hand. Immutable: each method gives a changed copy. */
public final class TestEvent implements Event {
  private final StreamSchema stream;
  private final Object[] slots;
  private final EventId id;
  private final String tokenDomain;
  private final long time;

  private TestEvent(
      StreamSchema stream, Object[] slots, EventId id, String tokenDomain, long time) {
    this.stream = stream;
    this.slots = slots;
    this.id = id;
    this.tokenDomain = tokenDomain;
    this.time = time;
  }

  /** An event whose fields are all null. */
  public static TestEvent on(StreamSchema stream) {
    Object[] slots = new Object[stream.fields().size()];
    return new TestEvent(stream, slots, new EventId("provider", "e", 1), "default", 0);
  }

  /** A value as Java has it: text, whole number, boolean, list; a symbol as its name. */
  public TestEvent with(String name, Object value) {
    Object[] changed = slots.clone();
    int slot = stream.slot(name);
    changed[slot] = value == null ? null : stored(stream.fields().get(slot), value);
    return new TestEvent(stream, changed, id, tokenDomain, time);
  }

  public TestEvent at(String eventId, long eventTime) {
    EventId changed = new EventId(id.provider(), eventId, id.keyVersion());
    return new TestEvent(stream, slots, changed, tokenDomain, eventTime);
  }

  public TestEvent of(String provider, int keyVersion, String domain) {
    EventId changed = new EventId(provider, id.eventId(), keyVersion);
    return new TestEvent(stream, slots, changed, domain, time);
  }

  private static Object stored(StreamField field, Object value) {
    return switch (field.type()) {
      case LONG -> ((Number) value).longValue();
      case DOUBLE -> ((Number) value).doubleValue();
      case DECIMAL -> new BigDecimal(value.toString());
      case ENUM -> {
        int ordinal = field.symbols().indexOf(value.toString());
        if (ordinal < 0) {
          throw new IllegalArgumentException(
              String.format(Locale.ROOT, "%s is none of %s", value, field.symbols()));
        }
        yield ordinal;
      }
      case BOOLEAN, TEXT, TEXT_LIST -> value;
    };
  }

  public StreamSchema stream() {
    return stream;
  }

  public EventId id() {
    return id;
  }

  public long time() {
    return time;
  }

  /** What the door knows of it; its details are its device, if it has one. */
  public Origin origin(boolean late) {
    String device = text("device");
    byte[] details = device == null ? new byte[0] : device.getBytes(StandardCharsets.UTF_8);
    return new Origin(
        id, tokenDomain, time, late, details, RecordPosition.NOWHERE, RecordProvenance.UNTIMED);
  }

  /** The world in which the event's tokens mean something. */
  public String world() {
    return tokenDomain + "/" + id.keyVersion();
  }

  /** A field's value as text, or null. */
  public String text(String name) {
    int slot = stream.slot(name);
    return slot < 0 ? null : asText(stream.fields().get(slot), slot);
  }

  @Override
  public boolean isNull(int slot) {
    return slots[slot] == null;
  }

  @Override
  public long longAt(int slot) {
    return (Long) slots[slot];
  }

  @Override
  public double doubleAt(int slot) {
    return (Double) slots[slot];
  }

  @Override
  public boolean booleanAt(int slot) {
    return (Boolean) slots[slot];
  }

  @Override
  public int symbolAt(int slot) {
    return (Integer) slots[slot];
  }

  @Override
  public String textAt(int slot) {
    return (String) slots[slot];
  }

  @Override
  public BigDecimal decimalAt(int slot) {
    return (BigDecimal) slots[slot];
  }

  @Override
  @SuppressWarnings("unchecked") // with() was given a list
  public List<String> textsAt(int slot) {
    return (List<String>) slots[slot];
  }

  @Override
  public String toString() {
    return stream.topic() + " " + id.eventId() + "@" + time;
  }
}
