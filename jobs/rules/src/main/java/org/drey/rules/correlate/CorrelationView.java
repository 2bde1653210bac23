package org.drey.rules.correlate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.CorrelationRule.CarriedGroup;
import org.drey.rules.compile.CorrelationRule.Reference;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.TokenRoute;
import org.drey.rules.log.EventFacet;
import org.drey.rules.log.FacetShape;
import org.drey.rules.log.FnvHash;
import org.drey.rules.log.LoggedEvent;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * The view of a correlation on an entity's log: which observations are its events, in what groups.
 */
final class CorrelationView {
  private final CorrelationRule rule;
  private final long number;
  private final boolean hasSeveralGroups;
  private final boolean isUsed;
  private final List<RuleInput> inputs = new ArrayList<>();
  private final int[] carried;

  /**
   * An observation as a member of a group.
   *
   * @param group the group-by values
   * @param references bit n: it is an event of the correlation's n-th rule
   * @param facet what it is as an event of the last of them, which has the say
   * @param value the counted value, null if there is none
   * @param since the clock when it came in, if it was behind the clock; else 0
   */
  record Member(
      String[] group, int references, EventFacet facet, @Nullable String value, long since) {

    boolean isOf(String[] other) {
      return Arrays.equals(group, other);
    }

    /** Returns whether it is an event of one of the correlation's rules. */
    boolean is(int reference) {
      return (references >>> reference & 1) == 1;
    }
  }

  /**
   * A view.
   *
   * @param meanings what state knows each rule's events by
   * @param carried what state knows the carried values by
   */
  CorrelationView(RuleSet rules, CorrelationRule rule, long[] meanings, int[] carried) {
    this.rule = rule;
    // A condition of the other kind is another rule: what was judged was not reported.
    this.number = StateNumbers.ofId(rule.head().id() + (rule.isMonotone() ? "" : " judged"));
    this.hasSeveralGroups = hasSeveralGroups(rules, rule);
    this.isUsed = !rules.uses(rule.head().index()).isEmpty();
    this.carried = carried;
    for (Reference reference : rule.references()) {
      int[] groupBy = Arrays.stream(reference.groupBy()).map(at -> carried[at]).toArray();
      Integer value = reference.value() == null ? null : carried[reference.value()];
      inputs.add(
          new RuleInput(
              meanings[reference.rule()], groupBy, value, reference.route().moved(carried)));
    }
  }

  /**
   * Returns whether one event may be in several groups: through aliases, or as several findings.
   */
  private static boolean hasSeveralGroups(RuleSet rules, CorrelationRule rule) {
    int[] first = rule.references().get(0).groupBy();
    return rule.groupBy().size() > 1
        && rule.references().stream()
            .anyMatch(r -> !rules.isDetection(r.rule()) || !Arrays.equals(first, r.groupBy()));
  }

  CorrelationRule rule() {
    return rule;
  }

  /** Returns what state knows the rule by. */
  long number() {
    return number;
  }

  /** Returns what reports of a member are noted under. */
  long reported(Member member) {
    if (!hasSeveralGroups) {
      return number;
    }
    return FnvHash.of(number, member.group());
  }

  /** Returns whether other rules are built on it, which wait for what it finds, and no longer. */
  boolean isUsed() {
    return isUsed;
  }

  /** Returns whether an alert may show its events: not those of a rule that names no one. */
  boolean isShown() {
    return isShown(rule, isUsed);
  }

  static boolean isShown(CorrelationRule rule, boolean isUsed) {
    return isUsed || rule.head().scoring() == null || rule.head().scoring().isShown();
  }

  long timespan() {
    return rule.timespanMillis();
  }

  /** Returns whether it counts how many different values its events have. */
  boolean countsValues() {
    return rule.references().get(0).value() != null;
  }

  /** Returns whether a facet is one of its events at an entity. */
  boolean isOf(EntityKey entity, EventFacet facet) {
    for (RuleInput input : inputs) {
      if (input.isOf(entity, facet)) {
        return true;
      }
    }
    return false;
  }

  /** The groups that an observation is a member of; nearly always none or one. */
  List<Member> members(EntityKey entity, LoggedEvent observation) {
    List<Member> members = List.of();
    for (int i = 0; i < inputs.size(); i++) {
      RuleInput input = inputs.get(i);
      for (int f = 0; f < observation.facets().size(); f++) {
        EventFacet facet = observation.facets().get(f);
        if (input.isOf(entity, facet)) {
          String[] group = input.group(facet);
          members = group.length == 0 ? members : with(members, group, i, facet);
        }
      }
    }
    return members;
  }

  private List<Member> with(List<Member> members, String[] group, int reference, EventFacet facet) {
    String counted = inputs.get(reference).value(facet);
    if (members.isEmpty()) {
      return List.of(new Member(group, 1 << reference, facet, counted, facet.since()));
    }
    List<Member> more = new ArrayList<>(members);
    for (int i = 0; i < more.size(); i++) {
      Member other = more.get(i);
      if (other.isOf(group)) {
        int both = other.references() | (1 << reference);
        long since = Math.max(other.since(), facet.since());
        more.set(i, new Member(group, both, facet, counted, since));
        return more;
      }
    }
    more.add(new Member(group, 1 << reference, facet, counted, facet.since()));
    return more;
  }

