package org.drey.rules.correlate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.drey.rules.schema.EventId;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;

/**
 * The events of a finding, as the bytes that travel and that the score keeps: most are replaced by
 * those of a later finding before they are ever read.
 *
 * @param bytes as {@link #of} writes them
 */
public record SeenEvents(byte[] bytes) {
  /** About how many bytes an event has. */
  private static final int BYTES = 100;

  /** Writes events, in their order. */
  public static SeenEvents of(List<EvidenceEvent> events) {
    List<String> providers = new ArrayList<>();
    for (EvidenceEvent seen : events) {
      if (!providers.contains(seen.event().provider())) {
        providers.add(seen.event().provider());
      }
    }
    ByteWriter out = new ByteWriter(BYTES * (1 + events.size()));
    out.writeTexts(providers).writeLong(events.size());
    long before = 0;
    for (EvidenceEvent seen : events) {
      out.writeLong(providers.indexOf(seen.event().provider())).writeId(seen.event().eventId());
      out.writeLong(seen.event().keyVersion());
      out.writeSigned(seen.time() - before).writeBytes(seen.details());
      before = seen.time();
    }
    return new SeenEvents(out.toBytes());
  }

  /** Reads the events. */
  public List<EvidenceEvent> list() {
    return list(new ByteReader(bytes), Integer.MAX_VALUE);
  }

  /** Reads the first, which completes the finding. */
  public EvidenceEvent first() {
    return list(new ByteReader(bytes), 1).get(0);
  }

  /** Reads events that others wrote before and after what is theirs. */
  public static SeenEvents read(ByteReader in) {
    return of(list(in, Integer.MAX_VALUE));
  }

  private static List<EvidenceEvent> list(ByteReader in, int most) {
    List<String> providers = in.readTexts();
    List<EvidenceEvent> events = new ArrayList<>();
    long time = 0;
    for (int i = Math.min(in.readInt(), most); i > 0; i--) {
      String provider = providers.get(in.readInt());
      EventId event = new EventId(provider, in.readId(), in.readInt());
      time += in.readSigned();
      events.add(new EvidenceEvent(event, time, in.readBytes()));
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
