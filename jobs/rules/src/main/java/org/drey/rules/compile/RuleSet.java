package org.drey.rules.compile;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.base.PlainText;
import org.drey.rules.match.EventPredicate;
import org.drey.rules.match.StreamMatcher;
import org.drey.rules.schema.StreamSchema;
import org.jspecify.annotations.Nullable;

/**
 * A whole, compiled rule set. Immutable; travels to every subtask.
 *
 * <p>Rules are numbered; those that are built on others come after them. Matches and findings carry
 * the values named by {@link #carried()}, each at the same index everywhere.
 */
public final class RuleSet implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The most indicators of a track: an alert has a reason for each, and is one record. */
  public static final int MAX_INDICATORS = 100;

  private static final int MARK_LENGTH = 16;

  private final String version;
  private final String mark;
  private final List<String> warnings;
  private final List<String> carried;
  private final List<DetectionRule> detections;
  private final List<CorrelationRule> correlations;
  private final Map<Integer, List<Use>> uses = new HashMap<>();
  private final Map<String, RuleHead> byId = new HashMap<>();

  /** A correlation that a rule is used by, and as which of its references. */
  public record Use(CorrelationRule correlation, int reference) implements Serializable {}

  RuleSet(
      String version,
      List<String> warnings,
      List<String> carried,
      List<DetectionRule> detections,
      List<CorrelationRule> correlations) {
    this.version = version;
    this.mark = version.substring(0, Math.min(version.length(), MARK_LENGTH));
    this.warnings = warnings.stream().map(PlainText::text).toList();
    this.carried = List.copyOf(carried);
    this.detections = List.copyOf(detections);
    this.correlations = List.copyOf(correlations);
    for (CorrelationRule correlation : correlations) {
      for (int i = 0; i < correlation.references().size(); i++) {
        uses.computeIfAbsent(correlation.references().get(i).rule(), rule -> new ArrayList<>())
            .add(new Use(correlation, i));
      }
    }
    heads().forEach(head -> byId.put(head.id(), head));
  }

  /** The hash of all rule files. */
  public String version() {
    return version;
  }

  /** The first 16 digits of that: what matches and findings bear, whose numbers mean this set. */
  public String mark() {
    return mark;
  }

  /**
   * Returns what a rule author should know although the rules are good: what is not loaded, and
   * why.
   */
  public List<String> warnings() {
    return warnings;
  }

  /** The names of the values that matches and findings carry. */
  public List<String> carried() {
    return carried;
  }

  public List<DetectionRule> detections() {
    return detections;
  }

  public List<CorrelationRule> correlations() {
    return correlations;
  }

  public boolean isDetection(int rule) {
    return rule < detections.size();
  }

  public DetectionRule detection(int rule) {
    return detections.get(rule);
  }

  public CorrelationRule correlation(int rule) {
    return correlations.get(rule - detections.size());
  }

  public RuleHead head(int rule) {
    return isDetection(rule) ? detection(rule).head() : correlation(rule).head();
  }

  /** The rule of an id, or null if this set has none. */
  public @Nullable RuleHead byId(String id) {
    return byId.get(id);
  }

  /** Returns what the rule of an id scores; null if this set has none, or it scores nothing. */
  public @Nullable ScoringPart scoring(String id) {
    RuleHead head = byId.get(id);
    return head == null ? null : head.scoring();
  }

  /** Every rule, in order of its number. */
  public List<RuleHead> heads() {
    List<RuleHead> heads = new ArrayList<>();
    detections.forEach(rule -> heads.add(rule.head()));
    correlations.forEach(rule -> heads.add(rule.head()));
    return heads;
  }

  /** The correlations that refer to a rule. */
  public List<Use> uses(int rule) {
    return uses.getOrDefault(rule, List.of());
  }

  /**
   * Finds the detection rules that an event of a stream matches; built by each call, which is once
   * in each subtask.
   */
  public StreamMatcher matcher(StreamSchema stream) {
    Map<Integer, EventPredicate> conditions = new LinkedHashMap<>();
    for (DetectionRule rule : detections) {
      if (rule.stream().topic().equals(stream.topic())) {
        conditions.put(rule.head().index(), rule.condition());
      }
    }
    return StreamMatcher.of(stream, conditions);
  }

  /** Returns whether a detection reads the stream of a topic. */
  public boolean reads(String topic) {
    return detections.stream().anyMatch(rule -> rule.stream().topic().equals(topic));
  }

  /** The largest settle time of the rules that are scored, in milliseconds; 0 without any. */
  public long settleMillis() {
    return heads().stream()
        .filter(head -> head.scoring() != null)
        .mapToLong(RuleHead::settleMillis)
        .max()
        .orElse(0);
  }

  /** Returns whether a scored rule is on trial, so that shadow alerts are worth computing. */
  public boolean hasTrials() {
    return heads().stream().anyMatch(head -> !head.live() && head.scoring() != null);
  }
}
