package org.drey.rules.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.drey.rules.compile.CorrelationRule.CarriedGroup;
import org.drey.rules.compile.CorrelationRule.GroupField;
import org.drey.rules.compile.CorrelationRule.Reference;
import org.drey.rules.schema.FieldType;
import org.drey.rules.schema.StreamField;
import org.drey.rules.schema.StreamSchema;
import org.drey.rules.sigma.SigmaDocument;
import org.drey.rules.sigma.SigmaDocument.Status;

/** The last pass: names become numbers and places. Refuses nothing; all is known to be good. */
final class BuildPass {
  private final ValueProjection projection;
  private final List<QualityPart.Parsed> quality;

  private BuildPass(ValueProjection projection, List<QualityPart.Parsed> quality) {
    this.projection = projection;
    this.quality = quality;
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
      List<PlannedRule> rules,
      ValueProjection projection,
      List<QualityPart.Parsed> quality) {
    BuildPass build = new BuildPass(projection, quality);
    List<DetectionRule> detections = new ArrayList<>();
    List<CorrelationRule> correlations = new ArrayList<>();
    for (PlannedRule rule : rules) {
      if (rule instanceof PlannedRule.Detection detection) {
        detections.add(build.detection(detection));
      } else if (rule instanceof PlannedRule.Correlation correlation) {
        correlations.add(build.correlation(correlation));
      }
    }
    return new RuleSet(version, warnings, projection.carried(), detections, correlations);
  }

  private RuleHead head(PlannedRule planned) {
    LinkedRule rule = planned.rule();
    SigmaDocument document = rule.parsed().document();
    return new RuleHead(
        rule.index(),
        document.id(),
        document.label(),
        document.title(),
        TextPart.of(document),
        document.version(),
        RuleMeaning.ofEvents(rule),
        document.status() == Status.STABLE,
        planned.terms().yields(),
        rule.parsed().scoring(),
        quality(rule),
        planned.terms().sources(),
        planned.terms().settleMillis());
  }

  private QualityFactors quality(LinkedRule rule) {
    QualityPart.Parsed parsed = quality.get(rule.index());
    if (rule instanceof LinkedRule.Detection) {
      return new QualityFactors(parsed.factors(), parsed.severe(), List.of(), new int[0]);
    }
    int[] places = parsed.fields().stream().mapToInt(f -> projection.slot(f.name())).toArray();
    return new QualityFactors(parsed.factors(), parsed.severe(), parsed.fields(), places);
  }

  private DetectionRule detection(PlannedRule.Detection planned) {
    ParsedRule.Detection parsed = planned.rule().parsed();
    StreamSchema stream = parsed.stream();
    TokenRoute entity = planned.entity() == null ? null : route(stream, planned.entity());
    return new DetectionRule(
        head(planned),
        stream,
        parsed.condition(),
        entity,
        stream.confidence() == null || entity == null ? null : slot(stream, stream.confidence()),
        stream.expiry() == null ? null : slot(stream, stream.expiry()));
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

  private CorrelationRule correlation(PlannedRule.Correlation planned) {
    ParsedRule.Correlation parsed = planned.rule().parsed();
    List<Reference> references = new ArrayList<>();
    for (int i = 0; i < planned.rule().references().size(); i++) {
      references.add(reference(planned, i));
    }
    List<String> kept =
        projection.needed(planned.rule()).stream()
            .filter(name -> !parsed.groupBy().contains(name))
            .toList();
    return new CorrelationRule(
        head(planned),
        parsed.count().type(),
        references,
        groupBy(parsed, planned.groupFields()),
        parsed.window().millis(),
        parsed.window().written(),
        parsed.count().threshold(),
        planned.pass(),
        planned.place().field(),
        planned.scored(),
        carriedGroups(parsed.groupBy()),
        kept.stream().mapToInt(projection::slot).toArray(),
        RuleMeaning.ofGroups(planned.rule(), planned.place(), kept));
  }

  private Reference reference(PlannedRule.Correlation planned, int i) {
    ParsedRule.Correlation parsed = planned.rule().parsed();
    EvaluationField place = planned.place();
    String counted = parsed.count().field();
    return new Reference(
        planned.rule().references().get(i).index(),
        parsed.groupBy().stream().mapToInt(g -> projection.slot(parsed.sourceName(g, i))).toArray(),
        counted == null ? null : projection.slot(parsed.sourceName(counted, i)),
        route(place, parsed.sourceName(place.name(), i)));
  }

  private TokenRoute route(EvaluationField place, String token) {
    int at = projection.slot(token);
    return place.kindField() == null
        ? new TokenRoute.FixedKind(at, place.kind())
        : new TokenRoute.VaryingKind(at, projection.slot(place.kindField()));
  }

  private List<CarriedGroup> carriedGroups(List<String> groupBy) {
    List<CarriedGroup> carried = new ArrayList<>();
    for (int i = 0; i < groupBy.size(); i++) {
      if (projection.carries(groupBy.get(i))) {
        carried.add(new CarriedGroup(i, projection.slot(groupBy.get(i))));
      }
    }
    return List.copyOf(carried);
  }

  private static List<GroupField> groupBy(
      ParsedRule.Correlation parsed, List<Set<StreamField>> groupFields) {
    List<GroupField> groupBy = new ArrayList<>();
    for (int i = 0; i < parsed.groupBy().size(); i++) {
      StreamField field = SourceFields.sameKind(groupFields.get(i));
      String kind = field == null || field.entity() == null ? null : field.entity().name();
      groupBy.add(new GroupField(parsed.groupBy().get(i), typeOf(groupFields.get(i)), kind));
    }
    return groupBy;
  }

  private static FieldType typeOf(Set<StreamField> fields) {
    FieldType first = fields.iterator().next().type();
    return fields.stream().allMatch(field -> field.type() == first) ? first : FieldType.TEXT;
  }
}
