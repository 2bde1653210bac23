package org.drey.rules.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.drey.base.NameSuggestions;
import org.drey.rules.schema.EntityKind;
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
}
