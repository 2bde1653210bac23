package org.drey.collect.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.base.RegularFile;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.TopicBindings;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.stream.LineReader;
import org.drey.definitions.stream.RecordAcceptance;
import org.drey.definitions.stream.RecordAdmission;
import org.drey.definitions.stream.RecordIntake;
import org.drey.event.Erasure;
import org.drey.event.ErasureKey;
import org.drey.event.TopicNames;
import org.drey.event.Verdict;
import org.drey.event.VerdictKey;
import org.drey.event.json.JsonLine;
import org.drey.event.json.JsonLineReader;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.drey.event.wire.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of one file. A line that replay cannot read, or that Avro cannot carry, is kept
 * as its bytes, which no job can read either.
 *
 * <p>Lines are ordered by {@code received_at}; one without it keeps its place after the line before
 * it. A file without any keeps its order, and goes among the others by its events' times.
 */
public final class RecordedLines<T extends SpecificRecordBase> {
  private final String stream;
  private final TopicBindings bindings;
  private final TopicRoutes routes;
  private final String prefix;
  private final JsonLineReader<T> json;
  private final AvroCodec<T> avro;
  private final RecordAdmission<T> admission;
  private final RecordAcceptance<T> acceptance;
  private final long now;

  /**
   * A reader.
   *
   * @param bindings of the topics that are read
   * @param routes to all of the stream's topics
   * @param prefix what their names begin with
   * @param now no record is later, milliseconds since 1970
   */
  private RecordedLines(
      RecordIntake<T> intake, TopicBindings bindings, TopicRoutes routes, String prefix, long now) {
    this.stream = intake.topic();
    this.bindings = bindings;
    this.routes = routes;
    this.prefix = prefix;
    this.json = JsonLineReader.of(intake.type());
    this.avro = AvroCodec.of(intake.type());
    this.admission = intake.admission();
    this.acceptance = new RecordAcceptance<>(admission, bindings);
    this.now = now;
  }

  /** The content of a line, before it has its place. */
  private record ParsedLine<T>(
      byte[] value,
      @Nullable T datum,
      @Nullable String reason,
      @Nullable String provider,
      @Nullable Long receivedAt,
      @Nullable Long eventTime) {}

  /** The same with its place among the others. */
  private record PlacedLine<T>(ParsedLine<T> read, long number, long order, long time) {}

  /**
   * The lines of a file in the order in which they are sent; none if there is no file. Lines for a
   * topic that may not be read are left out.
   *
   * @param prefix what the names of the topics begin with
   * @param now no record is later, milliseconds since 1970
   */
  public static <T extends SpecificRecordBase> List<RecordedLine> of(
      Path file, RecordIntake<T> intake, DreyConfiguration configuration, String prefix, long now)
      throws IOException {
    TopicBindings bindings = intake.bindings(configuration, prefix);
    if (bindings.topics().isEmpty() || !RegularFile.isThere(file)) {
      return List.of(); // not read in a replay either
    }
    TopicRoutes routes = new TopicRoutes(configuration.sources(intake.topic()));
    RecordedLines<T> lines = new RecordedLines<>(intake, bindings, routes, prefix, now);
    List<ParsedLine<T>> read = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    try (LineReader reader = new LineReader(new BufferedInputStream(Files.newInputStream(file)))) {
      long number = 0;
      for (byte[] line = reader.next(); line != null; line = reader.next()) {
        if (!LineReader.isBlank(line)) {
          read.add(lines.read(line));
          numbers.add(number);
        }
        number++;
      }
    }
    return lines.routed(lines.ordered(read, numbers));
  }

  private ParsedLine<T> read(byte[] bytes) {
    try {
      JsonLine<T> line = json.read(bytes);
      T datum = line.datum();
      return new ParsedLine<>(
          avro.encode(datum),
          datum,
          null,
          admission.provider(datum),
          line.receivedAt() == null ? null : line.receivedAt().toEpochMilli(),
          admission.newest(datum));
    } catch (InvalidRecordException e) {
      return unreadable(bytes, e.reason().name());
    } catch (RuntimeException | StackOverflowError e) {
      return unreadable(bytes, RejectReason.MALFORMED.name());
    }
  }

  private ParsedLine<T> unreadable(byte[] bytes, String reason) {
    RawLine raw = RawLine.of(bytes);
    return new ParsedLine<>(bytes, null, reason, raw.provider(), raw.receivedAt(), raw.eventTime());
  }

