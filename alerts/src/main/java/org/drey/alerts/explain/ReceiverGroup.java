package org.drey.alerts.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.drey.alerts.entity.EntityNames;
import org.drey.event.Alert;
import org.drey.event.EntityKind;
import org.drey.event.Track;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.verdict.AlertIds;

/**
 * Young people who paid one account, together: what is done about the account helps all of them.
 *
 * @param receiver the alert of the account
 * @param payers how many of those on the list paid it
 * @param above how many of them are in a group before this one
 * @param children their alerts, the most urgent first; each is in one group alone
 */
public record ReceiverGroup(String receiver, int payers, int above, List<String> children) {

  /**
   * Returns the ids that alerts of the accounts have that a young person paid, if there are any.
   */
  public static List<String> receivers(Alert alert) {
    if (alert.getTrack() != Track.VICTIM || alert.getEntityKind() != EntityKind.SUBJECT) {
      return List.of();
    }
    return alert.getLinkedEntities().stream()
        .filter(one -> one.getKind() == EntityKind.PAYEE)
        .map(one -> EntityNames.beside(alert, one.getKind(), one.getEntity()))
        .map(account -> AlertIds.of(AlertTrack.RECEIVER, account))
        .toList();
  }

  /**
   * Returns the groups: those of most young people first, then that of the most urgent one.
   *
   * @param paid of each young person's alert, the most urgent first, the {@linkplain #receivers
   *     alerts of accounts}
   * @param isThere whether there is such an alert
   */
  public static List<ReceiverGroup> of(Map<String, List<String>> paid, Predicate<String> isThere) {
    Map<String, List<String>> payers = new LinkedHashMap<>();
    paid.forEach(
        (child, receivers) ->
            receivers.stream()
                .filter(isThere)
                .forEach(one -> payers.computeIfAbsent(one, id -> new ArrayList<>()).add(child)));
    Set<String> grouped = new HashSet<>();
    List<ReceiverGroup> groups = new ArrayList<>();
    payers.entrySet().stream()
        .sorted(Comparator.comparing(one -> -one.getValue().size()))
        .forEach(
            one -> {
              List<String> own = one.getValue().stream().filter(grouped::add).toList();
              int all = one.getValue().size();
              groups.add(new ReceiverGroup(one.getKey(), all, all - own.size(), own));
            });
    return List.copyOf(groups);
  }

  /** Returns the same group without some alerts. */
  public ReceiverGroup without(Set<String> gone) {
    return new ReceiverGroup(
        receiver, payers, above, children.stream().filter(id -> !gone.contains(id)).toList());
  }

  /**
   * Returns what they have in common: "8 young people paid this account, the last 3 h ago".
   *
   * @param last when, as {@link SeenWords#last} says it
   */
  public String words(String last) {
    return payers
        + (payers == 1 ? " young person" : " young people")
        + " paid this account, the last "
        + (last.endsWith(" ago") || last.equals("just now") ? "" : "on ")
        + last
        + (above == 0 ? "" : ", " + (above == payers ? "all" : above) + " of them above");
  }
}
