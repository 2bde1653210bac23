package org.drey.rules.compile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.drey.rules.compile.CorrelationRule.CarriedGroup;
import org.drey.rules.compile.CorrelationRule.GroupField;
import org.drey.rules.compile.CorrelationRule.Reference;
import org.drey.rules.schema.FieldType;
import org.drey.rules.schema.StreamField;
import org.drey.rules.schema.StreamSchema;
import org.drey.rules.sigma.SigmaDocument;
import org.drey.rules.sigma.SigmaDocument.Status;
import org.drey.yaml.ProblemException;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * The last step: places rules ({@link EvaluationFields}), finds whom they score and when they
 * settle, and turns names into numbers. Refuses those that score no entity.
 */
final class RuleSetBuilder {
  private final List<QualityFactors> quality;
  private final List<ReportingTerms> terms;
  private final EvaluationFields places = new EvaluationFields();

  /** The names of the values that travel with matches and findings, in a fixed order. */
  private final List<String> carried;

  private RuleSetBuilder(
      List<RuleNode> rules, List<QualityFactors> quality, Duration outageAllowance) {
    Set<String> names = new TreeSet<>();
    rules.forEach(rule -> names.addAll(rule.needed()));
    this.quality = quality;
    this.carried = List.copyOf(names);
    this.terms = ReportingTerms.of(rules, outageAllowance.toMillis());
  }

  /**
   * Builds a set.
   *
   * @param version the hash of its files
   * @param warnings what is not loaded
   * @param rules by their number
   * @param quality by the same
   */
  static RuleSet build(
      String version,
      List<String> warnings,
      List<RuleNode> rules,
      List<QualityFactors> quality,
      Duration outageAllowance) {
    RuleSetBuilder builder = new RuleSetBuilder(rules, quality, outageAllowance);
    ProblemList problems = new ProblemList();
    problems.each(
        List.of(rules.stream().filter(RuleNode::isCorrelation).toList()), builder.places::place);
    problems.throwIfAny();
    List<DetectionRule> detections = new ArrayList<>();
    List<CorrelationRule> correlations = new ArrayList<>();
    problems.each(
        rules,
        rule -> {
          if (rule.parsed() instanceof ParsedRule.Detection parsed) {
            detections.add(builder.detection(rule, parsed));
          } else {
            correlations.add(builder.correlation(rule));
          }
        });
    problems.throwIfAny();
    return new RuleSet(version, warnings, builder.carried, detections, correlations);
  }

  private RuleHead head(RuleNode rule, QualityFactors factors) {
    SigmaDocument document = rule.parsed().document();
    ReportingTerms own = terms.get(rule.index());
    return new RuleHead(
        rule.index(),
        document.id(),
        document.label(),
        document.title(),
        RuleText.of(document),
        document.version(),
        RuleMeaning.ofEvents(rule),
        document.status() == Status.STABLE,
        own.yields(),
        rule.parsed().scoring(),
        factors,
        own.sources(),
        own.settleMillis());
  }

  private DetectionRule detection(RuleNode rule, ParsedRule.Detection parsed) {
    StreamSchema stream = parsed.stream();
    StreamField scored = scoredField(rule, parsed);
    TokenRoute entity = scored == null ? null : route(stream, scored);
    return new DetectionRule(
        head(rule, quality.get(rule.index()).ofEvent()),
        stream,
        parsed.condition(),
        entity,
        stream.confidence() == null || entity == null ? null : slot(stream, stream.confidence()),
        stream.expiry() == null ? null : slot(stream, stream.expiry()));
  }

  private static @Nullable StreamField scoredField(RuleNode rule, ParsedRule.Detection parsed) {
    ScoringPart scoring = parsed.scoring();
    if (scoring == null) {
      return null;
    }
    StreamField entity = parsed.stream().field(scoring.entity());
    if (entity == null || !entity.namesEntity()) {
      throw entityProblem(parsed, parsed.stream().topic() + " has no entity of that name");
    }
    EntityChecks.check(rule, scoring, entity);
    return entity;
  }

  private static TokenRoute route(StreamSchema stream, StreamField entity) {
    int token = slot(stream, entity.name());
    if (entity.entity() != null) {
      return new TokenRoute.FixedKind(token, entity.entity().name());
    }
    String kindField =
        Objects.requireNonNull(entity.kindField(), "an entity is of a kind, or a field names it");
    return new TokenRoute.VaryingKind(token, slot(stream, kindField));
  }

  private static int slot(StreamSchema stream, String field) {
    return Objects.requireNonNull(
        stream.slots().get(field), () -> stream.topic() + " has no field " + field);
  }

  private CorrelationRule correlation(RuleNode rule) {
    ParsedRule.Correlation parsed = rule.correlation();
    List<Set<StreamField>> groupFields = rule.groupFields();
    Integer scored = scoredGroup(rule, groupFields);
    EvaluationFields.Place place = places.of(rule);
    List<Reference> references = new ArrayList<>();
    for (int i = 0; i < rule.references().size(); i++) {
      references.add(reference(rule, place, i));
    }
    List<String> kept =
        rule.needed().stream().filter(name -> !parsed.groupBy().contains(name)).toList();
    QualityFactors factors = quality.get(rule.index());
    return new CorrelationRule(
        head(rule, factors.at(factors.fields().stream().mapToInt(f -> slot(f.name())).toArray())),
        parsed.count().type(),
        references,
        groupBy(parsed, groupFields),
        parsed.window().millis(),
        parsed.window().written(),
        parsed.count().threshold(),
        places.pass(rule),
        place.field(),
        scored,
        carriedGroups(parsed.groupBy()),
        kept.stream().mapToInt(this::slot).toArray(),
        RuleMeaning.ofGroups(rule, place.name(), kept));
  }

