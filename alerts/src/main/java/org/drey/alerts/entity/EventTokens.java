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
    /** Of an entity. */
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

  /** A copy of an event with other words for the person who paid or watched. */
  public static AlertEvent withPerson(AlertEvent event, String words) {
    return with(event, (kind, token) -> kind == EntityKind.SUBJECT, field -> words);
  }

  /**
   * A copy of an event without some tokens.
   *
   * @param word what is written where each event of the stream has a token; a viewer may be missing
   */
  public static AlertEvent without(AlertEvent event, Test isToGo, String word) {
    return with(event, isToGo, field -> field.isAlwaysNamed() ? word : null);
  }

  /** Text that is written in place of a token. */
  private interface Replacement {
    @Nullable String of(DetailField field);
  }

  private static AlertEvent with(AlertEvent event, Test isToGo, Replacement replacement) {
    AlertEvent copy = AlertEvent.newBuilder(event).build();
    for (DetailFields fields : DetailFields.of(copy)) {
      SpecificRecordBase details = fields.in(copy);
      for (int at = 0; at < fields.shown().size(); at++) {
        DetailField field = fields.shown().get(at);
        EntityKind kind = field.kind();
        if (kind != null && details.get(at) instanceof String token && isToGo.test(kind, token)) {
          details.put(at, replacement.of(field));
        }
      }
    }
    return copy;
  }
}
