package org.drey.rules.compile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.rules.compile.CorrelationRule.GroupField;
import org.drey.rules.compile.CorrelationRule.Reference;
import org.drey.rules.event.Field;
import org.drey.rules.event.FieldType;
import org.drey.rules.sigma.Problem;
import org.drey.rules.sigma.RuleProblemException;
import org.drey.rules.sigma.SigmaDocument;
import org.drey.rules.sigma.SigmaDocument.Status;
import org.drey.rules.sigma.YamlNode;
import org.jspecify.annotations.Nullable;

/** Builds the rules of a set from drafts whose references and needs are known. */
final class Assembly {
  private static final int STATE_NAME_LENGTH = 12;

  private final String version;
  private final List<String> warnings;
  private final List<Draft> drafts;
  private final long allowanceMillis;
  private final List<String> carried;
  private final Map<Draft, CorrelationRule> built = new HashMap<>();

  Assembly(String version, List<String> warnings, List<Draft> drafts, Duration outageAllowance) {
    this.version = version;
    this.warnings = warnings;
    this.drafts = drafts;
    this.allowanceMillis = outageAllowance.toMillis();
    this.carried = RuleSetCompiler.carriedNames(drafts);
  }

  RuleSet assemble(List<Problem> problems) {
    List<DetectionRule> detections = new ArrayList<>();
    List<CorrelationRule> correlations = new ArrayList<>();
    try {
      Places places = new Places(drafts);
      for (Draft draft : drafts) {
        if (draft.isCorrelation()) {
          CorrelationRule rule = correlation(draft, places);
          built.put(draft, rule);
          correlations.add(rule);
        } else {
          detections.add(detection(draft));
        }
      }
    } catch (RuleProblemException e) {
      problems.add(e.problem());
      return new RuleSet(version, warnings, carried, List.of(), List.of());
    }
    return new RuleSet(version, warnings, carried, detections, correlations);
  }

  private RuleHead head(Draft draft) {
    SigmaDocument document = draft.document;
    return new RuleHead(
        draft.index,
        document.id(),
        document.label(),
        document.title(),
        document.version(),
        meaning(draft),
        document.status() == Status.STABLE,
        yields(draft),
        draft.scoring,
        List.copyOf(Leaves.sources(draft)),
        settleMillis(draft));
  }

  /** The events of a correlation are its findings, which no other rule's are. */
  private static String meaning(Draft draft) {
    String own = draft.isCorrelation() ? draft.document.id() + draft.threshold : "";
    return SigmaDocument.sha256(own + Leaves.selection(draft)).substring(0, 12);
  }

  /** A building block yields nothing, unless a user says generate or it is scored itself. */
  private boolean yields(Draft draft) {
    boolean used = false;
    for (Draft user : drafts) {
      if (user.references.contains(draft)) {
        used = true;
        if (generates(user.document.get("generate"))
            || generates(user.correlation.get("generate"))) {
          return true;
        }
      }
    }
    return !used || draft.scoring != null;
  }

  private static boolean generates(@Nullable YamlNode node) {
    return node != null && node.bool();
  }

  private DetectionRule detection(Draft draft) {
    int entity = -1;
    int kind = -1;
    int quality = -1;
    if (draft.scoring != null) {
      entity = draft.stream.slot(draft.scoring.entity());
      if (entity < 0 || !draft.stream.fields().get(entity).namesEntity()) {
        throw entityProblem(draft, draft.stream.topic() + " has no entity of that name");
      }
      String kindField = draft.stream.fields().get(entity).kindField();
      kind = kindField == null ? -1 : draft.stream.slot(kindField);
      quality = draft.stream.source().equals("SIGNAL") ? draft.stream.slot("confidence") : -1;
    }
    int expiry = draft.stream.source().equals("SIGNAL") ? draft.stream.slot("expires_at") : -1;
    return new DetectionRule(
        head(draft), draft.stream, draft.condition, entity, kind, quality, expiry);
  }

  private CorrelationRule correlation(Draft draft, Places places) {
    List<Set<Field>> groupFields = Leaves.groupFields(draft);
    Place place = places.place(draft);
    List<Reference> references = new ArrayList<>();
    for (int i = 0; i < draft.references.size(); i++) {
      references.add(reference(draft, i, place));
    }
    List<String> kept =
        draft.needed.stream().filter(name -> !draft.groupBy.contains(name)).sorted().toList();
    return new CorrelationRule(
        head(draft),
        draft.type,
        references,
        groupBy(draft, groupFields),
        draft.timespanMillis,
        draft.window,
        draft.threshold,
        places.pass(draft),
        place.field(),
        scored(draft, groupFields),
        draft.groupBy.stream().mapToInt(carried::indexOf).toArray(),
        kept.stream().mapToInt(carried::indexOf).toArray(),
        SigmaDocument.sha256(Leaves.meaning(draft, place, kept)).substring(0, STATE_NAME_LENGTH));
  }

  private Reference reference(Draft draft, int i, Place place) {
    return new Reference(
        draft.references.get(i).index,
        draft.groupBy.stream().mapToInt(g -> carried.indexOf(draft.sourceName(g, i))).toArray(),
        draft.valueField == null ? -1 : carried.indexOf(draft.sourceName(draft.valueField, i)),
        new Route(
            carried.indexOf(draft.sourceName(place.name(), i)),
            place.kind(),
            place.kindField() == null ? -1 : carried.indexOf(place.kindField())));
  }

  private static int scored(Draft draft, List<Set<Field>> groupFields) {
    if (draft.scoring == null) {
      return -1;
    }
    int scored = draft.groupBy.indexOf(draft.scoring.entity());
    if (scored < 0) {
      throw entityProblem(draft, "the entity of a correlation is one of its group-by fields");
    }
    Field field = Leaves.sameKind(groupFields.get(scored));
    if (field == null || !field.namesEntity()) {
      throw entityProblem(draft, "the field names no entity, or several kinds of entity");
    }
    return scored;
  }

  private long settleMillis(Draft draft) {
    return Leaves.latenessMillis(draft) + allowanceMillis + waitMillis(draft);
  }

  /** How long after their time the findings come that a rule is built on, beyond lateness. */
  private long waitMillis(Draft draft) {
    long longest = 0;
    for (Draft reference : draft.references) {
      CorrelationRule rule = built.get(reference);
      if (rule != null) {
        longest =
            Math.max(longest, rule.isMonotone() ? waitMillis(reference) : rule.settleMillis());
      }
    }
    return longest;
  }

  private static List<GroupField> groupBy(Draft draft, List<Set<Field>> groupFields) {
    List<GroupField> groupBy = new ArrayList<>();
    for (int i = 0; i < draft.groupBy.size(); i++) {
      FieldType type = typeOf(groupFields.get(i));
      Field field = Leaves.sameKind(groupFields.get(i));
      String kind = field == null || field.entity() == null ? null : field.entity().name();
      groupBy.add(new GroupField(draft.groupBy.get(i), type, kind));
    }
    return groupBy;
  }

  private static FieldType typeOf(Set<Field> fields) {
    FieldType first = fields.iterator().next().type();
    return fields.stream().allMatch(field -> field.type() == first) ? first : FieldType.TEXT;
  }

  private static RuleProblemException entityProblem(Draft draft, String reason) {
    YamlNode entity = draft.document.fields().get("drey").fields().get("entity");
    return entity.problem("entity '" + draft.scoring.entity() + "': " + reason);
  }
}
