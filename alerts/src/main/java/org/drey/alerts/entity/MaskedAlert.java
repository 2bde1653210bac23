package org.drey.alerts.entity;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.EntityKind;
import org.drey.event.LinkedEntity;

/** An alert without the tokens of some whom it names: no link leads to them, events number them. */
public final class MaskedAlert {
  private record NamedToken(EntityKind kind, String token) {}

  private final Map<NamedToken, String> words = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  private MaskedAlert() {}

  /**
   * The alert, if it names none of them; else a copy, in whose events is "host 1" in place of a
   * token, wherever that is named.
   *
   * @param isToGo whether a token is masked
   */
  public static Alert of(Alert alert, EventTokens.Test isToGo) {
    MaskedAlert masked = new MaskedAlert();
    List<AlertEvent> inOrder =
        alert.getEvents().stream()
            .sorted(
                Comparator.comparing(AlertEvent::getEventTime)
                    .thenComparing(AlertEvent::getEventId))
            .toList();
    inOrder.forEach(
        event ->
            EventTokens.forEach(
                event,
                (kind, token) -> {
                  if (isToGo.test(kind, token)) {
                    masked.words.computeIfAbsent(
                        new NamedToken(kind, token), name -> masked.next(kind));
                  }
                }));
    List<LinkedEntity> links =
        alert.getLinkedEntities().stream()
            .filter(one -> !isToGo.test(one.getKind(), one.getEntity()))
            .toList();
    return masked.words.isEmpty() && links.size() == alert.getLinkedEntities().size()
        ? alert // of a list of thousands hardly one is copied
        : Alert.newBuilder(alert)
            .setEvents(alert.getEvents().stream().map(masked::of).toList())
            .setLinkedEntities(links)
            .build();
  }

  private AlertEvent of(AlertEvent event) {
    return EventTokens.with(
        event, (kind, token) -> words.getOrDefault(new NamedToken(kind, token), token));
  }

  private String next(EntityKind kind) {
    String word = kind == EntityKind.SUBJECT ? "person" : kind.name().toLowerCase(Locale.ROOT);
    return word + " " + numbers.merge(word, 1, Integer::sum);
  }
}
