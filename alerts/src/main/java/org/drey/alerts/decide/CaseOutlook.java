package org.drey.alerts.decide;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.alerts.entity.EntityNames;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.event.Track;

/** The cases that an alert leaves with a verdict: which end, and who then stands alone. */
final class CaseOutlook {
  /** A case lists no more members than these, so that of a longer one not all are known. */
  private static final int LISTED = 50;

  private static final int NAMED = 5;

  private final String alertId;
  private final Collection<Case> cases;

  /**
   * The outlook of an alert's cases.
   *
   * @param cases those that it is in, and those that the other alerts of these are in
   */
  CaseOutlook(String alertId, Collection<Case> cases) {
    this.alertId = alertId;
    this.cases = cases;
  }

  /** A sentence for each case that it is in. */
  List<String> sentences() {
    Set<String> held = new HashSet<>();
    cases.forEach(one -> left(one).forEach(member -> held.add(member.getAlertId())));
    return cases.stream()
        .filter(one -> one.getMembers().stream().anyMatch(this::isIt))
        .map(one -> sentence(one, held))
        .toList();
  }

  private String sentence(Case one, Set<String> held) {
    List<CaseMember> left = left(one);
    if (!left.isEmpty()) {
      return words(one) + " goes on without it, with " + alerts(left) + ".";
    }
    List<CaseMember> others = one.getMembers().stream().filter(each -> !isIt(each)).toList();
    List<CaseMember> alone =
        others.stream().filter(each -> !held.contains(each.getAlertId())).toList();
    return words(one)
        + " ends. "
        + (alone.isEmpty()
            ? "Its other alerts are in further cases."
            : "No case then holds " + alerts(alone) + ": " + named(alone) + ".");
  }

  private boolean isIt(CaseMember member) {
    return member.getAlertId().equals(alertId);
  }

  /** The members without the alert; none if that is no case any more. */
  private List<CaseMember> left(Case one) {
    List<CaseMember> left = new ArrayList<>(one.getMembers());
    boolean wasIn = left.removeIf(this::isIt);
    if (!wasIn || one.getMembers().size() >= LISTED) {
      return left;
    }
    boolean hasReceiver =
        left.stream().anyMatch(each -> isOn(each, Track.RECEIVER) && isCentre(each, one));
    if (!hasReceiver) {
      left.removeIf(each -> isOn(each, Track.VICTIM));
    }
    long entities =
        left.stream().map(each -> EntityNames.memberOrPerson(one, each)).distinct().count();
    return entities < 2 ? List.of() : left;
  }

  private static boolean isOn(CaseMember member, Track track) {
    return member.getTrack() == track;
  }

  private static boolean isCentre(CaseMember member, Case one) {
    return member.getEntity().equals(one.getEntity());
  }

  private static String words(Case one) {
    return "Case "
        + PossibleVictims.shortened(one.getCaseId())
        + ", of one "
        + one.getEntityKind().name().toLowerCase(Locale.ROOT)
        + ",";
  }

  private static String alerts(List<CaseMember> members) {
    long young = members.stream().filter(each -> isOn(each, Track.VICTIM)).count();
    String count = members.size() == 1 ? "1 alert" : members.size() + " alerts";
    if (young == 0) {
      return count;
    }
    String people = young == 1 ? " of a young person" : " of young people";
    return count + (young == members.size() ? people : ", " + young + people);
  }

  private static String named(List<CaseMember> members) {
    String some =
        members.stream()
            .limit(NAMED)
            .map(each -> PossibleVictims.shortened(each.getAlertId()))
            .collect(Collectors.joining(", "));
    return members.size() <= NAMED ? some : some + " and " + (members.size() - NAMED) + " more";
  }
}
