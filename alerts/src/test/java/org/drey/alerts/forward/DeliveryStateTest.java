package org.drey.alerts.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.drey.alerts.TestAlerts;
import org.drey.event.Alert;
import org.drey.topics.TopicReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeliveryStateTest {
  @TempDir private Path folder;

  @Test
  void aRestartGoesOnWhereItWas() throws IOException {
    DeliveryState kept = DeliveryState.in(folder.resolve("new"), "a");
    assertEquals(Map.of(), kept.offsets());
    kept.done(0, 7);
    kept.done(2, 4_000_000_000L);
    kept.write();
    kept.done(0, 8); // and not written
    assertEquals(
        Map.of(
            new TopicReader.Place("alerts", 0),
            7L,
            new TopicReader.Place("alerts", 2),
            4_000_000_000L),
        DeliveryState.in(folder.resolve("new"), "a").offsets());
    assertEquals(Map.of(), DeliveryState.in(folder.resolve("new"), "b").offsets());
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    for (String wrong : new String[] {"", "[1]", "{\"0\": \"1\"}", "{\"x\": 1}", "{\"0\": 1"}) {
      Path file = Files.writeString(folder.resolve("a.offsets.json"), wrong);
      IOException e = assertThrows(IOException.class, () -> DeliveryState.in(folder, "a"));
      assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }
  }

  @Test
  void aDeadLetterSaysWhichAndWhyAndNothingOfIt() throws IOException {
    Alert alert = TestAlerts.payer();
    ForwardedMessage message = new ForwardedMessage(alert.getAlertId(), alert);
    AtomicLong seconds = new AtomicLong();
    DeliveryState kept =
        DeliveryState.in(folder, "a", () -> TimeUnit.SECONDS.toNanos(seconds.get()));
    AlertSink.RefusedMessage gone =
        new AlertSink.RefusedMessage(new ForwardedMessage("gone", null), "status 413");
    AlertSink.RefusedMessage first = new AlertSink.RefusedMessage(message, "status 400");
    assertTrue(kept.note(List.of(first, gone), Instant.EPOCH));
    seconds.set(90);
    assertFalse(kept.note(List.of(), Instant.EPOCH));
    assertEquals(
        List.of(
            "{\"id\":\"%s\",\"at\":\"1970-01-01T00:00:00Z\",\"why\":\"status 400\"}"
                .formatted(message.id()),
            "{\"id\":\"gone.removed\",\"at\":\"1970-01-01T00:00:00Z\",\"why\":\"status 413\"}"),
        Files.readAllLines(folder.resolve("a.dead-letters.jsonl")));
    seconds.set(59);
    assertFalse(kept.note(List.of(first), Instant.EPOCH), "reported in this minute");
    seconds.set(61);
    assertTrue(kept.note(List.of(first), Instant.EPOCH));
  }
}
