package org.drey.alerts.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.event.EntityKind;
import org.drey.event.Track;
import org.junit.jupiter.api.Test;

/** Which cases end when an alert leaves them, by the rules of cases, and who then stands alone. */
class CaseOutlookTest {
  private static final String RECEIVER = "aaaaaaaa00";

  private static CaseMember member(String id, Track track, String entity) {
    CaseMember one = TestAlerts.sample(Case.class).getMembers().get(0);
    one.setAlertId(id);
    one.setTrack(track);
    one.setEntity(entity);
    return one;
  }

  private static Case star(String id, String entity, CaseMember... members) {
    Case one = TestAlerts.sample(Case.class);
    one.setCaseId(id);
    one.setEntityKind(EntityKind.PAYEE);
    one.setEntity(entity);
    one.setMembers(new ArrayList<>(List.of(members)));
    return one;
  }

  private static List<String> without(String alertId, Case... cases) {
    return new CaseOutlook(alertId, List.of(cases)).sentences();
  }

  @Test
  void theChildrenOfAReceiverStandAloneWithoutIt() {
    Case one =
        star(
            "cccccccc11",
            "payee-1",
            member(RECEIVER, Track.RECEIVER, "payee-1"),
            member("bbbbbbbb01", Track.VICTIM, "child-1"),
            member("bbbbbbbb02", Track.VICTIM, "child-2"));
    assertEquals(
        List.of(
            "Case cccccccc, of one payee, ends. No case then holds 2 alerts of young people:"
                + " bbbbbbbb, bbbbbbbb."),
        without(RECEIVER, one));
    assertEquals(
        List.of(
            "Case cccccccc, of one payee, goes on without it, with 2 alerts, 1 of a young person."),
        without("bbbbbbbb01", one));
  }

  @Test
  void oneEntityIsNoCase() {
    Case one =
        star(
            "cccccccc11",
            "payee-1",
            member("aaaaaaaa01", Track.PAYER, "payer-1"),
            member("dddddddd02", Track.PAYER, "payer-2"),
            member("eeeeeeee03", Track.PURCHASE, "payer-2"));
    assertEquals(
        List.of(
            "Case cccccccc, of one payee, ends. No case then holds 2 alerts: dddddddd, eeeeeeee."),
        without("aaaaaaaa01", one));
  }

  @Test
  void whoIsInAFurtherCaseDoesNotStandAlone() {
    CaseMember first = member("aaaaaaaa01", Track.PAYER, "payer-1");
    CaseMember second = member("dddddddd02", Track.PAYER, "payer-2");
    Case ends = star("cccccccc11", "payee-1", first, second);
    Case other =
        star("ffffffff22", "payee-2", second, member("eeeeeeee03", Track.PAYER, "payer-3"));
    assertEquals(
        List.of("Case cccccccc, of one payee, ends. Its other alerts are in further cases."),
        without("aaaaaaaa01", ends, other));
  }

  @Test
  void aCaseThatListsNoMoreMembersThanItMayGoesOn() {
    List<CaseMember> members = new ArrayList<>();
    members.add(member(RECEIVER, Track.RECEIVER, "payee-1"));
    for (int i = 1; i < 50; i++) {
      members.add(member("bbbbbbbb" + i, Track.VICTIM, "child-" + i));
    }
    Case one = star("cccccccc11", "payee-1", members.toArray(CaseMember[]::new));
    assertEquals(
        List.of("Case cccccccc, of one payee, goes on without it, with 49 alerts of young people."),
        without(RECEIVER, one));
  }
}
