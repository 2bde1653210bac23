package org.drey.collect.lines;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.base.DerivedIds;
import org.drey.collect.feed.ClientEndpoint;
import org.drey.collect.feed.EventCheck;
import org.drey.collect.feed.RefusalReason;
import org.drey.collect.format.FormatReader;
import org.drey.collect.format.LineFields;
import org.drey.collect.format.LineFormat;
import org.drey.collect.format.ObservedLine;
import org.drey.collect.format.RefusedLineException;
import org.drey.collect.session.SessionTable;
import org.drey.event.wire.InvalidRecordException;

/**
 * Lines that are read with a format and sent nowhere, to see whether it fits. What the door of a
 * feed would refuse is refused, but events of any age are records: a folder takes them.
 * Thread-safe.
 */
public final class CheckedLines implements LineSplitter.LineTaker {
  private static final int SHOWN = 10;
  private static final List<String> FILLED_IN = List.of("event_id", "provider", "token_domain");

  private static final List<String> TOKEN = List.of("(its token)");

  private final FormatReader reader;
  private final Set<String> streams;
  private final InstantSource clock;
  private final BiConsumer<String, SpecificRecordBase> events;
  private final SessionTable sessions = new SessionTable();
  private final Map<String, EventCheck> checks = new HashMap<>(); // by stream
  private final List<Map<String, List<String>>> records = new ArrayList<>();
  private final Map<String, TreeSet<String>> empty = new TreeMap<>(); // fields, by stream
  private final Map<RefusalReason, FirstRefusal> refused = new EnumMap<>(RefusalReason.class);
  private long read;
  private long taken;
  private long old;

  /**
   * Lines of a format.
   *
   * @param streams whose records are taken
   * @param events is given the stream and the record of each line, without anyone's token
   */
  public CheckedLines(
      LineFormat format,
      Collection<String> streams,
      InstantSource clock,
      BiConsumer<String, SpecificRecordBase> events) {
    this.streams = Set.copyOf(streams);
    this.reader = format.open(clock);
    this.clock = clock;
    this.events = events;
  }

  /**
   * The refusals of a reason.
   *
   * @param line the number of the first
   * @param why it was refused
   */
  public record FirstRefusal(long count, long line, String why) {}

  @Override
  public synchronized void take(byte[] line, long position) {
    read++;
    try {
      Optional<ObservedLine> fit = reader.read(line);
      Optional<ObservedLine> seen =
          fit.isEmpty() ? fit : sessions.complete(fit.get(), clock.instant());
      if (seen.isPresent() && streams.contains(seen.get().stream())) {
        Map<String, List<String>> fields = fields(seen.get());
        check(seen.get());
        note(seen.get(), fields);
      }
    } catch (RefusedLineException e) {
      refuse(e.reason(), String.valueOf(e.getMessage()));
    } catch (InvalidRecordException e) {
      refuse(EventCheck.reason(e), e.detail());
    } catch (RuntimeException | StackOverflowError e) { // whatever is in a line, it costs that one
      refuse(RefusalReason.INTERNAL, "a fault of Drey's own");
    }
  }

  /**
   * Checks a line as the door does, with any text for what the door fills in, and for tokens one
   * that only tells them apart.
   */
  private void check(ObservedLine seen) throws RefusedLineException, InvalidRecordException {
    ClientEndpoint client = LineIntake.client(seen);
    SpecificRecordBase event = seen.event();
    Schema.Field subject = event.getSchema().getField("subject");
    if (client != null && subject != null) {
      event.put(subject.pos(), DerivedIds.of(client.address().getHostAddress()));
    }
    EventCheck check = checks.computeIfAbsent(seen.stream(), name -> new EventCheck(name, true));
    Instant time = check.time(event, clock.instant());
    FILLED_IN.forEach(field -> event.put(field, field));
    seen.clear().forEach((field, text) -> event.put(field, DerivedIds.of(text)));
    event.put("key_version", 1);
    check.encode(event);
    if (EventCheck.isOld(time, clock.instant())) {
      old++;
    }
    events.accept(seen.stream(), event);
  }

  @Override
  public synchronized void tooLong(long position) {
    read++;
    refuse(RefusalReason.OVERSIZED, "at most a mebibyte");
  }

  private void refuse(RefusalReason reason, String why) {
    refused.merge(
        reason,
        new FirstRefusal(1, read, why),
        (first, one) -> new FirstRefusal(first.count() + 1, first.line(), first.why()));
  }

  private static Map<String, List<String>> fields(ObservedLine seen) {
    Map<String, List<String>> fields = new LinkedHashMap<>(LineFields.said(seen.event()));
    if (seen.client() != null) {
      fields.put("subject", TOKEN);
    }
    seen.clear().keySet().forEach(field -> fields.put(field, TOKEN));
    fields.putIfAbsent("event_id", List.of("(of its text)"));
    return fields;
  }

  private void note(ObservedLine seen, Map<String, List<String>> fields) {
    taken++;
    TreeSet<String> silent = new TreeSet<>(LineFields.names(seen.event()));
    silent.removeAll(fields.keySet());
    empty.merge(
        seen.stream(),
        silent,
        (before, now) -> {
          before.retainAll(now);
          return before;
        });
    if (records.size() < SHOWN) {
      fields.put("stream", List.of(seen.stream()));
      records.add(fields);
    }
  }

  /** Returns the first records, by their fields. */
  public synchronized List<Map<String, List<String>>> records() {
    return List.copyOf(records);
  }

  /** Returns the fields that no record had, by stream. */
  public synchronized Map<String, Set<String>> empty() {
    return new TreeMap<>(empty);
  }

  /** Returns what was refused. */
  public synchronized Map<RefusalReason, FirstRefusal> refused() {
    return Map.copyOf(refused);
  }

  /** Returns how many lines there were. */
  public synchronized long read() {
    return read;
  }

  /** Returns how many became records. */
  public synchronized long taken() {
    return taken;
  }

  /** Returns how many of these are too old for a topic. */
  public synchronized long old() {
    return old;
  }
}
