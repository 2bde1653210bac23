package org.drey.rules.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.drey.base.NameSuggestions;
import org.drey.rules.schema.EntityKind;
import org.drey.rules.schema.StreamField;
import org.drey.rules.schema.StreamSchema;
import org.drey.rules.sigma.SigmaDocument;
import org.drey.yaml.ProblemException;
import org.drey.yaml.YamlNode;
import org.drey.yaml.YamlValues;
import org.jspecify.annotations.Nullable;

/**
 * A document that is a rule for each of several kinds of entity, {@code drey.kinds}, as one
 * document a kind: as if each had been written out. What reads those need not know of kinds.
 */
final class EntityKinds {
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "track",
          "entity",
          "name",
          "title",
          "description",
          "falsepositives",
          "words",
          "tests");

  private final SigmaDocument document;
  private final YamlNode part;
  private final Collection<StreamSchema> streams;

  private EntityKinds(SigmaDocument document, YamlNode part, Collection<StreamSchema> streams) {
    this.document = document;
    this.part = part;
    this.streams = streams;
  }

  /** Returns whether a document is for several kinds. */
  static boolean areIn(SigmaDocument document) {
    YamlNode part = document.get("drey");
    return part != null && part.isMap() && part.get("kinds") != null;
  }

  /** The document of each of the kinds that a document names, in its order. */
  static PassResult<List<SigmaDocument>> expand(
      SigmaDocument document, Collection<StreamSchema> streams) {
    try {
      YamlNode part = document.required("drey");
      YamlNode kinds = part.required("kinds");
      if (kinds.fields().isEmpty()) {
        throw kinds.problem("'kinds' names no kind of entity; there are " + known());
      }
      refuse(document.get("id"), "id");
      refuse(part.get("track"), "track");
      EntityKinds all = new EntityKinds(document, part, streams);
      return PassResult.each(List.copyOf(kinds.fields().entrySet()), all::rule);
    } catch (ProblemException e) {
      return new PassResult<>(List.of(), List.of(e.problem()));
    }
  }

  private static void refuse(@Nullable YamlNode node, String key) {
    if (node != null) {
      throw node.problem("'" + key + "' beside 'kinds': each of the kinds has its own");
    }
  }

  private SigmaDocument rule(Map.Entry<String, YamlNode> entry) {
    YamlNode own = entry.getValue();
    EntityKind kind = kind(entry.getKey(), own);
    Map<String, YamlNode> given = own.fields(KEYS);
    checkTrack(kind, own.required("track"));
    Map<String, YamlNode> drey = new LinkedHashMap<>(part.fields());
    drey.remove("kinds");
    override(drey, given, "track", "entity", "words");
    extend(drey, given, "tests");
    Map<String, YamlNode> fields = new LinkedHashMap<>(document.fields());
    fields.put("id", own.required("id"));
    if (document.name() != null) {
      fields.put("name", YamlValues.text(own, document.name() + "_" + EntityChecks.lower(kind)));
    }
    override(fields, given, "name", "title", "description");
    extend(fields, given, "falsepositives");
    narrow(kind, own, fields, drey);
    fields.put("drey", YamlValues.map(part, drey));
    return document.with(YamlValues.map(own, fields));
  }

  /** Sees that the rule of a kind, and its tests, are about entities of that kind alone. */
  private void narrow(
      EntityKind kind, YamlNode own, Map<String, YamlNode> fields, Map<String, YamlNode> drey) {
    YamlNode tests = drey.get("tests");
    if (tests != null) {
      KindTests.check(tests);
    }
    YamlNode entity = drey.get("entity");
    if (entity == null) {
      return; // refused with the other keys that are missing
    }
    if (document.isCorrelation()) {
      KindField.checkCorrelation(document, streams, kind, entity);
      return;
    }
    KindField field = KindField.ofDetection(document, streams, kind, entity);
    if (field != null) {
      YamlNode symbol = YamlValues.text(own, kind.name());
      fields.computeIfPresent("detection", (key, of) -> KindCondition.add(of, field, symbol));
      drey.computeIfPresent("tests", (key, of) -> KindTests.about(of, field, symbol));
    }
  }

  private static void override(
      Map<String, YamlNode> fields, Map<String, YamlNode> own, String... keys) {
    for (String key : keys) {
      if (own.containsKey(key)) {
        fields.put(key, own.get(key));
      }
    }
  }

  private static void extend(Map<String, YamlNode> fields, Map<String, YamlNode> own, String key) {
    if (own.containsKey(key)) {
      List<YamlNode> items = new ArrayList<>();
      if (fields.containsKey(key)) {
        items.addAll(fields.get(key).items());
      }
      items.addAll(own.get(key).items());
      fields.put(key, YamlValues.list(own.get(key), items));
    }
  }

  private static EntityKind kind(String name, YamlNode place) {
    for (EntityKind kind : EntityKind.values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    throw place.problem(
        "no kind of entity is '"
            + name
            + "'"
            + NameSuggestions.didYouMean(name.toUpperCase(Locale.ROOT), known())
            + "; there are "
            + known());
  }

  private static void checkTrack(EntityKind kind, YamlNode track) {
    AlertTrack given = DreyPart.track(track);
    if (!given.fits(kind)) {
      throw track.problem(EntityChecks.unfit(given, kind));
    }
  }

  private static List<String> known() {
    return Arrays.stream(EntityKind.values()).map(EntityKind::name).toList();
  }

  /** The tests of a document for several kinds, each of which is run for every kind. */
  private static final class KindTests {
    private KindTests() {}

    /** Refuses a test that names a kind: where it is written says for which kinds it is. */
    static void check(YamlNode tests) {
      for (YamlNode test : tests.items()) {
        YamlNode kind = test.isMap() ? test.get("kind") : null;
        if (kind != null) {
          throw kind.problem(
              "a test names no kind, for it is run for each: write one for a single kind under"
                  + " 'tests' of that kind");
        }
      }
    }

    /** The tests with events of a kind, unless an event says another. */
    static YamlNode about(YamlNode tests, KindField field, YamlNode kind) {
      List<YamlNode> changed =
          tests.items().stream().map(test -> testAbout(test, field, kind)).toList();
      return YamlValues.list(tests, changed);
    }

    private static YamlNode testAbout(YamlNode test, KindField field, YamlNode kind) {
      if (!test.isMap()) {
        return test; // the reader of tests says what is wrong, here and below
      }
      YamlNode given = test.get("given");
      if (given != null && !given.isMap()) {
        return test;
      }
      Map<String, YamlNode> byTopic =
          new LinkedHashMap<>(given == null ? Map.of() : given.fields());
      String topic = field.stream().topic();
      byTopic.put(topic, event(test, byTopic.get(topic), field.name(), kind));
      Map<String, YamlNode> fields = new LinkedHashMap<>(test.fields());
      fields.put("given", YamlValues.map(test, byTopic));
      return YamlValues.map(test, fields);
    }

    private static YamlNode event(
        YamlNode test, @Nullable YamlNode given, String field, YamlNode kind) {
      Map<String, YamlNode> event = new LinkedHashMap<>();
      event.put(field, kind);
      if (given != null) {
        if (!given.isMap()) {
          return given;
        }
        YamlNode said = given.get(field);
        if (said != null) {
          throw said.problem(
              "'" + field + "' is that of each kind; a single event may have another");
        }
        event.putAll(given.fields());
      }
      return YamlValues.map(test, event);
    }
  }

  /**
   * A detection that also asks which kind of entity an event is about. The line is added to a
   * selection that every event must match, so that it reads, and names its state, as if it had been
   * written there.
   */
  private static final class KindCondition {
    private static final Set<String> NO_SELECTION = Set.of("not", "(", "1", "any", "all");

    private final KindField field;

    private KindCondition(KindField field) {
      this.field = field;
    }

    /**
     * The detection of one kind.
     *
     * @param detection of a document with kinds
     * @param field says the kind, which the detection must not do itself
     */
    static YamlNode add(YamlNode detection, KindField field, YamlNode kind) {
      return new KindCondition(field).toDetection(detection, kind);
    }

    private YamlNode toDetection(YamlNode detection, YamlNode kind) {
      Map<String, YamlNode> fields = new LinkedHashMap<>(detection.fields());
      fields.values().forEach(this::refuseField);
      YamlNode condition = fields.get("condition");
      if (condition == null || !condition.isScalar()) {
        return detection; // refused when the detection is compiled
      }
      String name = first(condition, fields.keySet());
      fields.computeIfPresent(name, (key, selection) -> toSelection(selection, kind));
      return YamlValues.map(detection, fields);
    }

    private YamlNode toSelection(YamlNode selection, YamlNode kind) {
      if (selection.isList()) {
        List<YamlNode> items =
            selection.items().stream().map(item -> toSelection(item, kind)).toList();
        return YamlValues.list(selection, items);
      }
      if (!selection.isMap()) {
        return selection; // a keyword, refused when the detection is compiled
      }
      Map<String, YamlNode> lines = new LinkedHashMap<>(selection.fields());
      lines.put(field.name(), kind);
      return YamlValues.map(selection, lines);
    }

    private void refuseField(YamlNode selection) {
      if (selection.isList()) {
        selection.items().forEach(this::refuseField);
      } else if (selection.isMap()) {
        selection.fields().forEach(this::refuseField);
      }
    }

    private void refuseField(String key, YamlNode value) {
      String name = key.split("\\|", 2)[0];
      if (field.stream().slot(name) == field.stream().slot(field.name())) {
        throw value.problem("'" + name + "' beside 'kinds': each of the kinds asks for its own");
      }
    }

    /** The selection with which a condition begins, and without which it does not hold. */
    private static String first(YamlNode condition, Set<String> selections) {
      String spaced = condition.text().replace("(", " ( ").replace(")", " ) ");
      List<String> tokens = List.of(spaced.strip().split("\\s+", -1));
      String first = tokens.get(0);
      boolean conjunction =
          tokens.size() == 1 || (tokens.get(1).equalsIgnoreCase("and") && !hasOuterOr(tokens));
      boolean unknown =
          !NO_SELECTION.contains(first.toLowerCase(Locale.ROOT)) && !selections.contains(first);
      if (unknown || (conjunction && selections.contains(first))) {
        return first; // one that is unknown is refused when the detection is compiled
      }
      throw condition.problem(
          "with 'kinds' the condition begins with a selection that every event has to match, as in"
              + " 'selection and not known'");
    }

    private static boolean hasOuterOr(List<String> tokens) {
      int depth = 0;
      for (String token : tokens) {
        depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
        if (depth == 0 && token.equalsIgnoreCase("or")) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * The field that says which kind of entity an event of a stream is about.
   *
   * @param name as events have it
   */
  private record KindField(StreamSchema stream, String name) {

    /**
     * The field that says the kind of the entity that a detection scores; null where the entity's
     * own name does. An entity that is none is refused when it is used.
     *
     * @param kind what the entity has to be, or be able to be
     * @throws org.drey.yaml.ProblemException if it is of another kind
     */
    static @Nullable KindField ofDetection(
        SigmaDocument document,
        Collection<StreamSchema> streams,
        EntityKind kind,
        YamlNode entity) {
      YamlNode category = document.required("logsource").get("category");
      for (StreamSchema stream : streams) {
        StreamField field = stream.field(entity.text());
        if (category != null && stream.category().equals(category.text()) && field != null) {
          if (field.kindField() != null) {
            return new KindField(stream, field.kindField());
          }
          checkKind(kind, entity, List.of(field));
        }
      }
      return null;
    }

    /**
     * Refuses the entity of a correlation that cannot be of a kind in any of the streams.
     *
     * @param entity the group-by field; what it is called in the events of some rules counts, too
     */
    static void checkCorrelation(
        SigmaDocument document,
        Collection<StreamSchema> streams,
        EntityKind kind,
        YamlNode entity) {
      List<String> names = new ArrayList<>(List.of(entity.text()));
      YamlNode aliases = document.required("correlation").get("aliases");
      YamlNode alias = aliases == null ? null : aliases.get(entity.text());
      if (alias != null) {
        alias.fields().values().forEach(name -> names.add(name.text()));
      }
      List<StreamField> fields = new ArrayList<>();
      for (String name : names) {
        streams.stream().map(one -> one.field(name)).filter(Objects::nonNull).forEach(fields::add);
      }
      checkKind(kind, entity, fields);
    }

    private static void checkKind(EntityKind kind, YamlNode entity, List<StreamField> fields) {
      List<StreamField> entities = fields.stream().filter(StreamField::namesEntity).toList();
      if (entities.isEmpty() || entities.stream().anyMatch(field -> field.entity() == kind)) {
        return;
      }
      EntityKind other = entities.get(0).entity();
      throw entity.problem(
          other == null
              ? "'"
                  + entity.text()
                  + "' is of any kind: give the detection 'kinds', not a correlation"
              : "'" + entity.text() + "' names a " + other + ", not a " + kind);
    }
  }
}
