package org.drey.cli.readiness;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import org.drey.cli.readiness.FolderEvents.RefusedLines;
import org.jspecify.annotations.Nullable;

/**
 * The readiness of a folder of events: what its columns can detect. Parts of records are from 0 to
 * 1.
 *
 * @param lines how many were read
 * @param morePeople whether there are more people than were distinguished: then counts of people
 *     are of the first ones alone
 * @param refused the lines that would be dead letters, by reason
 * @param absent how many lines leave out a column that a record must have, and were read as if it
 *     were UNKNOWN
 * @param unread the files that are not read, and why
 * @param streams those that were read
 * @param warnings what missing columns do to people
 * @param columns those that would make more of it, the most useful first
 * @param indicators by indicator, then by track
 * @param maxShare the most that a detection under a correlation may select; null for all
 * @param rules the detections, the largest share first
 */
record ReadinessReport(
    long lines,
    boolean morePeople,
    Map<String, RefusedLines> refused,
    Map<String, Long> absent,
    Map<String, String> unread,
    List<StreamLine> streams,
    List<MissingColumns> warnings,
    List<ColumnLine> columns,
    List<IndicatorLine> indicators,
    @Nullable Double maxShare,
    List<RuleLine> rules) {

  /** Records, and the different people whose they are. */
  record Count(long records, int people) {}

  /**
   * A stream.
   *
   * @param filled the part of its records that fill each field that rules read
   * @param always the fields that have the same symbol in all of 100 records or more, and which
   */
  record StreamLine(
      String topic,
      Count all,
      NavigableMap<String, Double> filled,
      NavigableMap<String, String> always) {}

  /**
   * A column that records lack.
   *
   * @param computedFrom the fields that it is computed from, if it is no column of a record: with
   *     them filled something else is missing, such as the rate of a currency
   * @param filled the part of the records that fill it
   * @param indicators those that could fire with it, and cannot now
   * @param withOthers those that could fire with it and other columns or streams
   * @param oneMore the records that some rule could take with it
   */
  record ColumnLine(
      String column,
      List<String> computedFrom,
      double filled,
      List<String> indicators,
      List<String> withOthers,
      Count oneMore) {
    static final Comparator<ColumnLine> MOST_USEFUL_FIRST =
        Comparator.comparingInt((ColumnLine line) -> line.indicators().size())
            .thenComparingInt(line -> line.oneMore().people())
            .thenComparingLong(line -> line.oneMore().records())
            .thenComparingInt(line -> line.withOthers().size())
            .reversed()
            .thenComparing(ColumnLine::column);
  }

  /**
   * An indicator on one track.
   *
   * @param live whether it counts for alerts; else it is on trial
   * @param lacks the columns that no record fills, or all with the same symbol that is not asked
   *     for, and the streams without a record, without which it cannot fire
   * @param taken the records that its rules take, as they are
   * @param fields the part of the records that fill each field that it reads; null where the stream
   *     has no record
   * @param oneMore the records that a rule could take with one more column, by that column
   */
  record IndicatorLine(
      String indicator,
      String track,
      boolean live,
      boolean canFire,
      NavigableSet<String> lacks,
      Count taken,
      NavigableMap<String, @Nullable Double> fields,
      NavigableMap<String, Count> oneMore) {

    /** Returns whether one column more would do. */
    boolean lacksOneColumn() {
      return lacks.size() == 1 && lacks.first().contains(".");
    }
  }

  /**
   * The harm that missing columns do.
   *
   * @param kind AGES or RELATIONS
   * @param filled the part of the records that fill each of the columns
   * @param words what it does, in capitals
   * @param taken the records that rules about suspects take without knowing them
   * @param oneMore those that they could take with one column more
   */
  record MissingColumns(
      String kind,
      NavigableMap<String, Double> filled,
      List<String> words,
      Count taken,
      Count oneMore) {}

  /**
   * A detection, and what it selects of its stream.
   *
   * @param matched how many records it selects
   * @param events how many its stream has
   * @param share the part that it selects; null without a record
   * @param correlations those that are built on it, which keep what it selects
   * @param refused whether correlations keep more of it than they may
   * @param lacks the columns without which it selects nothing, or its stream
   */
  record RuleLine(
      String ruleId,
      String rule,
      String stream,
      long matched,
      long events,
      @Nullable Double share,
      List<String> correlations,
      boolean refused,
      NavigableSet<String> lacks) {
    static final Comparator<RuleLine> LARGEST_FIRST =
        Comparator.comparingDouble((RuleLine line) -> line.share() == null ? -1 : line.share())
            .reversed()
            .thenComparing(RuleLine::rule);
  }

  /** Returns the symbol that a column has in all records, in words; empty if it has several. */
  String always(String column) {
    return streams.stream()
        .map(stream -> stream.always().get(column))
        .filter(Objects::nonNull)
        .findFirst()
        .map(symbol -> "always " + symbol)
        .orElse("");
  }
}
