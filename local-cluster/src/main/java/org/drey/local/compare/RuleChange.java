package org.drey.local.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.jspecify.annotations.Nullable;

/**
 * A rule that is not the same in two sets.
 *
 * @param ruleId Sigma's id
 * @param rule what messages call it
 * @param indicator the indicator that it shows; null if it scores nothing
 * @param kinds what is different
 * @param coldMillis how long after a restart from a savepoint it has not seen a full window; 0 if
 *     it keeps its state, or keeps none
 */
public record RuleChange(
    String ruleId, String rule, @Nullable String indicator, Set<Kind> kinds, long coldMillis) {

  /** A difference. */
  public enum Kind {
    ADDED("new"),
    REMOVED("gone"),
    LIVE("live, was on trial"),
    ON_TRIAL("on trial, was live"),
    SELECTION("selects or groups differently"),
    BENEATH("built on a rule that changes"),
    THRESHOLD("other threshold"),
    POINTS("other points"),
    WORDS("other words");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** Returns what a report says of it. */
    public String words() {
      return words;
    }
  }

  /** Returns the differences of two sets, in the order of the new one; rules that are gone last. */
  public static List<RuleChange> between(RuleSet before, RuleSet after) {
    Set<String> kept = new HashSet<>();
    before.correlations().forEach(rule -> kept.add(rule.stateName()));
    Map<String, RuleHead> known = new HashMap<>();
    before.heads().forEach(head -> known.put(head.id(), head));
    List<RuleChange> changes = new ArrayList<>();
    for (RuleHead head : after.heads()) {
      RuleHead old = known.remove(head.id());
      Set<Kind> kinds = old == null ? EnumSet.of(Kind.ADDED) : kinds(before, old, after, head);
      if (!kinds.isEmpty()) {
        changes.add(of(head, kinds, coldMillis(after, head, kept)));
      }
    }
    before.heads().stream()
        .filter(head -> known.containsKey(head.id()))
        .forEach(head -> changes.add(of(head, EnumSet.of(Kind.REMOVED), 0)));
    return changes;
  }

  private static RuleChange of(RuleHead head, Set<Kind> kinds, long coldMillis) {
    String indicator = head.scoring() == null ? null : head.scoring().indicator();
    return new RuleChange(head.id(), head.name(), indicator, kinds, coldMillis);
  }

  /**
   * State of a correlation is named by its meaning (decision 0006): under a new name it is empty.
   */
  private static long coldMillis(RuleSet rules, RuleHead head, Collection<String> kept) {
    if (rules.isDetection(head.index())) {
      return 0;
    }
    CorrelationRule rule = rules.correlation(head.index());
    return kept.contains(rule.stateName()) ? 0 : rule.timespanMillis();
  }

  private static Set<Kind> kinds(RuleSet before, RuleHead old, RuleSet after, RuleHead now) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    if (old.live() != now.live()) {
      kinds.add(now.live() ? Kind.LIVE : Kind.ON_TRIAL);
    }
    boolean isDetection = after.isDetection(now.index());
    Kind otherMeaning = old.version().equals(now.version()) ? Kind.BENEATH : Kind.SELECTION;
    if (isDetection != before.isDetection(old.index())) {
      kinds.add(Kind.SELECTION);
    } else if (isDetection) {
      if (!old.meaning().equals(now.meaning())) {
        kinds.add(otherMeaning);
      }
    } else {
      CorrelationRule was = before.correlation(old.index());
      CorrelationRule is = after.correlation(now.index());
      if (!was.stateName().equals(is.stateName())) {
        kinds.add(otherMeaning);
      }
      if (!was.threshold().equals(is.threshold())) {
        kinds.add(Kind.THRESHOLD);
      }
    }
    if (!Objects.equals(old.scoring(), now.scoring())
        || !old.quality().factors().equals(now.quality().factors())
        || !Objects.equals(old.quality().severe(), now.quality().severe())) {
      kinds.add(Kind.POINTS);
    }
    if (kinds.isEmpty() && !old.version().equals(now.version())) {
      kinds.add(Kind.WORDS);
    }
    return kinds;
  }
}
