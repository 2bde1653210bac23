package org.drey.rules.compile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.drey.rules.schema.EntityKind;
import org.drey.rules.schema.StreamField;
import org.drey.rules.schema.StreamSchema;
import org.drey.rules.sigma.SigmaDocument;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * The field that says which kind of entity an event of a stream is about.
 *
 * @param name as events have it
 */
record KindField(StreamSchema stream, String name) {

  /**
   * The field that says the kind of the entity that a detection scores; null where the entity's own
   * name does. An entity that is none is refused when it is used.
   *
   * @param kind what the entity has to be, or be able to be
   * @throws org.drey.yaml.ProblemException if it is of another kind
   */
  static @Nullable KindField ofDetection(
      SigmaDocument document, Collection<StreamSchema> streams, EntityKind kind, YamlNode entity) {
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
      SigmaDocument document, Collection<StreamSchema> streams, EntityKind kind, YamlNode entity) {
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
