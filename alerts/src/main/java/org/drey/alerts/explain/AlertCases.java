package org.drey.alerts.explain;

import java.util.List;
import java.util.Map;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.explain.AlertView.CaseView;
import org.drey.alerts.explain.AlertView.Member;
import org.drey.event.AlertState;
import org.drey.event.Case;
import org.drey.event.Track;

/** Cases, as the page of an alert of theirs has them. */
final class AlertCases {
  private AlertCases() {}

  static CaseView of(
      String alertId, Case one, Map<String, AlertState> states, PossibleVictims victims) {
    List<Member> members =
        one.getMembers().stream()
            .map(
                member ->
                    new Member(
                        member.getAlertId(),
                        member.getTrack(),
                        victims.hides(one, member, alertId) ? null : member.getEntity(),
                        states.get(member.getAlertId()),
                        victims.beside(one, member)))
            .toList();
    return new CaseView(
        one.getCaseId(),
        TrackWords.kind(one.getEntityKind()),
        victims.hidesCentre(one) ? null : one.getEntity(),
        one.getDegree(),
        members.size(),
        (int) members.stream().filter(member -> member.track() == Track.VICTIM).count(),
        members);
  }
}
