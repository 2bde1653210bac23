package org.drey.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.drey.alerts.explain.AlertLines;
import org.drey.alerts.explain.RuleBook;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Alert;
import org.drey.event.EntityKind;
import org.drey.event.LinkedEntity;
import org.drey.event.Reason;
import org.drey.event.TopicNames;
import org.drey.event.Track;
import org.drey.local.e2e.Samples;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.sigma.RuleFile;
import org.drey.rules.verdict.AlertIds;
import org.junit.jupiter.api.Test;

/** One alert of each kind is shown, and of no one whom a page about it does not name. */
class ShownAlertsTest {
  private static Alert alert(Track track, String entity, String... streams) throws Exception {
    Alert alert = Samples.of(TopicNames.ALERTS, Alert.class);
    EntityKind kind =
        track == Track.PAYER || track == Track.VICTIM ? EntityKind.SUBJECT : EntityKind.PAYEE;
    EntityKey key =
        new EntityKey(alert.getTokenDomain(), alert.getKeyVersion(), kind.name(), entity);
    alert.setAlertId(AlertIds.of(AlertTrack.valueOf(track.name()), key));
    alert.setTrack(track);
    alert.setEntityKind(kind);
    alert.setEntity(entity);
    alert.setEvents(List.of());
    alert.setLinkedEntities(List.of());
    Reason reason = alert.getReasons().get(0);
    reason.setStreams(List.of(streams));
    alert.setReasons(List.of(reason));
    return alert;
  }

  @Test
  void aPatternThatWasFoundComesFirstAndEachKindOnce() throws Exception {
    Alert reported = alert(Track.PAYER, "payer-1", "SIGNAL");
    Alert found = alert(Track.PAYER, "payer-2", "PAYMENT", "LIVESTREAM");
    Alert again = alert(Track.PAYER, "payer-3", "PAYMENT");
    Alert child = alert(Track.VICTIM, "child-1", "PAYMENT");
    Alert receiver = alert(Track.RECEIVER, "payee-1", "PAYMENT");
    List<Alert> shown = ShownAlerts.of(List.of(reported, found, again, receiver, child)).alerts();
    assertEquals(List.of(found, child, receiver, reported), shown);
  }

  @Test
  void noLineNamesAChildOrWhoPaysAReceiver() throws Exception {
    Alert child = alert(Track.VICTIM, "child-1", "PAYMENT");
    Alert payer = alert(Track.PAYER, "payer-1", "PAYMENT");
    payer.setLinkedEntities(
        List.of(link(EntityKind.SUBJECT, "child-1"), link(EntityKind.PAYEE, "payee-9")));
    Alert receiver = alert(Track.RECEIVER, "payee-1", "PAYMENT");
    receiver.setLinkedEntities(List.of(link(EntityKind.SUBJECT, "payer-7")));
    AlertLines words = new AlertLines(new RuleBook(rules()));
    List<Alert> all = List.of(payer, child, receiver);
    assertTrue(ShownAlerts.details(payer, all, words).toString().contains("payee-9"));
    assertFalse(ShownAlerts.details(payer, all, words).toString().contains("child-1"));
    assertFalse(ShownAlerts.details(receiver, all, words).toString().contains("payer-7"));
    List<String> screen = ShownAlerts.of(all).lines(words);
    assertEquals(1, screen.stream().filter(line -> line.contains("child-1")).count(), "their own");
    assertFalse(screen.toString().contains("payer-7"), screen.toString());
  }

  private static LinkedEntity link(EntityKind kind, String entity) {
    return LinkedEntity.newBuilder().setKind(kind).setEntity(entity).setFindings(1).build();
  }

  private static RuleSet rules() throws IOException {
    return StreamRegistry.compile(RuleFile.catalogue(), DreyConfiguration.DEFAULT);
  }
}
