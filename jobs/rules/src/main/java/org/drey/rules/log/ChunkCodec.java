package org.drey.rules.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.EventId;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;
import org.drey.rules.state.TextTable;
import org.drey.rules.state.UnknownVersionException;
import org.jspecify.annotations.Nullable;

/**
 * Observations as bytes: what repeats (providers, tokens, shapes, rules) is written once at the
 * beginning, times are differences, and the entity's own token is never written.
 */
final class ChunkCodec {
  private static final int VERSION = 2;

  /** About how many bytes an observation has. */
  static final int BYTES = 100;

  private ChunkCodec() {}

  /** Distinct things in the order in which they were first met, by their numbers. */
  private static final class Table<T> {
    private final Map<T, Integer> numbers = new LinkedHashMap<>();

    int number(T thing) {
      Integer known = numbers.get(thing);
      if (known != null) {
        return known;
      }
      numbers.put(thing, numbers.size());
      return numbers.size() - 1;
    }

    Set<T> things() {
      return numbers.keySet();
    }

    int size() {
      return numbers.size();
    }
  }

  /**
   * Observations as bytes.
   *
   * @param shared how many of the bytes do not grow with the number of observations
   */
  record EncodedChunk(ByteWriter bytes, int shared) {}

  static EncodedChunk encode(EntityKey entity, List<LoggedEvent> observations) {
    Tables tables = new Tables(new Table<>(), new Table<>(), new Table<>());
    ByteWriter body = new ByteWriter(BYTES * (1 + observations.size()));
    body.writeLong(observations.size());
    tables.texts().number(entity.token()); // known to the reader, so it has no bytes
    long time = 0;
    for (LoggedEvent one : observations) {
      body.writeSigned(one.time() - time);
      time = one.time();
      tables.write(one, body);
    }
    ByteWriter all = new ByteWriter(2 * body.size() + BYTES).writeByte(VERSION);
    tables.writeTexts(all, entity.token());
    int before = all.size();
    tables.writeShapes(all);
    int shared = all.size() - before;
    return new EncodedChunk(all.writeBytes(body), shared);
  }

  /** Tables of what observations name by a number. */
  private record Tables(Table<String> texts, Table<FacetShape> shapes, Table<Long> rules) {

    /** Writes each text, but not the one that is known to the reader. */
    void writeTexts(ByteWriter out, String known) {
      out.writeLong(texts.size() - 1L);
      for (String text : texts.things()) {
        if (!text.equals(known)) {
          out.writeText(text);
        }
      }
    }

    /** Writes each shape and rule. */
    void writeShapes(ByteWriter out) {
      out.writeLong(shapes.size());
      for (FacetShape shape : shapes.things()) {
        ChunkCodec.write(shape, out);
      }
      out.writeLong(rules.size());
      for (long rule : rules.things()) {
        out.writeFixed(rule);
      }
    }

    /** Writes all of an observation but its time and details. */
    void write(LoggedEvent one, ByteWriter body) {
      body.writeLong(texts.number(one.event().provider()));
      body.writeId(one.event().eventId());
      TextTable.writeDetails(one.details(), texts::number, body);
      body.writeLong(one.facets().size());
      for (EventFacet facet : one.facets()) {
        body.writeLong(shapes.number(facet.shape()));
        body.writeLong(facet.since() == 0 ? 0 : 1 + facet.since() - one.time());
        for (String value : facet.values()) {
          body.writeLong(value == null ? 0 : 1 + texts.number(value));
        }
      }
      long[] reported = one.reported().rules();
      body.writeLong(reported.length);
      for (int i = 0; i < reported.length; i++) {
        body.writeLong(rules.number(reported[i])).writeLong(one.reported().events()[i]);
      }
    }
  }

  private static void write(FacetShape shape, ByteWriter out) {
    out.writeLong(shape.inputs().length);
    for (long input : shape.inputs()) {
      out.writeFixed(input);
    }
    out.writeLong(shape.fields().length);
    for (int field : shape.fields()) {
      out.writeLong(field & 0xFFFFFFFFL);
    }
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws UnknownVersionException if another release wrote it, in a form not known here
   */
  static List<LoggedEvent> decode(EntityKey entity, byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    in.checkVersion(VERSION);
    String[] texts = new String[1 + in.readInt()];
    texts[0] = entity.token();
    for (int i = 1; i < texts.length; i++) {
      texts[i] = in.readText();
    }
    FacetShape[] shapes = new FacetShape[in.readInt()];
    for (int i = 0; i < shapes.length; i++) {
      shapes[i] = readShape(in);
    }
    long[] rules = new long[in.readInt()];
    for (int i = 0; i < rules.length; i++) {
      rules[i] = in.readFixed();
    }
    in.readInt(); // the length of what follows
    int count = in.readInt();
    List<LoggedEvent> observations = new ArrayList<>(count + 1);
    long time = 0;
    for (int i = 0; i < count; i++) {
      time += in.readSigned();
      EventId event = new EventId(texts[in.readInt()], in.readId(), entity.keyVersion());
      byte[] details = TextTable.readDetails(in, texts);
      EventFacet[] facets = new EventFacet[in.readInt()];
      for (int n = 0; n < facets.length; n++) {
        facets[n] = readFacet(in, shapes, texts, time);
      }
      observations.add(
          new LoggedEvent(time, event, details, List.of(facets), readReported(in, rules)));
    }
    return observations;
  }

  private static FacetShape readShape(ByteReader in) {
    long[] inputs = new long[in.readInt()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = in.readFixed();
    }
    int[] fields = new int[in.readInt()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = in.readInt();
    }
    return new FacetShape(inputs, fields);
  }

  private static EventFacet readFacet(
      ByteReader in, FacetShape[] shapes, String[] texts, long time) {
    FacetShape shape = shapes[in.readInt()];
    long since = in.readLong();
    @Nullable String[] values = new String[shape.fields().length];
    for (int i = 0; i < values.length; i++) {
      int text = in.readInt();
      values[i] = text == 0 ? null : texts[text - 1];
    }
    return new EventFacet(shape, values, since == 0 ? 0 : time + since - 1);
  }

  private static ReportedFindings readReported(ByteReader in, long[] rules) {
    int count = in.readInt();
    if (count == 0) {
      return ReportedFindings.NOTHING;
    }
    long[] who = new long[count];
    int[] events = new int[count];
    for (int i = 0; i < count; i++) {
      who[i] = rules[in.readInt()];
      events[i] = in.readInt();
    }
    return new ReportedFindings(who, events);
  }
}