  /** The membership of an observation in a group, null if it is none of its events. */
  @Nullable Member member(EntityKey entity, LoggedEvent observation, String[] group) {
    List<Member> members = members(entity, observation);
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).isOf(group)) {
        return members.get(i);
      }
    }
    return null;
  }

  /** Returns whether an observation is an event of a group. */
  boolean has(EntityKey entity, LoggedEvent observation, String[] group) {
    return count(entity, observation, group, null, true);
  }

  /**
   * Has an observation come into the tally of a group, or leave it, if it is one of its events; no
   * member is made of it, for a window may have thousands.
   *
   * @param tally null for none
   * @return whether it is one of the group's events
   */
  boolean count(
      EntityKey entity,
      LoggedEvent observation,
      String[] group,
      @Nullable WindowTally tally,
      boolean comes) {
    int references = 0;
    String value = null;
    List<EventFacet> facets = observation.facets();
    for (int i = 0; i < inputs.size(); i++) {
      RuleInput input = inputs.get(i);
      for (int f = 0; f < facets.size(); f++) {
        EventFacet facet = facets.get(f);
        if (input.isOf(entity, facet) && input.isOf(group, facet)) {
          references |= 1 << i;
          value = input.value(facet);
        }
      }
    }
    if (references == 0) {
      return false;
    }
    if (tally != null && comes) {
      tally.add(references, value, observation.time());
    } else if (tally != null) {
      tally.remove(value);
    }
    return true;
  }

  /** The values of a finding that a member completes: the event's, overlaid by the group's. */
  @Nullable String[] values(Member completing) {
    @Nullable String[] values = new String[carried.length];
    for (int at : rule.kept()) {
      values[at] = completing.facet().value(carried[at]);
    }
    for (CarriedGroup carriedGroup : rule.carriedGroups()) {
      values[carriedGroup.at()] = completing.group()[carriedGroup.field()];
    }
    return values;
  }

  /**
   * One of the rules that a correlation refers to, by the numbers that state knows. It remembers
   * where the facets of one shape have their values, for neighbours mostly have the same shape.
   */
  private static final class RuleInput {
    private static final String[] NO_GROUP = {};

    /** The rule's events as inputs. */
    private final long input;

    /** The fields of the group. */
    private final int[] groupBy;

    /** The field that is counted, null for none. */
    private final @Nullable Integer value;

    /** The fields that name the entity which the state is of. */
    private final TokenRoute route;

    private final int[] groupAt;
    private @Nullable FacetShape shape;
    private boolean isInput;
    private int tokenAt;
    private int kindAt;
    private int valueAt;

    RuleInput(long input, int[] groupBy, @Nullable Integer value, TokenRoute route) {
      this.input = input;
      this.groupBy = groupBy;
      this.value = value;
      this.route = route;
      this.groupAt = new int[groupBy.length];
    }

    /** Returns whether facets of a shape are its events; those that are have known places. */
    @SuppressWarnings("ReferenceEquality") // an equal shape is looked up again
    private boolean isInput(FacetShape other) {
      if (other != shape) {
        shape = other;
        isInput = other.has(input);
        tokenAt = other.indexOf(route.token());
        kindAt = route instanceof TokenRoute.VaryingKind kind ? other.indexOf(kind.kindAt()) : -1;
        valueAt = value == null ? -1 : other.indexOf(value);
        for (int i = 0; i < groupBy.length; i++) {
          groupAt[i] = other.indexOf(groupBy[i]);
        }
      }
      return isInput;
    }

    private static @Nullable String at(EventFacet facet, int place) {
      return place < 0 ? null : facet.values()[place];
    }

    /** Returns whether a facet is one of the rule's events, of an entity. */
    boolean isOf(EntityKey entity, EventFacet facet) {
      return isInput(facet.shape())
          && entity.token().equals(at(facet, tokenAt))
          && entity.kind().equals(kind(facet));
    }

    private @Nullable String kind(EventFacet facet) {
      return route instanceof TokenRoute.FixedKind fixed ? fixed.kind() : at(facet, kindAt);
    }

    /** Returns whether a facet of its events is of a group. */
    boolean isOf(String[] group, EventFacet facet) {
      for (int i = 0; i < group.length; i++) {
        if (!group[i].equals(at(facet, groupAt[i]))) {
          return false;
        }
      }
      return true;
    }

    /** Returns what is counted of a facet of its events. */
    @Nullable String value(EventFacet facet) {
      return at(facet, valueAt);
    }

    /** The values of the group, none if one is missing. */
    @Nullable String[] group(EventFacet facet) {
      @Nullable String[] group = new String[groupBy.length];
      for (int i = 0; i < group.length; i++) {
        group[i] = at(facet, groupAt[i]);
        if (group[i] == null) {
          return NO_GROUP;
        }
      }
      return group;
    }
  }
}
