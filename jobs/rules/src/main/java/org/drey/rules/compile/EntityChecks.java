package org.drey.rules.compile;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.rules.match.EventPredicate;
import org.drey.rules.match.NumberComparison;
import org.drey.rules.schema.EntityKind;
import org.drey.rules.schema.StreamField;
import org.drey.rules.schema.StreamSchema;
import org.drey.yaml.ProblemException;
import org.drey.yaml.YamlNode;

/** The kinds of entity that a rule scores, and whether its track takes them. */
final class EntityChecks {
  /** Among so many people no one can be made out. */
  private static final long LEAST_PEOPLE = 5;

  private static final Set<EntityKind> PEOPLE =
      EnumSet.of(EntityKind.SUBJECT, EntityKind.HOST, EntityKind.PAYEE);
  private static final Set<EntityKind> SERVICES =
      EnumSet.of(EntityKind.DOMAIN, EntityKind.MERCHANT);

  /** Every symbol of a field. */
  private static final long ALL = -1;

  private final RuleNode rule;

  private EntityChecks(RuleNode rule) {
    this.rule = rule;
  }

  /**
   * Refuses a rule that scores what its track does not take, or names people whom it only counts.
   *
   * @param entity the field that names whom it scores
   */
  static void check(RuleNode rule, ScoringPart scoring, StreamField entity) {
    EntityChecks checks = new EntityChecks(rule);
    Set<EntityKind> kinds = checks.kinds(entity);
    checks.checkKind(kinds);
    for (EntityKind kind : kinds) {
      if (!scoring.track().fits(kind)) {
        throw checks.problem("track", unfit(scoring.track(), kind));
      }
    }
    if (scoring.aggregate()) {
      checks.checkAggregate(kinds);
    }
  }

  /** Says on which tracks an entity of a kind is scored. */
  static String unfit(AlertTrack track, EntityKind kind) {
    String fitting =
        Arrays.stream(AlertTrack.values())
            .filter(other -> other.fits(kind))
            .map(EntityChecks::lower)
            .collect(Collectors.joining(" or "));
    return "a " + kind + " is not scored on the track '" + lower(track) + "', but on " + fitting;
  }

  static String lower(Enum<?> symbol) {
    return symbol.name().toLowerCase(Locale.ROOT);
  }

  /** Refuses an entity that is not of the kind that a document is for. */
  private void checkKind(Set<EntityKind> kinds) {
    EntityKind own = rule.parsed().document().kind();
    if (own != null && !kinds.equals(EnumSet.of(own))) {
      String name = entity(rule.parsed()).text();
      throw problem(
          "entity", "'" + name + "' names a " + kinds.iterator().next() + ", not a " + own);
    }
  }

  private Set<EntityKind> kinds(StreamField entity) {
    if (entity.entity() != null) {
      return EnumSet.of(entity.entity());
    }
    String kindField = entity.kindField();
    Set<EntityKind> kinds = EnumSet.noneOf(EntityKind.class);
    for (ParsedRule.Detection leaf : rule.leaves()) {
      int slot = kindField == null ? -1 : leaf.stream().slot(kindField);
      long asked = slot < 0 ? 0 : asked(leaf.condition(), slot);
      if (asked == 0 || asked == ALL) {
        throw problem(
            "entity",
            "'"
                + entity.name()
                + "' is of any kind: "
                + (rule.parsed().document().kind() == null
                    ? "the selection has to say which, with '" + kindField + "'"
                    : "give the detection 'kinds', not a correlation"));
      }
      add(kinds, leaf.stream(), slot, asked);
    }
    return kinds;
  }

  private void add(Set<EntityKind> kinds, StreamSchema stream, int slot, long asked) {
    List<String> symbols = stream.fields().get(slot).symbols();
    for (int i = 0; i < symbols.size(); i++) {
      String symbol = symbols.get(i);
      if ((asked >>> i & 1) == 1) {
        kinds.add(
            Arrays.stream(EntityKind.values())
                .filter(kind -> kind.name().equals(symbol))
                .findFirst()
                .orElseThrow(() -> problem("entity", "no entity is of the kind " + symbol)));
      }
    }
  }

  /** The symbols that a slot may have where a condition holds, a bit for each. */
  private static long asked(EventPredicate condition, int slot) {
    if (condition instanceof EventPredicate.SymbolIn in && in.slot() == slot) {
      return in.symbols();
    }
    if (condition instanceof EventPredicate.And all) {
      return all.parts().stream().mapToLong(part -> asked(part, slot)).reduce(ALL, (a, b) -> a & b);
    }
    if (condition instanceof EventPredicate.Or some) {
      return some.parts().stream().mapToLong(part -> asked(part, slot)).reduce(0, (a, b) -> a | b);
    }
    return ALL;
  }

  private void checkAggregate(Set<EntityKind> kinds) {
    if (!SERVICES.containsAll(kinds)) {
      throw problem(
          "aggregate",
          "'aggregate' speaks of no person: its entity is a service, domain or merchant");
    }
    if (groupsByPerson()) {
      throw problem("aggregate", "'aggregate' speaks of no person, and groups by none");
    }
    ParsedRule.Count count = rule.isCorrelation() ? rule.correlation().count() : null;
    String field = count == null ? null : count.field();
    if (count == null || field == null || !countsPeople(field)) {
      throw problem(
          "aggregate", "'aggregate' is for a value_count of people: of subject, host or payee");
    }
    boolean hides =
        count.threshold().bounds().stream()
            .anyMatch(
                bound ->
                    bound.comparison() == NumberComparison.GTE && bound.limit() >= LEAST_PEOPLE);
    if (!hides) {
      throw problem("aggregate", "'aggregate' counts five people at least: 'gte: 5' or more");
    }
  }

  private boolean groupsByPerson() {
    return rule.isCorrelation()
        && rule.groupFields().stream()
            .flatMap(Set::stream)
            .anyMatch(field -> field.entity() != null && !SERVICES.contains(field.entity()));
  }

  private boolean countsPeople(String counted) {
    return rule.sources(counted).stream()
        .allMatch(field -> field.entity() != null && PEOPLE.contains(field.entity()));
  }

  /** Returns where a rule says whom it scores. */
  static YamlNode entity(ParsedRule rule) {
    return rule.part("drey").required("entity");
  }

  private ProblemException problem(String key, String reason) {
    return rule.parsed().part("drey").required(key).problem(reason);
  }
}
