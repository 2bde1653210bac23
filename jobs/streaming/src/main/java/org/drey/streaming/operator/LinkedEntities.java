package org.drey.streaming.operator;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.event.EntityKind;
import org.drey.event.LinkedEntity;
import org.drey.rules.cases.EntityMention;
import org.drey.rules.score.AlertContent;
import org.drey.rules.score.AlertExplanation.NamedLink;

/** The entities that an alert is linked to, as its record lists them. */
final class LinkedEntities {
  private static final Comparator<LinkedEntity> IN_ORDER =
      Comparator.comparing((LinkedEntity one) -> one.getKind().name())
          .thenComparing(LinkedEntity::getEntity);

  private LinkedEntities() {}

  /**
   * Those that were named last, each with how many of the alert's findings name it; as far as there
   * is room, also others that only the findings name: of rules on trial, and of state that is older
   * than what is kept of names. In the order of kind and token, so that it does not matter which
   * was named when.
   *
   * @param named those that findings named last
   * @param linked those that the alert's findings name, the newest first
   */
  static List<LinkedEntity> of(List<EntityMention> named, List<NamedLink> linked) {
    Map<String, LinkedEntity> listed = new LinkedHashMap<>();
    for (EntityMention one : named) {
      listed.put(key(one.kind(), one.token()), of(one.kind(), one.token(), 0));
    }
    for (NamedLink one : linked) {
      listed.put(key(one.kind(), one.token()), of(one.kind(), one.token(), one.findings()));
    }
    return listed.values().stream().limit(AlertContent.MAX_LISTED).sorted(IN_ORDER).toList();
  }

  private static String key(String kind, String token) {
    return kind + ":" + token;
  }

  private static LinkedEntity of(String kind, String token, int findings) {
    return new LinkedEntity(EntityKind.valueOf(kind), token, findings);
  }
}
