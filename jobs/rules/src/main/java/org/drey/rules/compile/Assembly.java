package org.drey.rules.compile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
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
  private static final int PASSES = 2;

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
    for (Draft draft : drafts) {
      try {
        if (draft.isCorrelation()) {
          CorrelationRule rule = correlation(draft);
          built.put(draft, rule);
          correlations.add(rule);
        } else {
          detections.add(detection(draft));
        }
      } catch (RuleProblemException e) {
        problems.add(e.problem());
        return new RuleSet(version, warnings, carried, List.of(), List.of());
      }
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
        document.status() == Status.STABLE,
        yields(draft),
        draft.scoring,
        List.copyOf(Leaves.sources(draft)),
        settleMillis(draft));
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

  private CorrelationRule correlation(Draft draft) {
    List<Set<Field>> groupFields = new ArrayList<>();
    for (String name : draft.groupBy) {
      Set<Field> fields = new LinkedHashSet<>();
      for (int i = 0; i < draft.references.size(); i++) {
        fields.addAll(Leaves.fields(draft.references.get(i), draft.sourceName(name, i), draft));
      }
      groupFields.add(fields);
    }
    int scored = scored(draft, groupFields);
    int routing = scored >= 0 ? scored : firstEntity(groupFields);
    Field routed = Leaves.sameKind(groupFields.get(routing));
    String routingName = draft.groupBy.get(routing);
    String routingKind =
        routed == null || routed.entity() == null ? "field:" + routingName : routed.entity().name();
    boolean kindVaries = routed != null && routed.kindField() != null;
    List<Reference> references = new ArrayList<>();
    for (int i = 0; i < draft.references.size(); i++) {
      references.add(reference(draft, i, routingName, routingKind, kindVaries ? routed : null));
    }
    return new CorrelationRule(
        head(draft),
        draft.type,
        references,
        groupBy(draft, groupFields),
        draft.timespanMillis,
        draft.window,
        draft.threshold,
        pass(draft, routingName),
        routing,
        scored,
        draft.groupBy.stream().mapToInt(carried::indexOf).toArray(),
        draft.needed.stream()
            .filter(name -> !draft.groupBy.contains(name))
            .mapToInt(carried::indexOf)
            .sorted()
            .toArray(),
        SigmaDocument.sha256(Leaves.meaning(draft)).substring(0, 12));
  }

  private Reference reference(
      Draft draft, int i, String routingName, String kind, @Nullable Field varying) {
    String token = draft.sourceName(routingName, i);
    int kindAt = varying == null ? -1 : carried.indexOf(varying.kindField());
    return new Reference(
        draft.references.get(i).index,
        draft.groupBy.stream().mapToInt(g -> carried.indexOf(draft.sourceName(g, i))).toArray(),
        draft.valueField == null ? -1 : carried.indexOf(draft.sourceName(draft.valueField, i)),
        new Route(carried.indexOf(token), kind, kindAt));
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

  private static int firstEntity(List<Set<Field>> groupFields) {
    for (int i = 0; i < groupFields.size(); i++) {
      Field field = Leaves.sameKind(groupFields.get(i));
      if (field != null && field.namesEntity()) {
        return i;
      }
    }
    return 0;
  }

  private int pass(Draft draft, String routingName) {
    int pass = 1;
    for (int i = 0; i < draft.references.size(); i++) {
      CorrelationRule reference = built.get(draft.references.get(i));
      if (reference != null) {
        String source = draft.sourceName(routingName, i);
        boolean same = reference.groupBy().get(reference.routing()).name().equals(source);
        pass = Math.max(pass, reference.pass() + (same ? 0 : 1));
      }
    }
    if (pass > PASSES) {
      throw draft.correlation.problem(
          "the chain of rules changes its entity more than once; two steps is the most");
    }
    return pass;
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
