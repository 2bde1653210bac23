package org.drey.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.drey.alerts.explain.RuleBook;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.EntityKind;
import org.drey.event.LinkedEntity;
import org.drey.event.Reason;
import org.drey.event.TopicNames;
import org.drey.event.Track;
import org.drey.local.e2e.Samples;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.sigma.RuleFile;
import org.drey.rules.verdict.AlertIds;
import org.junit.jupiter.api.Test;

/** The lines of a demo: few, aligned, and of no one whom a page of an alert does not name. */
class DemoLinesTest {
  private static final int COLUMNS = 80;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final DemoState state = new DemoState();

  private DemoLines lines(boolean colour) throws Exception {
    return new DemoLines(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        COLUMNS,
        colour,
        state,
        new RuleBook(StreamRegistry.compile(RuleFile.catalogue(), DreyConfiguration.DEFAULT)));
  }

  private List<String> printed() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private void raise(Track track, String entity, String stream, EntityKind kind, String linked)
      throws Exception {
    Alert alert = Samples.of(TopicNames.ALERTS, Alert.class);
    EntityKind own =
        track == Track.PAYER || track == Track.VICTIM ? EntityKind.SUBJECT : EntityKind.PAYEE;
    EntityKey key =
        new EntityKey(alert.getTokenDomain(), alert.getKeyVersion(), own.name(), entity);
    alert.setAlertId(AlertIds.of(AlertTrack.valueOf(track.name()), key));
    alert.setTrack(track);
    alert.setEntityKind(own);
    alert.setEntity(entity);
    alert.setState(AlertState.OPEN);
    alert.setNotify(true);
    alert.setEvents(List.of());
    alert.setLinkedEntities(
        List.of(LinkedEntity.newBuilder().setKind(kind).setEntity(linked).setFindings(1).build()));
    Reason reason = alert.getReasons().get(0);
    reason.setStreams(List.of(stream));
    alert.setReasons(List.of(reason));
    state.alert(alert, 0);
  }

  @Test
  void theFirstAlertOfEachKindHasALineWithItsScoreAndItsStrongestReason() throws Exception {
    raise(Track.PAYER, "payer-1", "PAYMENT", EntityKind.HOST, "host-1");
    raise(Track.PAYER, "payer-2", "PAYMENT", EntityKind.HOST, "host-1");
    raise(Track.PAYER, "payer-3", "SIGNAL", EntityKind.HOST, "host-1");
    raise(Track.RECEIVER, "payee-1", "PAYMENT", EntityKind.HOST, "host-1");
    DemoLines lines = lines(false);
    lines.news();
    lines.news();
    List<String> heads =
        printed().stream().filter(line -> line.matches(" {4}[A-Z]+ +\\d+\\.\\d  .*")).toList();
    assertEquals(3, heads.size(), printed().toString());
    assertTrue(heads.get(0).contains("payer-1"), heads.get(0));
    assertTrue(heads.get(1).contains("payer-3"), "what was reported is another kind");
    assertTrue(heads.get(2).contains("payee-1"), heads.get(2));
    assertEquals("        PAY-20: 6 within 7 days (threshold: 5 or more).", printed().get(1));
    printed().stream()
        .filter(line -> line.startsWith("        "))
        .forEach(line -> assertTrue(line.length() <= COLUMNS, line));
  }

  @Test
  void rowsAreAlignedWithTheirHead() throws Exception {
    DemoLines lines = lines(false);
    lines.begin();
    state.sent(TopicNames.PAYMENTS);
    lines.day(6, 1_234_567);
    List<String> printed = printed();
    String head = printed.get(printed.size() - 2);
    String row = printed.get(printed.size() - 1);
    for (String column : List.of("day", "records sent", "list hits", "pages shown", "alerts")) {
      int end = head.indexOf(column) + column.length();
      assertTrue(row.substring(end - 1, end + 1).matches("\\d "), row);
    }
    assertTrue(row.contains(" 1,234,567 "), row);
  }

  @Test
  void noLineNamesAChildOrWhoPaysAReceiver() throws Exception {
    raise(Track.VICTIM, "child-1", "PAYMENT", EntityKind.HOST, "host-1");
    raise(Track.PAYER, "payer-1", "PAYMENT", EntityKind.SUBJECT, "child-1");
    raise(Track.RECEIVER, "payee-1", "PAYMENT", EntityKind.SUBJECT, "payer-7");
    DemoLines lines = lines(false);
    lines.news();
    lines.mostUrgent();
    String all = String.join("\n", printed());
    assertEquals(1, printed().stream().filter(line -> line.contains("child-1")).count(), all);
    assertFalse(all.contains("payer-7"), all);
    assertTrue(all.contains("The most urgent alert"), all);
  }

  @Test
  void onlyATerminalHasColour() throws Exception {
    raise(Track.PAYER, "payer-1", "PAYMENT", EntityKind.HOST, "host-1");
    lines(false).mostUrgent();
    assertFalse(printed().toString().contains("\u001b"));
    lines(true).mostUrgent();
    assertTrue(printed().toString().contains("\u001b[1m"));
  }
}
