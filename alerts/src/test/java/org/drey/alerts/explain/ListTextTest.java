package org.drey.alerts.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.event.Alert;
import org.drey.event.EntityKind;
import org.drey.event.LinkedEntity;
import org.drey.event.Priority;
import org.drey.event.Track;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.verdict.AlertIds;
import org.junit.jupiter.api.Test;

/** Lists as text: who is first, and what a line says. */
class ListTextTest {
  private static final RuleBook BOOK = new RuleBook(TestAlerts.RULES, "GBP");

  private static Alert replayed(Alert alert) {
    alert.setGeneration(0);
    return alert;
  }

  private static Alert child(String token, String... accounts) {
    Alert child = TestAlerts.of(Track.VICTIM, token);
    child.setLinkedEntities(
        Stream.of(accounts).map(one -> new LinkedEntity(EntityKind.PAYEE, one, 1)).toList());
    return child;
  }

  private static Alert account(String token) {
    Alert account = TestAlerts.of(Track.RECEIVER, token);
    account.setEntityKind(EntityKind.PAYEE);
    account.setAlertId(
        AlertIds.of(
            AlertTrack.RECEIVER,
            new EntityKey(account.getTokenDomain(), account.getKeyVersion(), "PAYEE", token)));
    return account;
  }

  private static List<AlertRow> rows(Alert... alerts) {
    Set<String> ids = Stream.of(alerts).map(Alert::getAlertId).collect(Collectors.toSet());
    PossibleVictims victims = PossibleVictims.of(List.of(alerts));
    return Stream.of(alerts)
        .map(alert -> AlertRow.of(alert, BOOK).beside(victims, ids))
        .sorted(AlertRow.BY_URGENCY)
        .toList();
  }

  private static List<String> lines(int width, Alert... alerts) {
    List<AlertRow> rows = rows(alerts);
    ListText text = new ListText(8, width, TestAlerts.NOW, rows);
    return ListedAlert.of(rows, true).stream().flatMap(one -> text.lines(one).stream()).toList();
  }

  private static String id(Alert alert) {
    return alert.getAlertId().substring(0, 8);
  }

  @Test
  void aLineSaysHowUrgentWhoWhatAndWhen() {
    Alert alert = TestAlerts.payer();
    alert.setPriority(Priority.P1);
    alert.setDueBy(TestAlerts.NOW.minusSeconds(3 * 3600 + 720));
    assertEquals(
        List.of(
            id(alert)
                + "  P1 overdue 3 h 12 min  69.0 ALERT     person payer-token-1               1 payment,"
                + " 22 GBP, to 1 account in PH; 1 h ago, since 1 Jan"),
        lines(160, alert));
    assertEquals(
        List.of(
            id(alert) + "  P1 overdue 3 h 12 min  69.0 ALERT     person payer-token-1",
            "    1 payment, 22 GBP, to 1 account in PH; 1 h ago, since 1 Jan"),
        lines(80, alert));
  }

  @Test
  void ofAReplayNothingIsDue() {
    Alert alert = replayed(TestAlerts.payer());
    List<String> lines = lines(80, alert);
    assertTrue(lines.get(0).startsWith(id(alert) + "  P3  69.0 ALERT"), lines.get(0));
    assertTrue(lines.get(1).endsWith("; 1 Jan to 15 Jan"), lines.get(1));
    assertEquals(List.of("Dates without a year are of 2026."), ListText.legend(rows(alert)));
    assertEquals(List.of(), ListText.legend(rows(TestAlerts.payer())));
    assertEquals("P3, within a day when live", ListText.whenLive(rows(alert)));
    assertEquals("", ListText.whenLive(rows(TestAlerts.payer())));
    assertEquals("within 15 minutes when live", DueWords.whenLive(Priority.P0, Track.PAYER));
    assertEquals("within an hour when live", DueWords.whenLive(Priority.P2, Track.VICTIM));
    assertEquals("within 4 hours when live", DueWords.whenLive(Priority.P2, Track.PAYER));
  }

