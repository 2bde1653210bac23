package org.drey.cli.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.drey.terminal.CountedNoun;

/** The messages of a feed. */
final class FeedText {
  private final int lines;
  private final long began = System.nanoTime();

  FeedText(int lines) {
    this.lines = lines;
  }

  /** The counts as an object of JSON. */
  record FeedResult(
      long lines, long daysMoved, double seconds, Map<String, FeedTotals.StreamCount> streams) {}

  private double seconds() {
    return Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0;
  }

  /** How far it is, and at which time of the recording. */
  String progress(FeedTotals totals, long time) {
    long records = totals.records();
    return String.format(
        Locale.ROOT,
        "%,d of %,d lines, %,.0f a second, at %s",
        records,
        lines,
        records / Math.max(0.001, seconds()),
        Instant.ofEpochMilli(time));
  }

  /** A line for each stream, and one for all. */
  List<String> table(FeedTotals totals) {
    List<String> table = new ArrayList<>();
    totals
        .streams()
        .forEach(
            (stream, count) ->
                table.add(
                    String.format(Locale.ROOT, "%-20s %,12d sent", stream, count.sent())
                        + some(count.refused(), "to be refused")
                        + some(count.notTaken(), "not taken by brokers")));
    table.add(
        String.format(
            Locale.ROOT,
            "%s in %.1f s",
            CountedNoun.of(totals.records(), "record", "records"),
            seconds()));
    return table;
  }

  private static String some(long count, String what) {
    return count == 0 ? "" : String.format(Locale.ROOT, ", %,d %s", count, what);
  }

  FeedResult json(FeedTotals totals, long daysMoved) {
    return new FeedResult(lines, daysMoved, seconds(), totals.streams());
  }
}
