package org.drey.collect.lines;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drey.collect.feed.RefusalReason;
import org.drey.collect.format.FormatReader;
import org.drey.collect.format.LineFields;
import org.drey.collect.format.LineFormat;
import org.drey.collect.format.ObservedLine;
import org.drey.collect.format.RefusedLineException;

/** Lines that are read with a format and sent nowhere, to see whether it fits. Thread-safe. */
public final class CheckedLines implements LineSplitter.LineTaker {
  private static final int SHOWN = 10;

  private final FormatReader reader;
  private final List<Map<String, List<String>>> records = new ArrayList<>();
  private final Map<String, TreeSet<String>> empty = new TreeMap<>(); // fields, by stream
  private final Map<RefusalReason, FirstRefusal> refused = new EnumMap<>(RefusalReason.class);
  private long read;
  private long taken;

  /** Lines of a format. */
  public CheckedLines(LineFormat format) {
    this.reader = format.open();
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
      Optional<ObservedLine> seen = reader.read(line);
      if (seen.isPresent()) {
        note(seen.get());
      }
    } catch (RefusedLineException e) {
      refuse(e.reason(), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public synchronized void tooLong() {
    read++;
    refuse(RefusalReason.OVERSIZED, "at most a mebibyte");
  }

  private void refuse(RefusalReason reason, String why) {
    refused.merge(
        reason,
        new FirstRefusal(1, read, why),
        (first, one) -> new FirstRefusal(first.count() + 1, first.line(), first.why()));
  }

  private void note(ObservedLine seen) {
    taken++;
    Map<String, List<String>> fields = new LinkedHashMap<>(LineFields.said(seen.event()));
    if (seen.client() != null || seen.clear().containsKey("subject")) {
      fields.put("subject", List.of("(its token)"));
    }
    fields.putIfAbsent("event_id", List.of("(of its text)"));
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
}
