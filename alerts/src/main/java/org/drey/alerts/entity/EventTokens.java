package org.drey.alerts.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.AlertEvent;
import org.drey.event.DetailField;
import org.drey.event.DetailFields;
import org.drey.event.EntityKind;
import org.jspecify.annotations.Nullable;

/** The tokens that an event of an alert names. */
public final class EventTokens {
  private EventTokens() {}

  /** A test whether a token is to be removed. */
  @FunctionalInterface
  public interface Test {
    /** Returns whether the token of an entity is to be removed. */
    boolean test(EntityKind kind, String token);
  }

  /** Passes on each token of an event, with the kind of its entity. */
  public static void forEach(AlertEvent event, BiConsumer<EntityKind, String> use) {
    for (DetailFields fields : DetailFields.of(event)) {
      SpecificRecordBase details = fields.in(event);
      for (int i = 0; i < fields.shown().size(); i++) {
        EntityKind kind = fields.shown().get(i).kind();
        if (kind != null && details.get(i) instanceof String token) {
          use.accept(kind, token);
        }
      }
    }
  }

  /** The person who paid or watched; null if the event names none. */
  public static @Nullable String person(AlertEvent event) {
    List<String> people = new ArrayList<>();
    forEach(
        event,
        (kind, token) -> {
          if (kind == EntityKind.SUBJECT) {
            people.add(token);
          }
        });
    return people.isEmpty() ? null : people.get(0);
  }

  /** Text that an event has in place of a token. */
  @FunctionalInterface
  interface Words {
    /** Returns the name of an entity; its token if that stays. */
    String of(EntityKind kind, String token);
  }

  /** A copy of an event with other words for some tokens. */
  static AlertEvent with(AlertEvent event, Words words) {
    return with(event, (field, kind, token) -> words.of(kind, token));
  }

  /**
   * A copy of an event without some tokens.
   *
   * @param word what is written where each event of the stream has a token; a viewer may be missing
   */
  public static AlertEvent without(AlertEvent event, Test isToGo, String word) {
    return with(
        event,
        (field, kind, token) ->
            !isToGo.test(kind, token) ? token : field.isAlwaysNamed() ? word : null);
  }

  private interface Replacement {
    @Nullable String of(DetailField field, EntityKind kind, String token);
  }

  private static AlertEvent with(AlertEvent event, Replacement replacement) {
    AlertEvent copy = AlertEvent.newBuilder(event).build();
    for (DetailFields fields : DetailFields.of(copy)) {
      SpecificRecordBase details = fields.in(copy);
      for (int at = 0; at < fields.shown().size(); at++) {
        DetailField field = fields.shown().get(at);
        EntityKind kind = field.kind();
        if (kind != null && details.get(at) instanceof String token) {
          details.put(at, replacement.of(field, kind, token));
        }
      }
    }
    return copy;
  }
}
