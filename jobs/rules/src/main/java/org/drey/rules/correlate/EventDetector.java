package org.drey.rules.correlate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.DetectionRule;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.compile.TokenRoute;
import org.drey.rules.match.RuleHits;
import org.drey.rules.match.StreamMatcher;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.EntityKind;
import org.drey.rules.schema.Event;
import org.drey.rules.schema.EventId;
import org.drey.rules.schema.RecordPosition;
import org.drey.rules.schema.RecordProvenance;
import org.drey.rules.schema.StreamField;
import org.drey.rules.schema.StreamSchema;
import org.jspecify.annotations.Nullable;

/**
 * Matches each event of a stream with the single-event rules: says what they find, and sends the
 * event once to each entity whose correlations need it. One per thread.
 */
public final class EventDetector {
  private final RuleSet rules;
  private final StreamSchema stream;
  private final StreamMatcher matcher;
  private final int[] carriedSlots;
  private final RuleHits hits = new RuleHits();

  /** The output of a detector. */
  public interface Output {
    void finding(Finding finding);

    /**
     * The event, for an entity.
     *
     * @param pass the correlate step it goes to, 1 or 2
     */
    void match(Match match, int pass);
  }

  /**
   * The identity of an event, and where it came from.
   *
   * @param late whether it is older than its topic's lateness allows
   * @param details the few fields of it that explain an alert
   * @param place where its record is
   * @param receivedAt when that was received, see {@link RecordProvenance#receivedAt}
   */
  public record Origin(
      EventId event,
      String tokenDomain,
      long time,
      boolean late,
      byte[] details,
      RecordPosition place,
      long receivedAt) {

    EvidenceEvent seen() {
      return new EvidenceEvent(event, time, details);
    }
  }

  private record Target(int pass, EntityKey entity) {}

  public EventDetector(RuleSet rules, StreamSchema stream) {
    this.rules = rules;
    this.stream = stream;
    this.matcher = rules.matcher(stream);
    this.carriedSlots = rules.carried().stream().mapToInt(stream::slot).toArray();
  }

  /** Returns whether any rule matches the event; the next call of {@link #report} speaks of it. */
  public boolean matches(Event event) {
    matcher.match(event, hits);
    return !hits.isEmpty();
  }

  /**
   * Reports the findings and matches of the event that {@link #matches} just looked at. A late one
   * is sent to one entity only, which knows whether it is a duplicate.
   *
   * @return whether it was sent to any entity
   */
  public boolean report(Event event, Origin origin, Output output) {
    @Nullable String[] values = values(event);
    RecordProvenance from = new RecordProvenance(origin.place(), rules.mark(), origin.receivedAt());
    Map<Target, int[]> targets = new LinkedHashMap<>();
    for (int i = 0; i < hits.size(); i++) {
      int rule = hits.get(i);
      if (isVoid(rules.detection(rule), event, origin.time())) {
        continue;
      }
      if (!origin.late()) {
        find(rules.detection(rule), event, origin, from, output);
      }
      for (RuleSet.Use use : rules.uses(rule)) {
        Target target = target(use, origin, values);
        if (target != null) {
          targets.merge(target, new int[] {rule}, EventDetector::union);
        }
      }
    }
    if (origin.late()) {
      targets.keySet().retainAll(targets.keySet().stream().limit(1).toList());
    }
    boolean first = true;
    for (Map.Entry<Target, int[]> one : targets.entrySet()) {
      EntityKey entity = one.getKey().entity();
      int[] matched = one.getValue();
      output.match(
          new Match(entity, matched, origin.seen(), values, origin.late(), first, from),
          one.getKey().pass());
      first = false;
    }
    return !first;
  }

  private void find(
      DetectionRule rule, Event event, Origin origin, RecordProvenance from, Output output) {
    if (!rule.head().yields()) {
      return;
    }
    EntityKey entity = null;
    List<String> names = List.of();
    String[] group = {};
    TokenRoute route = rule.entity();
    if (route != null) {
      String token = text(event, route.token());
      String kind =
          route instanceof TokenRoute.VaryingKind varying
              ? text(event, varying.kindAt())
              : ((TokenRoute.FixedKind) route).kind();
      if (token == null || kind == null) {
        return; // names no entity
      }
      entity = new EntityKey(origin.tokenDomain(), origin.event().keyVersion(), kind, token);
      ScoringPart scoring =
          Objects.requireNonNull(rule.head().scoring(), "a rule has an entity to score it");
      names = List.of(scoring.entity());
      group = new String[] {token};
    }
    output.finding(
        new Finding(
            Finding.id(rule.head().id(), names, group, origin.event()),
            rule.head().index(),
            entity,
            origin.tokenDomain(),
            origin.event(),
            origin.time(),
            group,
            1,
            SeenEvents.of(List.of(origin.seen())),
            1,
            rule.head().quality().of(event, confidence(rule, event)),
            expiry(rule, event),
            from));
  }

  private static double confidence(DetectionRule rule, Event event) {
    Integer slot = rule.confidence();
    return slot == null || event.isNull(slot) ? 1 : event.doubleAt(slot);
  }

  private static long expiry(DetectionRule rule, Event event) {
    Integer slot = rule.expiry();
    return slot == null || event.isNull(slot) ? Finding.NO_EXPIRY : event.longAt(slot);
  }

  /** A signal that had expired at its own time says nothing. */
  private static boolean isVoid(DetectionRule rule, Event event, long time) {
    Integer slot = rule.expiry();
    return slot != null && !event.isNull(slot) && event.longAt(slot) <= time;
  }

  private @Nullable Target target(RuleSet.Use use, Origin origin, @Nullable String[] values) {
    CorrelationRule correlation = use.correlation();
    TokenRoute route = correlation.references().get(use.reference()).route();
    String token = route.token(values);
    String kind = route.kind(values);
    boolean grouped = true;
    for (int at : correlation.references().get(use.reference()).groupBy()) {
      grouped &= values[at] != null;
    }
    if (token == null || kind == null || !grouped) {
      return null; // belongs to no group
    }
    return new Target(
        correlation.pass(),
        new EntityKey(origin.tokenDomain(), origin.event().keyVersion(), kind, token));
  }

  private @Nullable String[] values(Event event) {
    @Nullable String[] values = new String[carriedSlots.length];
    for (int i = 0; i < carriedSlots.length; i++) {
      values[i] = carriedSlots[i] < 0 ? null : text(event, carriedSlots[i]);
    }
    return values;
  }

  private @Nullable String text(Event event, int slot) {
    StreamField field = stream.fields().get(slot);
    String text = event.asText(field, slot);
    return text != null && namesDomain(event, field) ? text.toLowerCase(Locale.ROOT) : text;
  }

  /**
   * Returns whether a field's value is a domain's name, whose case means nothing; what was asked
   * for is counted as it was seen.
   */
  private boolean namesDomain(Event event, StreamField field) {
    if (field.raw()) {
      return false;
    }
    if (field.kindField() == null) {
      return field.entity() == EntityKind.DOMAIN;
    }
    int kind = stream.slot(field.kindField());
    return EntityKind.DOMAIN.name().equals(event.asText(stream.fields().get(kind), kind));
  }

  private static int[] union(int[] a, int[] b) {
    if (Arrays.stream(a).anyMatch(rule -> rule == b[0])) {
      return a; // one rule may be two references of a correlation
    }
    int[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
