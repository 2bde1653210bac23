package org.drey.rules.correlate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.drey.rules.schema.EventId;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;
import org.drey.rules.state.TextTable;

/**
 * The events of a finding, as the bytes that travel.
 *
 * @param bytes as {@link #of} writes them
 */
public record SeenEvents(byte[] bytes) {
  /** About how many bytes an event has. */
  private static final int BYTES = 64;

  /** Writes events, in their order. */
  public static SeenEvents of(List<EvidenceEvent> events) {
    TextTable texts = new TextTable();
    ByteWriter rows = new ByteWriter(BYTES * (1 + events.size()));
    rows.writeLong(events.size());
    long before = 0;
    for (EvidenceEvent seen : events) {
      rows.writeLong(texts.number(seen.event().provider())).writeId(seen.event().eventId());
      rows.writeLong(seen.event().keyVersion()).writeSigned(seen.time() - before);
      texts.writeDetails(seen.details(), rows);
      before = seen.time();
    }
    ByteWriter out = new ByteWriter(rows.size() + BYTES);
    texts.writeTo(out);
    return new SeenEvents(out.writeAll(rows.toBytes()).toBytes());
  }

  /** Reads the events. */
  public List<EvidenceEvent> list() {
    return list(new ByteReader(bytes));
  }

  /** Reads the first, which completes the finding. */
  public EvidenceEvent first() {
    return list(new ByteReader(bytes), 1).get(0);
  }

  /** Reads events that others wrote before what is theirs. */
  public static List<EvidenceEvent> list(ByteReader in) {
    return list(in, Integer.MAX_VALUE);
  }

  private static List<EvidenceEvent> list(ByteReader in, int most) {
    String[] texts = TextTable.read(in);
    List<EvidenceEvent> events = new ArrayList<>();
    long time = 0;
    for (int i = Math.min(in.readInt(), most); i > 0; i--) {
      String provider = texts[in.readInt()];
      EventId event = new EventId(provider, in.readId(), in.readInt());
      time += in.readSigned();
      events.add(new EvidenceEvent(event, time, TextTable.readDetails(in, texts)));
    }
    return events;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SeenEvents events && Arrays.equals(bytes, events.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return list().toString();
  }
}
