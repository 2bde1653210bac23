package org.drey.console.view;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.drey.alerts.explain.TrackWords;
import org.drey.base.PlainText;
import org.drey.event.Case;
import org.drey.event.EntityKind;
import org.drey.event.LinkedEntity;
import org.jspecify.annotations.Nullable;

/**
 * An entity that the findings of an alert name.
 *
 * @param kind in words
 * @param alertId of the alert on it, if it is a person; null for none
 * @param findings how many name it
 * @param degree how many entities have to do with it, in words; empty for a kind that makes no case
 */
public record LinkLine(
    String kind, String token, @Nullable String alertId, int findings, String degree) {
  private static final Set<EntityKind> MAKE_CASES =
      Set.of(EntityKind.PAYEE, EntityKind.HOST, EntityKind.DEVICE);

  static List<LinkLine> of(OtherPeople people, Collection<Case> cases) {
    return people.masked().getLinkedEntities().stream()
        .map(
            one ->
                new LinkLine(
                    TrackWords.kind(one.getKind()),
                    PlainText.text(one.getEntity()),
                    people.alertOf(one),
                    one.getFindings(),
                    degree(one, cases)))
        .toList();
  }

  private static String degree(LinkedEntity one, Collection<Case> cases) {
    if (!MAKE_CASES.contains(one.getKind())) {
      return "";
    }
    return cases.stream()
        .filter(star -> star.getEntityKind() == one.getKind())
        .filter(star -> star.getEntity().equals(one.getEntity()))
        .findFirst()
        .map(star -> Integer.toString(star.getDegree()))
        .orElse("no case: no other alert names it, or too many entities do");
  }
}