  private List<PlacedLine<T>> ordered(List<ParsedLine<T>> read, List<Long> numbers) {
    boolean dated = read.stream().anyMatch(one -> one.receivedAt() != null);
    List<PlacedLine<T>> placed = new ArrayList<>(read.size());
    long order = 0;
    long time = 0;
    for (int i = 0; i < read.size(); i++) {
      ParsedLine<T> one = read.get(i);
      if (one.receivedAt() != null) {
        order = one.receivedAt();
      } else if (one.eventTime() != null && one.eventTime() <= now && (i == 0 || !dated)) {
        order = Math.max(order, one.eventTime());
      }
      Long own = one.receivedAt() == null ? one.eventTime() : one.receivedAt();
      time = Math.max(0, Math.min(now, own == null ? time : own));
      placed.add(new PlacedLine<>(one, numbers.get(i), order, time));
    }
    placed.sort(Comparator.comparingLong(PlacedLine::order)); // stable
    return placed;
  }

  /** A line that names no provider goes where the line before it went. */
  private List<RecordedLine> routed(List<PlacedLine<T>> placed) {
    List<RecordedLine> lines = new ArrayList<>(placed.size());
    String topic = prefix + routes.of(null, null);
    for (PlacedLine<T> one : placed) {
      ParsedLine<T> read = one.read();
      if (read.provider() != null) {
        T datum = read.datum();
        String realm = datum == null ? null : admission.tokenDomain(datum);
        topic = prefix + routes.of(read.provider(), realm);
      }
      if (bindings.of(topic) != null) {
        lines.add(line(one, topic));
      }
    }
    return lines;
  }

  private RecordedLine line(PlacedLine<T> placed, String topic) {
    ParsedLine<T> read = placed.read();
    long number = placed.number();
    T datum = read.datum();
    if (datum == null) {
      long eventTime = read.eventTime() == null ? ArrivedRecord.NO_TIME : read.eventTime();
      return new RecordedLine(
          stream,
          topic,
          number,
          read.value(),
          read.provider(),
          null,
          key(number, null),
          placed.order(),
          placed.time(),
          eventTime,
          read.reason(),
          ArrivedRecord.NO_TIME,
          0);
    }
    ArrivedRecord<T> arrival = acceptance.acceptLine(datum, topic, number, placed.time());
    return new RecordedLine(
        stream,
        topic,
        number,
        read.value(),
        read.provider(),
        admission.identity(datum),
        key(number, datum),
        placed.order(),
        placed.time(),
        admission.time(datum),
        arrival.reason(),
        arrival.clock(),
        arrival.lateness());
  }

  /** As the command line and the console send it, so that they can delete it. */
  private @Nullable String key(long number, @Nullable T datum) {
    if (!TopicNames.kind(stream).isCompacted()) {
      return null;
    }
    if (datum instanceof Verdict verdict) {
      return VerdictKey.of(verdict);
    }
    if (datum instanceof Erasure erasure) {
      return ErasureKey.of(erasure);
    }
    return datum == null ? "line " + number : admission.identity(datum);
  }

  /**
   * The facts that can be learnt of a line that is no record: who sent it and when, if it says so at
   * all.
   *
   * @param receivedAt milliseconds since 1970, null if the line does not say; so is {@code eventTime}
   */
  private record RawLine(@Nullable String provider, @Nullable Long receivedAt, @Nullable Long eventTime) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RawLine NOTHING = new RawLine(null, null, null);

    static RawLine of(byte[] line) {
      try {
        JsonNode tree = JSON.readTree(line);
        if (tree == null || !tree.isObject()) {
          return NOTHING;
        }
        JsonNode provider = tree.get("provider");
        boolean named = provider != null && provider.isTextual() && !provider.textValue().isEmpty();
        return new RawLine(
            named ? provider.textValue() : null,
            time(tree.get("received_at")),
            time(tree.get("event_time")));
      } catch (IOException | StackOverflowError e) {
        return NOTHING;
      }
    }

    private static @Nullable Long time(@Nullable JsonNode node) {
      if (node == null) {
        return null;
      }
      if (node.isIntegralNumber() && node.canConvertToLong()) {
        return node.longValue();
      }
      try {
        return node.isTextual() ? Instant.parse(node.textValue()).toEpochMilli() : null;
      } catch (DateTimeException | ArithmeticException e) {
        return null;
      }
    }
  }
}
