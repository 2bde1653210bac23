package org.drey.cli.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.collect.feed.CollectorState;
import org.drey.collect.feed.FeedPressure;
import org.drey.event.TopicNames;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts and stops while no broker is there. */
@Timeout(60)
final class CollectServiceIT {
  private static final String NS1_WENT = "2026-03-02T10:00:00Z";

  @TempDir private Path folder;

  private final Collect command = new Collect();
  private final CommandLine line = new CommandLine(command);

  @Command
  private static final class Collect {
    @Mixin private CollectOptions options = new CollectOptions();
  }

  @BeforeEach
  void parse() throws Exception {
    var unused =
        line.parseArgs(
            "--bootstrap",
            "127.0.0.1:1",
            "--provider",
            "isp.example",
            "--state",
            folder.toString());
    Files.writeString(
        folder.resolve("well"), "%s ns1\n%s \n".formatted(NS1_WENT, "2026-03-02T11:00:00Z"));
  }

  private CollectService service(FeedPressure pressure) throws Exception {
    return new CollectService(
        line.getCommandSpec(),
        command.options,
        new FirmOptions(),
        List.of(TopicNames.DNS_QUERIES),
        pressure);
  }

  @Test
  void whatIsLostAtTheEndIsInAGapAndWhoIsAwayRemainsSo() throws Exception {
    CollectService service = service(FeedPressure.LOSE);
    service.start();
    Instant connected = Instant.now();
    service.gaps().connected(connected);
    service.counts().read(connected);
    service.feed().outlet().send(List.of(new byte[] {1}));
    service.close();
    service.close();
    List<String> gaps = Files.readAllLines(folder.resolve("gaps.jsonl"));
    assertEquals(2, gaps.size(), gaps::toString);
    assertTrue(gaps.get(0).contains("\"writer\": \"\", \"begin\": \"2026-03-02T11:00:00Z\""));
    assertTrue(gaps.get(1).endsWith("\"reason\": \"lost\"}"), gaps.get(1));
    Map<String, Instant> begins = new CollectorState(folder).read(Instant.now());
    assertEquals(Set.of("", "ns1"), begins.keySet());
    assertEquals(Instant.parse(NS1_WENT), begins.get("ns1"));
    assertTrue(begins.get("").isAfter(connected.minusSeconds(10)), begins::toString);
  }

  @Test
  void aSourceThatGoesOnWhereItWasHasNoGap() throws Exception {
    try (CollectService service = service(FeedPressure.WAIT)) {
      service.start();
      assertEquals(Map.of(), service.gaps().open());
      service.gaps().connected(Instant.now());
      assertEquals(0, service.gaps().count());
    }
    assertFalse(Files.exists(folder.resolve("gaps.jsonl")));
  }
}
