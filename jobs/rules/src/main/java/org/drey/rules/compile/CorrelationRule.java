package org.drey.rules.compile;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.drey.rules.match.NumberComparison;
import org.drey.rules.schema.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * A rule over several events in a sliding window.
 *
 * @param type what is counted
 * @param references the rules whose events are correlated, in the order of the document
 * @param groupBy the group-by fields
 * @param timespanMillis the window is (t − timespan, t]
 * @param window the timespan as written
 * @param threshold what the counted value has to keep
 * @param pass 1 or 2: which correlate step evaluates it
 * @param routing which group-by field names the entity in whose state it is evaluated
 * @param scored which group-by field is scored, or null; findings go there wherever the state is
 * @param carriedGroups the group values that its findings carry
 * @param kept indexes of the carried values that rules built on this one need
 * @param stateName what the state of a group is named by: its meaning, not its version; the same
 *     for rules that differ only in points, wording, status or threshold
 */
public record CorrelationRule(
    RuleHead head,
    Type type,
    List<Reference> references,
    List<GroupField> groupBy,
    long timespanMillis,
    String window,
    Condition threshold,
    int pass,
    int routing,
    @Nullable Integer scored,
    List<CarriedGroup> carriedGroups,
    int[] kept,
    String stateName)
    implements Serializable {
  /** The most matched events of an entity that are kept, so that one pass counts a window. */
  public static final int MAX_EVENTS = 4_096;

  /**
   * A group-by field.
   *
   * @param name as the rule names it
   * @param type the type of its values; text where its rules differ
   * @param kind the kind of entity that it names, null if none or if it varies
   */
  public record GroupField(String name, FieldType type, @Nullable String kind)
      implements Serializable {}

  /**
   * A group value that findings carry.
   *
   * @param field which of the group-by fields
   * @param at where it is among the carried values
   */
  public record CarriedGroup(int field, int at) implements Serializable {}

  /** The correlation types of Sigma that are supported. */
  public enum Type {
    EVENT_COUNT,
    VALUE_COUNT,
    TEMPORAL,
    TEMPORAL_ORDERED;

    public boolean isTemporal() {
      return this == TEMPORAL || this == TEMPORAL_ORDERED;
    }
  }

  /** The condition of a correlation: bounds that the counted value has to keep, all of them. */
  public record Condition(List<Bound> bounds) implements Serializable {

    public record Bound(NumberComparison comparison, long limit) implements Serializable {}

    public Condition {
      bounds = List.copyOf(bounds);
    }

    public boolean holds(long value) {
      for (Bound bound : bounds) {
        if (!bound.comparison().holds(Long.compare(value, bound.limit()))) {
          return false;
        }
      }
      return true;
    }

    /**
     * Returns whether more events can only make it true, so that it need not wait for late ones.
     */
    public boolean isMonotone() {
      return bounds.stream().allMatch(bound -> bound.comparison().isMonotone());
    }

    /** As on an alert: "gte 3". */
    @Override
    public String toString() {
      return bounds.stream()
          .map(b -> b.comparison().name().toLowerCase(Locale.ROOT) + " " + b.limit())
          .collect(Collectors.joining(", "));
    }
  }

  /**
   * A rule that the correlation refers to.
   *
   * @param rule its number
   * @param groupBy where the group-by fields are among the carried values of its events
   * @param value where the counted field is, or null
   * @param route how the entity is read from its events
   */
  public record Reference(int rule, int[] groupBy, @Nullable Integer value, TokenRoute route)
      implements Serializable {

    /** Calls with the index of each carried value that it reads; with some more than once. */
    public void eachRead(IntConsumer reader) {
      route.eachRead(reader);
      for (int at : groupBy) {
        reader.accept(at);
      }
      if (value != null) {
        reader.accept(value);
      }
    }
  }

  /** Returns whether a finding is final as soon as its window fulfils the condition. */
  public boolean isMonotone() {
    return type.isTemporal() || threshold.isMonotone();
  }

  /** Returns when what belongs to an event has come, after its time. */
  public long settleMillis() {
    return head.settleMillis();
  }

  /**
   * Returns how long an event may still matter after its time, or after the clock at its arrival.
   */
  public long retentionMillis() {
    return timespanMillis + settleMillis();
  }
}
