package org.drey.console.triage;

import static org.drey.console.triage.FolderTables.NOW;
import static org.drey.console.triage.FolderTables.due;
import static org.drey.console.triage.FolderTables.ids;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.drey.alerts.explain.ReceiverGroup;
import org.drey.console.ConsoleAlerts;
import org.drey.console.index.IndexPosition;
import org.drey.console.work.AlertClaims;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Priority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is next, and whose it is, on real tables. */
final class NextStoryTest {
  @TempDir private Path place;
  private FolderTables tables;
  private AlertTriage triage;

  @BeforeEach
  void open() throws IOException {
    tables = new FolderTables(place);
    triage = tables.triage();
  }

  @AfterEach
  void close() {
    tables.close();
  }

  private AlertFilter.FilterContext around() {
    return new AlertFilter.FilterContext(
        "a17",
        NOW,
        NOW,
        IndexPosition.NOWHERE,
        tables.index().position().indexId(),
        List.of(),
        List.of());
  }

  @Test
  void theNextStoryIsOpenNoOneElsesAndAnother() throws IOException {
    Alert decided = due("decided", Priority.P1, Duration.ofHours(1));
    Alert same = due("same", Priority.P1, Duration.ofHours(2));
    Alert claimed = due("claimed", Priority.P1, Duration.ofHours(3));
    Alert closed = due("closed", Priority.P1, Duration.ofHours(4));
    Alert next = due("next", Priority.P1, Duration.ofHours(5));
    tables.append(decided, same, claimed, closed, next);
    tables.append(ConsoleAlerts.star("payee-1", List.of(decided, same)));
    tables.readAll();
    ListSnapshot list = triage.list(AlertFilter.OPEN, around());
    assertEquals(ids(decided, same, claimed, closed, next), list.ids());
    AlertClaims claims = new AlertClaims(tables.database());
    claims.claim(claimed.getAlertId(), "a18", NOW);
    claims.claim(next.getAlertId(), "a17", NOW);
    Alert now = ConsoleAlerts.next(closed, closed.getScore(), Instant.now());
    now.setState(AlertState.CLOSED);
    tables.append(now);
    tables.readAll();
    assertEquals(Optional.of(next.getAlertId()), triage.next(list, decided.getAlertId(), "a17"));
    claims.takeOver(next.getAlertId(), "a17", "a18", NOW);
    assertEquals(
        Optional.of(same.getAlertId()),
        triage.next(list, decided.getAlertId(), "a17"),
        "then those of the same story");
    assertEquals(Optional.empty(), triage.next(list, same.getAlertId(), "a17"));
  }

  @Test
  void behindAnAccountComeTheYoungPeopleWhoPaidIt() throws IOException {
    Alert account = ConsoleAlerts.account("account-1");
    Alert one = ConsoleAlerts.paying("child-1", "account-1");
    Alert other = ConsoleAlerts.paying("child-2", "account-2", "account-1");
    Alert alone = ConsoleAlerts.paying("child-3", "account-2");
    Alert payer = due("payer", Priority.P0, Duration.ofHours(1));
    tables.append(payer, alone, account, one, other);
    tables.readAll();
    ListSnapshot list = triage.list(AlertFilter.OPEN, around());
    assertEquals(ids(account).get(0), list.all().get(0));
    assertEquals(Set.copyOf(ids(one, other)), Set.copyOf(list.all().subList(1, 3)));
    assertEquals(ids(alone, payer), list.all().subList(3, 5));
    assertEquals(ids(payer), list.ids(), "the account is once on the list");
    assertEquals(Optional.of(list.all().get(1)), triage.next(list, account.getAlertId(), "a17"));
    assertEquals(List.of(2), list.groups().stream().map(ReceiverGroup::payers).toList());
    ListSnapshot children = triage.list(AlertFilter.of(Map.of("track", "victim")), around());
    assertEquals(List.of(), children.groups(), "the account is not asked for");
  }

  @Test
  void aClaimIsTakenOverFromWhoeverHasItAndEndsWithTheEpisode() throws IOException {
    Alert alert = due("payer", Priority.P1, Duration.ofHours(1));
    tables.append(alert);
    tables.readAll();
    String id = alert.getAlertId();
    AlertClaims claims = new AlertClaims(tables.database());
    Instant at = Instant.now();
    assertEquals("a17", claims.claim(id, "a17", at));
    assertEquals("a17", claims.claim(id, "a18", at));
    assertEquals("a17", claims.takeOver(id, "a19", "a18", at), "it is not a19's");
    assertEquals("a18", claims.takeOver(id, "a17", "a18", at));
    Alert before = ConsoleAlerts.next(alert, alert.getScore(), at.minusSeconds(60));
    before.setState(AlertState.CLOSED);
    Alert open = ConsoleAlerts.next(before, alert.getScore(), at.minusSeconds(30));
    open.setState(AlertState.OPEN);
    tables.append(before, open);
    tables.readAll();
    assertEquals(Optional.of("a18"), claims.of(id), "claimed after that had ended");
    Alert closed = ConsoleAlerts.next(open, alert.getScore(), at.plusSeconds(60));
    closed.setState(AlertState.CLOSED);
    Alert again = ConsoleAlerts.next(closed, alert.getScore(), at.plusSeconds(90));
    again.setState(AlertState.OPEN);
    tables.append(closed, again);
    tables.readAll();
    assertEquals(Optional.empty(), claims.of(id), "another episode");
  }
}
