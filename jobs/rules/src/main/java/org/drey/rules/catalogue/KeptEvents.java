package org.drey.rules.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.TokenRoute;
import org.drey.rules.correlate.KeptObservations;

/**
 * The part of events that the state of a correlation keeps of an entity.
 *
 * @param kind of the entity, such as payee; {@link #ANY_KIND} if events name it; of what is no
 *     entity the field after a colon
 * @param namedBy the fields of streams that name it, such as payments.payee
 * @param fields those whose values are kept beside
 * @param kept how much else, and for how long
 */
public record KeptEvents(
    String kind, List<String> namedBy, List<String> fields, KeptObservations kept) {
  /** The kind of an entity whose kind each event names. */
  public static final String ANY_KIND = "any";

  /** Adds what a rule keeps, and the rules that it is built on. */
  static void collect(RuleSet rules, int rule, Set<KeptEvents> all) {
    if (!rules.isDetection(rule)) {
      CorrelationRule correlation = rules.correlation(rule);
      all.add(of(rules, correlation));
      correlation.references().forEach(below -> collect(rules, below.rule(), all));
    }
  }

  private static KeptEvents of(RuleSet rules, CorrelationRule rule) {
    Set<String> fields = FieldsRead.kept(rules, rule);
    Set<String> naming = FieldsRead.naming(rules, rule);
    fields.removeAll(naming);
    return new KeptEvents(
        kind(rule.references().get(0).route()),
        List.copyOf(naming),
        List.copyOf(fields),
        KeptObservations.of(rules, rule));
  }

  /** The kind of the entity at a place, in lower case. */
  static String kind(TokenRoute route) {
    return route instanceof TokenRoute.FixedKind fixed
        ? fixed.kind().toLowerCase(Locale.ROOT)
        : ANY_KIND;
  }
}
