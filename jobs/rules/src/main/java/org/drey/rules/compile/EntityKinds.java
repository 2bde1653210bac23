package org.drey.rules.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.drey.base.NameSuggestions;
import org.drey.rules.match.EventPredicate;
import org.drey.rules.schema.EntityKind;
import org.drey.rules.schema.StreamField;
import org.drey.rules.schema.StreamSchema;
import org.drey.rules.sigma.SigmaDocument;
import org.drey.yaml.YamlNode;
import org.drey.yaml.YamlValues;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code drey.kinds}: a document that is a rule for each of several kinds of entity becomes
 * one document a kind. Where the kind varies from event to event, the rule of a kind has a {@link
 * #condition} on it beside its detection.
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

  private EntityKinds(SigmaDocument document, YamlNode part) {
    this.document = document;
    this.part = part;
  }

  /** Returns whether a document is for several kinds. */
  static boolean areIn(SigmaDocument document) {
    YamlNode part = document.get("drey");
    return part != null && part.isMap() && part.get("kinds") != null;
  }

  /** Returns the document of each of the kinds that a document names, in its order. */
  static List<SigmaDocument> expand(SigmaDocument document, ProblemList problems) {
    List<SigmaDocument> expanded = new ArrayList<>();
    problems.each(
        List.of(document.required("drey")),
        part -> {
          YamlNode kinds = part.required("kinds");
          if (kinds.fields().isEmpty()) {
            throw kinds.problem("'kinds' names no kind of entity; there are " + known());
          }
          refuse(document.get("id"), "id");
          refuse(part.get("track"), "track");
          EntityKinds all = new EntityKinds(document, part);
          problems.each(kinds.fields().entrySet(), kind -> expanded.add(all.rule(kind)));
        });
    return expanded;
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
    if (drey.containsKey("tests")) {
      checkTests(drey.get("tests"));
    }
    fields.put("drey", YamlValues.map(part, drey));
    return document.with(YamlValues.map(own, fields), kind);
  }

  /** Refuses a test that names a kind: where it is written says for which kinds it is. */
  private static void checkTests(YamlNode tests) {
    for (YamlNode test : tests.items()) {
      YamlNode kind = test.isMap() ? test.get("kind") : null;
      if (kind != null) {
        throw kind.problem(
            "a test names no kind, for it is run for each: write one for a single kind under"
                + " 'tests' of that kind");
      }
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

  /**
   * Returns the slot of the field that says the kind of an event's entity; -1 where a document is
   * not for a kind, or its entity has one that never varies.
   *
   * @param entity the field whose value the document scores
   */
  static int kindSlot(SigmaDocument document, StreamSchema stream, String entity) {
    StreamField field = stream.field(entity);
    return document.kind() == null || field == null || field.kindField() == null
        ? -1
        : stream.slot(field.kindField());
  }

  /**
   * Returns the condition that an event's entity is of a document's kind. Its detection, and what
   * all its tests are given, must not name a kind.
   */
  static EventPredicate condition(SigmaDocument document, StreamSchema stream, int slot) {
    refuseField(document.required("detection"), stream, slot);
    YamlNode tests = document.required("drey").get("tests");
    for (YamlNode test : tests == null ? List.<YamlNode>of() : tests.items()) {
      YamlNode given = test.isMap() ? test.get("given") : null;
      YamlNode event = given == null || !given.isMap() ? null : given.get(stream.topic());
      String name = stream.fields().get(slot).name();
      YamlNode kind = event == null || !event.isMap() ? null : event.get(name);
      if (kind != null) {
        throw kind.problem("'" + name + "' is that of each kind; a single event may have another");
      }
    }
    String kind = String.valueOf(document.kind());
    return new EventPredicate.SymbolIn(
        slot, 1L << stream.fields().get(slot).symbols().indexOf(kind));
  }

  private static void refuseField(YamlNode selection, StreamSchema stream, int slot) {
    if (selection.isList()) {
      selection.items().forEach(item -> refuseField(item, stream, slot));
    } else if (selection.isMap()) {
      selection
          .fields()
          .forEach(
              (key, value) -> {
                String name = key.split("\\|", 2)[0];
                if (stream.slot(name) == slot) {
                  throw value.problem(
                      "'" + name + "' beside 'kinds': each of the kinds asks for its own");
                }
                refuseField(value, stream, slot);
              });
    }
  }
}