  /** Returns which group-by field names whom a correlation scores, or null. */
  private static @Nullable Integer scoredGroup(RuleNode rule, List<Set<StreamField>> groupFields) {
    ParsedRule.Correlation parsed = rule.correlation();
    ScoringPart scoring = parsed.scoring();
    if (scoring == null) {
      return null;
    }
    int scored = parsed.groupBy().indexOf(scoring.entity());
    if (scored < 0) {
      throw entityProblem(parsed, "the entity of a correlation is one of its group-by fields");
    }
    StreamField field = RuleNode.sameKind(groupFields.get(scored));
    if (field == null || !field.namesEntity()) {
      throw entityProblem(parsed, "the field names no entity, or several kinds of entity");
    }
    EntityChecks.check(rule, scoring, field);
    return scored;
  }

  private static ProblemException entityProblem(ParsedRule parsed, String reason) {
    YamlNode entity = EntityChecks.entity(parsed);
    return entity.problem("entity '" + entity.text() + "': " + reason);
  }

  private Reference reference(RuleNode rule, EvaluationFields.Place place, int i) {
    ParsedRule.Correlation parsed = rule.correlation();
    String counted = parsed.count().field();
    return new Reference(
        rule.references().get(i).index(),
        parsed.groupBy().stream().mapToInt(name -> slot(parsed.sourceName(name, i))).toArray(),
        counted == null ? null : slot(parsed.sourceName(counted, i)),
        route(place, parsed.sourceName(place.name(), i)));
  }

  private TokenRoute route(EvaluationFields.Place place, String token) {
    return place.kindField() == null
        ? new TokenRoute.FixedKind(slot(token), place.kind())
        : new TokenRoute.VaryingKind(slot(token), slot(place.kindField()));
  }

  /** Returns where a value is among those that travel. */
  private int slot(String name) {
    int slot = carried.indexOf(name);
    if (slot < 0) {
      throw new IllegalStateException("'" + name + "' does not travel; " + carried + " do");
    }
    return slot;
  }

  private List<CarriedGroup> carriedGroups(List<String> groupBy) {
    List<CarriedGroup> groups = new ArrayList<>();
    for (int i = 0; i < groupBy.size(); i++) {
      if (carried.contains(groupBy.get(i))) {
        groups.add(new CarriedGroup(i, slot(groupBy.get(i))));
      }
    }
    return List.copyOf(groups);
  }

  private static List<GroupField> groupBy(
      ParsedRule.Correlation parsed, List<Set<StreamField>> groupFields) {
    List<GroupField> groupBy = new ArrayList<>();
    for (int i = 0; i < parsed.groupBy().size(); i++) {
      StreamField field = RuleNode.sameKind(groupFields.get(i));
      String kind = field == null || field.entity() == null ? null : field.entity().name();
      groupBy.add(new GroupField(parsed.groupBy().get(i), typeOf(groupFields.get(i)), kind));
    }
    return groupBy;
  }

  private static FieldType typeOf(Set<StreamField> fields) {
    FieldType first = fields.iterator().next().type();
    return fields.stream().allMatch(field -> field.type() == first) ? first : FieldType.TEXT;
  }

  /**
   * The terms of a rule that follow from those around it in its set.
   *
   * @param yields whether it reports findings. A building block reports none, unless a rule built
   *     on it says generate or it is scored itself
   * @param sources the log sources that it is built on, sorted
   * @param latenessMillis the largest of its streams
   * @param waitingMillis how long after their time its events come, beyond lateness
   * @param settleMillis how long after an event's time all that belongs to it has come
   */
  private record ReportingTerms(
      boolean yields,
      List<String> sources,
      long latenessMillis,
      long waitingMillis,
      long settleMillis) {

    /** Returns the terms of each rule of a set, by its number. */
    static List<ReportingTerms> of(List<RuleNode> rules, long outageMillis) {
      Set<RuleNode> used = new HashSet<>();
      Set<RuleNode> generating = new HashSet<>();
      for (RuleNode user : rules) {
        used.addAll(user.references());
        if (user.isCorrelation() && user.correlation().references().generate()) {
          generating.addAll(user.references());
        }
      }
      List<ReportingTerms> terms = new ArrayList<>();
      for (RuleNode rule : rules) {
        boolean yields =
            !used.contains(rule) || generating.contains(rule) || rule.parsed().scoring() != null;
        terms.add(of(rule, yields, terms, outageMillis));
      }
      return terms;
    }

    /** Findings come at once if more events can only make them true, else when all have come. */
    private static ReportingTerms of(
        RuleNode rule, boolean yields, List<ReportingTerms> before, long outageMillis) {
      SortedSet<String> sources = new TreeSet<>();
      long lateness = 0;
      long waiting = 0;
      if (rule.parsed() instanceof ParsedRule.Detection detection) {
        sources.add(detection.stream().source());
        lateness = detection.stream().lateness().toMillis();
      }
      for (RuleNode reference : rule.references()) {
        ReportingTerms below = before.get(reference.index());
        boolean isWaitedFor = reference.isCorrelation() && !reference.correlation().isMonotone();
        sources.addAll(below.sources());
        lateness = Math.max(lateness, below.latenessMillis());
        waiting = Math.max(waiting, isWaitedFor ? below.settleMillis() : below.waitingMillis());
      }
      return new ReportingTerms(
          yields, List.copyOf(sources), lateness, waiting, lateness + outageMillis + waiting);
    }
  }
}