  @Test
  void thoseWhoPaidOneAccountAreUnderItsLineBeforeAll() {
    Alert account = account("account-1");
    Alert alone = child("child-0");
    Alert one = child("child-1", "account-1");
    Alert other = child("child-2", "account-2", "account-1");
    other.getEvents().get(0).getPayment().setAmount(7.0);
    other.setPriority(Priority.P1);
    List<String> lines = lines(80, TestAlerts.payer(), alone, one, other, account);
    assertTrue(lines.get(0).startsWith(id(account) + "  P3 "), lines.get(0)); // its own
    assertTrue(
        lines.get(1).startsWith("    2 young people paid this account, the last 1 h ago; "),
        lines.get(1));
    List<String> heads = lines.stream().filter(line -> line.contains("  P")).toList();
    assertEquals(
        Set.of("    " + id(one), "    " + id(other)),
        heads.subList(1, 3).stream()
            .map(line -> line.substring(0, 12))
            .collect(Collectors.toSet()));
    assertTrue(heads.get(3).startsWith(id(alone)), heads.get(3));
    assertEquals(5, heads.size());
    String children = String.join("\n", heads.subList(1, 4));
    assertTrue(children.contains("help first  ") && !children.contains("69.0"), children);
  }

  @Test
  void whatIsAlikeIsOneLineWithTheIdsOfTheOthers() {
    Alert one = TestAlerts.of(Track.PAYER, "payer-token-1");
    Alert other = TestAlerts.of(Track.PAYER, "payer-token-2");
    List<String> lines = lines(80, one, other);
    assertEquals(3, lines.size(), lines.toString());
    assertTrue(
        lines.get(2).equals("    and 1 alike: " + id(one))
            || lines.get(2).equals("    and 1 alike: " + id(other)),
        lines.get(2));
    List<ListedAlert> all = ListedAlert.of(rows(one, other), true);
    assertEquals(1, ListedAlert.rows(ListedAlert.first(all, 1)).size());
    assertEquals(2, ListedAlert.of(rows(one, other), false).size());
  }

  @Test
  void whoMayBeOnePersonByAChangeOfTheKeyIsNotFoldedAndThatIsSaid() {
    Alert one = TestAlerts.of(Track.PAYER, "payer-token-1");
    Alert other = TestAlerts.of(Track.PAYER, "payer-token-2");
    other.setKeyVersion(2);
    other.setAlertId("f".repeat(32));
    List<String> lines = lines(200, one, other);
    assertEquals(4, lines.size(), lines.toString());
    assertTrue(
        lines.contains(
            "    may be the same person as ffffffff: the tokens are of key versions 1 and 2, and a"
                + " change of key may have split one person in two"),
        lines.toString());
    assertTrue(
        lines.stream()
            .anyMatch(line -> line.startsWith("    may be the same person as " + id(one))),
        lines.toString());
    other.setTokenDomain("another.example");
    assertEquals(2, lines(200, one, other).size());
  }

  @Test
  void tokensAreWholeWhereThereIsRoomAndNamesAlways() {
    String token = "payer-0123456789abcdef-0123456789abcdef";
    assertTrue(lines(100, TestAlerts.of(Track.PAYER, token)).get(0).endsWith(token));
    assertTrue(lines(60, TestAlerts.of(Track.PAYER, token)).get(0).endsWith("person …89abcdef"));
    Alert domain = TestAlerts.of(Track.ENTITY, "streams-of-many-hosts.a-long-name.example");
    domain.setEntityKind(EntityKind.DOMAIN);
    assertTrue(lines(60, domain).get(0).endsWith("domain " + domain.getEntity()));
  }

  @Test
  void whatHasNoWordsHasNoSignsBetweenThem() {
    Alert alert = replayed(TestAlerts.payer());
    alert.setEvents(List.of());
    alert.setReasons(List.of());
    alert.setFindings(List.of());
    String line = lines(90, alert).get(0);
    assertTrue(line.matches(".* payer-token-1 +1 Jan to 15 Jan"), line);
  }

  @Test
  void whenItWasSeenIsSaidFromNowOrByTheDate() {
    Instant now = TestAlerts.NOW;
    assertEquals("just now", SeenWords.last(now, false, now));
    assertEquals("59 min ago", SeenWords.last(now.minus(Duration.ofMinutes(59)), false, now));
    assertEquals("47 h ago", SeenWords.last(now.minus(Duration.ofHours(47)), false, now));
    assertEquals("13 days ago", SeenWords.last(now.minus(Duration.ofDays(13)), false, now));
    assertEquals("5 weeks ago", SeenWords.last(now.minus(Duration.ofDays(36)), false, now));
    assertEquals("15 Jan 2026", SeenWords.of(now, now, true, now));
    assertEquals(
        "6 Dec 2025 to 15 Jan 2026", SeenWords.of(now.minus(Duration.ofDays(40)), now, true, now));
  }
}
