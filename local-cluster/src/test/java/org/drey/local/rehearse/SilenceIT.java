package org.drey.local.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.local.e2e.Replays;
import org.drey.local.e2e.Results;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A step that waits for time, and one that is built on what it finds then, when time comes at once
 * after nothing has driven the clock: with the next line, or with the end of the streams.
 */
final class SilenceIT {
  private static final DreyConfiguration CONFIGURATION = DreyConfiguration.DEFAULT;
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final int PAIRS = 50;
  private static final String FEW_AND_USED = "00000000-0000-4000-8000-000000000204";

  /** That few were sent is known after an hour; by then it has been used by another. */
  private static final RuleFile RULES =
      new RuleFile(
          "silence.yml",
          """
          title: Sent
          id: 00000000-0000-4000-8000-000000000201
          name: sent
          status: stable
          logsource: {category: payment}
          detection: {it: {channel: P2P}, condition: it}
          ---
          title: Used
          id: 00000000-0000-4000-8000-000000000202
          name: used
          status: stable
          logsource: {category: payment}
          detection: {it: {channel: WALLET}, condition: it}
          ---
          title: Few were sent
          id: 00000000-0000-4000-8000-000000000203
          name: few
          status: stable
          correlation:
            type: event_count
            rules: [sent]
            group-by: [subject, device]
            timespan: 1h
            condition: {lt: 3}
            generate: true
          drey: {indicator: T-FEW, track: entity, entity: device, points: 60, strength: 1, half_life: 30d, family: PAYNET, opens: true}
          ---
          title: Few were sent where another used it
          id: %s
          name: few_and_used
          status: stable
          correlation:
            type: temporal
            rules: [few, used]
            group-by: [device]
            timespan: 1h
          drey: {indicator: T-USED, track: entity, entity: device, points: 60, strength: 1, half_life: 30d, family: PAYNET, opens: true}
          """
              .formatted(FEW_AND_USED));

  private final List<String> lines = new ArrayList<>();

  @TempDir private Path folder;

  @Test
  void whatWasWaitedForComesBeforeTheClockOfTheNextLine() throws Exception {
    Duration later = Duration.ofDays(20);
    sendPairsThenSilence();
    send("later", "OTHER", "other", later, later);
    assertRehearsed();
  }

  @Test
  void whatWasWaitedForComesBeforeTheEndOfTheStreams() throws Exception {
    sendPairsThenSilence();
    assertRehearsed();
  }

  /** The last line has a separate step, and is so late that it drives no clock. */
  private void sendPairsThenSilence() {
    for (int pair = 0; pair < PAIRS; pair++) {
      Duration at = Duration.ofSeconds(pair);
      send("sender-" + pair, "P2P", "device-" + pair, at, at);
      Duration soon = at.plusMillis(500);
      send("user-" + pair, "WALLET", "device-" + pair, soon, soon);
    }
    send("late", "OTHER", "other", Duration.ZERO, Duration.ofDays(2));
  }

  private void send(
      String subject, String channel, String device, Duration happened, Duration received) {
    lines.add(
        """
        {"event_id": "%d", "event_time": "%s", "received_at": "%s", "provider": "bank.example", \
        "subject": "%s", "payee": "payee", "payee_kind": "PERSON", "channel": "%s", \
        "status": "COMPLETED", "amount_minor": 2500, "currency": "GBP", \
        "payer_country": "GB", "payee_country": "GB", "payer_age_band": "ADULT", \
        "relationship": "NONE", "purpose": "OTHER", "kyc_level": "FULL", "device": "%s"}\
        """
            .formatted(
                lines.size(), NOON.plus(happened), NOON.plus(received), subject, channel, device));
  }

  private void assertRehearsed() throws Exception {
    Path input = Files.createDirectory(folder.resolve("input"));
    Files.write(input.resolve(TopicNames.PAYMENTS + ".jsonl"), lines);
    RuleSet rules = StreamRegistry.compile(List.of(RULES), CONFIGURATION);
    Path rehearsed = folder.resolve("rehearsed");
    RehearsalRun.Settings settings =
        new RehearsalRun.Settings(
            input,
            rehearsed,
            rules,
            CONFIGURATION.withFindingsTopic(),
            null,
            2,
            false,
            Duration.ofHours(3),
            2,
            2,
            0,
            1);
    new RehearsalRun(settings, progress -> {}).run();
    Path replayed = folder.resolve("replayed");
    Replays.run(rules, CONFIGURATION, null, input, replayed);

    Set<String> findings = findings(rehearsed);
    assertEquals(PAIRS, findings.stream().filter(text -> text.startsWith(FEW_AND_USED)).count());
    assertEquals(findings(replayed), findings);
    List<String> alerts = alerts(rehearsed);
    assertEquals(PAIRS, alerts.size());
    assertEquals(alerts(replayed), alerts);
  }

  private static Set<String> findings(Path results) throws Exception {
    return Results.distinct(
        Results.ofFile(results.resolve(TopicNames.FINDINGS + ".jsonl")), "rule_id", "finding_id");
  }

  private static List<String> alerts(Path results) throws Exception {
    return Results.notWithdrawn(Results.ofFile(results.resolve(TopicNames.ALERTS + ".jsonl")));
  }
}
