package org.drey.alerts.explain;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drey.alerts.entity.HostAges;
import org.drey.event.Alert;
import org.drey.event.Offset;
import org.drey.event.Reason;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.words.ReasonMeasure;
import org.drey.rules.words.SentencePattern;
import org.jspecify.annotations.Nullable;

/** The rules that alerts name, in words. */
public final class RuleBook {
  /** The kinds of entities that fields of other names have. */
  private static final Map<String, String> KINDS = Map.of("payout", "PAYEE", "service", "DOMAIN");

  private final RuleSet rules;
  private final @Nullable String currency;

  /** The relation of the rule that an alert names to the rule at hand. */
  public enum RuleOrigin {
    SAME,
    /** Its text has changed since, so that its words may be of another condition. */
    OTHER_VERSION,
    /** It is not among these rules. */
    UNKNOWN
  }

  /** A book of some rules: those that the jobs run, or the words may be of others. */
  public RuleBook(RuleSet rules) {
    this(rules, null);
  }

  /**
   * The same, where the jobs' configuration is at hand.
   *
   * @param currency in which it has amounts compared, ISO 4217; null if it is not at hand
   */
  public RuleBook(RuleSet rules, @Nullable String currency) {
    this.rules = rules;
    this.currency = currency;
  }

  /** The currency of amounts; null if it is not known. */
  public @Nullable String currency() {
    return currency;
  }

  /**
   * Returns what a reason has seen: the rule's words; else its title, else the indicator, with
   * numbers.
   */
  public String sentence(Reason reason) {
    RuleHead rule = rules.byId(reason.getRuleId());
    String words = rule == null ? null : rule.text().words();
    ReasonMeasure measure = measure(reason);
    if (words != null) {
      return SentencePattern.filled(words, measure);
    }
    return (rule == null ? reason.getIndicator() : rule.title()) + numbers(measure);
  }

  /** Returns the same, and why it does not count in full, if it does not. */
  public String sentences(Alert alert, Reason reason) {
    return (sentence(reason) + " " + AlertExplainer.caveat(reason, HostAges.of(alert))).strip();
  }

  /** Returns what an offset has seen. */
  public String sentence(Offset offset) {
    RuleHead rule = rules.byId(offset.getRuleId());
    if (rule == null) {
      return offset.getIndicator() + ".";
    }
    String words = rule.text().words();
    return words == null ? rule.title() + "." : words;
  }

  private static String numbers(ReasonMeasure measure) {
    if (measure.counts()) {
      return ": "
          + measure.observedWords()
          + " within "
          + measure.windowWords()
          + " (threshold: "
          + measure.thresholdWords()
          + ").";
    }
    return measure.hasWindow() ? ", within " + measure.windowWords() + "." : ".";
  }

  /** Returns what was measured, as an analyst checks it: "observed 4; threshold 3 or more; …". */
  static String measured(Reason reason) {
    ReasonMeasure measure = measure(reason);
    if (measure.counts()) {
      return "observed "
          + measure.observedWords()
          + "; threshold "
          + measure.thresholdWords()
          + "; window "
          + measure.windowWords();
    }
    if (measure.hasWindow()) {
      return "its " + measure.observedWords() + " parts; window " + measure.windowWords();
    }
    return measure.threshold().isEmpty()
        ? "one event"
        : "its " + measure.observedWords() + " parts at one moment";
  }

  private static ReasonMeasure measure(Reason reason) {
    return new ReasonMeasure(reason.getObserved(), reason.getThreshold(), reason.getWindow());
  }

  /** Returns whether the rule at hand is the one that an alert's reason names. */
  public RuleOrigin known(Reason reason) {
    RuleHead rule = rules.byId(reason.getRuleId());
    if (rule == null) {
      return RuleOrigin.UNKNOWN;
    }
    return rule.version().equals(reason.getRuleVersion())
        ? RuleOrigin.SAME
        : RuleOrigin.OTHER_VERSION;
  }

  /** The text of the rule at hand; null if it is not among these. */
  public @Nullable RuleDocuments documents(String ruleId) {
    RuleHead rule = rules.byId(ruleId);
    return rule == null ? null : RuleDocuments.of(rules, rule);
  }

  /** The time span of each indicator that events show in an order: the longest of its rules. */
  public Map<String, Duration> ordered() {
    Map<String, Duration> windows = new HashMap<>();
    for (CorrelationRule rule : rules.correlations()) {
      ScoringPart scoring = rule.head().scoring();
      if (scoring != null && rule.type() == CorrelationRule.Type.TEMPORAL_ORDERED) {
        windows.merge(
            scoring.indicator(),
            Duration.ofMillis(rule.timespanMillis()),
            (one, other) -> one.compareTo(other) < 0 ? other : one);
      }
    }
    return windows;
  }

  /**
   * An indicator.
   *
   * @param title of the rule that shows it
   * @param points the most that it brings
   */
  record Indicator(String id, String title, double points) {}

  /** The indicators of an alert's track that its score does not count, the weightiest first. */
  List<Indicator> missing(Alert alert) {
    Set<String> named =
        Stream.concat(alert.getReasons().stream(), alert.getUnlisted().getReasons().stream())
            .map(Reason::getIndicator)
            .collect(Collectors.toSet());
    boolean isReported = UnsureReports.areAll(alert);
    Map<String, Indicator> missing = new TreeMap<>();
    for (RuleHead rule : rules.heads()) {
      ScoringPart scoring = rule.scoring();
      if (scoring != null
          && rule.live()
          && scoring.points() > 0
          && scoring.track().name().equals(alert.getTrack().name())
          && !(isReported && scoring.opens())
          && !named.contains(scoring.indicator())) {
        missing.putIfAbsent(
            scoring.indicator(),
            new Indicator(scoring.indicator(), rule.title(), scoring.points()));
      }
    }
    return missing.values().stream()
        .sorted(Comparator.comparingDouble(Indicator::points).reversed())
        .toList();
  }

  /** The live rules by which something may lower the score of an alert. */
  List<RuleHead> benign(Alert alert) {
    return rules.heads().stream()
        .filter(RuleHead::live)
        .filter(rule -> rule.scoring() != null && rule.scoring().isBenign())
        .filter(rule -> lowers(rule, alert))
        .toList();
  }

  private static boolean lowers(RuleHead rule, Alert alert) {
    ScoringPart scoring = rule.scoring();
    return scoring != null
        && scoring.track().name().equals(alert.getTrack().name())
        && KINDS
            .getOrDefault(scoring.entity(), scoring.entity().toUpperCase(Locale.ROOT))
            .equals(alert.getEntityKind().name());
  }

  /** Returns who else looks like a rule's findings. */
  List<String> lookAlikes(String ruleId) {
    RuleHead rule = rules.byId(ruleId);
    return rule == null ? List.of() : rule.text().lookAlikes();
  }

  /** A rule's title; its id if it is not known. */
  public String title(String ruleId) {
    RuleHead rule = rules.byId(ruleId);
    return rule == null ? ruleId : rule.title();
  }
}
