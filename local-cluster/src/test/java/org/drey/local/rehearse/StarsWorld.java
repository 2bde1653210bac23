package org.drey.local.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.event.TopicNames;
import org.drey.local.e2e.Results;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.verdict.AlertIds;

/** Payments and reports that make the stars of the table of cases, each about another payee. */
final class StarsWorld {
  /** A payment names its payee, and opens nothing; a report opens an alert, and names no one. */
  static final String RULES =
      """
      title: Paid
      id: 00000000-0000-4000-8000-000000000101
      name: paid
      status: stable
      logsource: {category: payment}
      detection: {it: {status: COMPLETED}, condition: it}
      drey: {indicator: S-01, track: payer, entity: subject, points: 2, strength: 0.5, half_life: 60d, family: PAYNET}
      ---
      title: A child paid
      id: 00000000-0000-4000-8000-000000000102
      name: child_paid
      status: stable
      logsource: {category: payment}
      detection: {it: {payer_age_band: UNDER_18}, condition: it}
      drey: {indicator: S-02, track: victim, entity: subject, points: 2, strength: 0.5, half_life: 60d, family: SXV_RATE}
      """
          + report(3, "payer", "SUBJECT")
          + report(4, "victim", "SUBJECT")
          + report(5, "facilitator", "PAYEE")
          + report(6, "receiver", "PAYEE");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  /** When all alerts were last seen. */
  static final long DAY_31 = day(31);

  private final List<ObjectNode> payments = new ArrayList<>();
  private final List<ObjectNode> reports = new ArrayList<>();
  private final List<ObjectNode> verdicts = new ArrayList<>();
  private final List<ObjectNode> erasures = new ArrayList<>();

  private static String report(int number, String track, String kind) {
    return """
    ---
    title: Reported, %2$s
    id: 00000000-0000-4000-8000-00000000010%1$d
    name: reported_%2$s
    status: stable
    logsource: {category: signal}
    detection: {it: {signal: %2$s, entity_kind: %3$s}, condition: it}
    drey: {indicator: S-0%1$d, track: %2$s, entity: entity, points: 60, strength: 0.9, half_life: 60d, family: EXT, opens: true}
    """
        .formatted(number, track, kind);
  }

  static long day(int day) {
    return START.plus(Duration.ofDays(day)).toEpochMilli();
  }

  /** A payment. */
  StarsWorld pays(String payer, String payee, long time) {
    ObjectNode line = line("p-" + payments.size(), time, "bank.example");
    line.put("subject", payer).put("payee", payee).put("payee_kind", "PERSON");
    line.put("channel", "P2P").put("status", "COMPLETED");
    line.put("amount_minor", 2_500).put("currency", "GBP");
    line.put("payer_country", "GB").put("payee_country", "GB");
    line.put("payer_age_band", payer.startsWith("child") ? "UNDER_18" : "ADULT");
    line.put("relationship", "NONE").put("purpose", "OTHER").put("kyc_level", "FULL");
    payments.add(line);
    return this;
  }

  /** A report of day 31 that opens the alert on a track. */
  StarsWorld reported(AlertTrack track, String kind, String token) {
    ObjectNode line = line("r-" + reports.size(), DAY_31, "hotline.example");
    line.put("source_tier", "TRUSTED_FLAGGER").put("confidence", 1);
    line.put("signal", track.name().toLowerCase(java.util.Locale.ROOT));
    line.put("entity_kind", kind).put("entity", token);
    reports.add(line);
    return this;
  }

  /** Two payers with open alerts who paid a payee, the second when asked. */
  StarsWorld twoPayers(String number, long second) {
    reported(AlertTrack.PAYER, "SUBJECT", "a" + number).pays("a" + number, "x" + number, DAY_31);
    return reported(AlertTrack.PAYER, "SUBJECT", "b" + number)
        .pays("b" + number, "x" + number, second);
  }

  /** A child with an alert who paid a payee that has one, too. */
  StarsWorld child(String number, AlertTrack own) {
    String child = "child" + number;
    pays(child, "x" + number, DAY_31).reported(AlertTrack.VICTIM, "SUBJECT", child);
    return reported(own, "PAYEE", "x" + number);
  }

  /** A verdict of an hour later, by an analyst who saw all of the alert. */
  void decided(
      AlertTrack track,
      String kind,
      String token,
      String verdict,
      String reason,
      List<JsonNode> alerts) {
    String alertId = alertId(track, kind, token);
    JsonNode alert =
        Results.last(alerts).stream()
            .filter(one -> one.get("alert_id").asText().equals(alertId))
            .findFirst()
            .orElseThrow();
    long time = DAY_31 + Duration.ofHours(1).toMillis();
    ObjectNode line = JSON.createObjectNode();
    line.put("verdict_id", "v-" + verdicts.size()).put("verdict_time", time);
    line.put("received_at", time).put("as_of", alert.get("as_of").asLong());
    line.put("alert_id", alertId).put("track", track.name());
    line.put("entity_kind", kind).put("entity", token);
    line.put("generation", 0).put("revision", alert.get("revision").asLong());
    line.put("ruleset_version", alert.get("ruleset_version").asText());
    line.put("verdict", verdict).put("reason", reason).put("analyst", "analyst-1");
    line.set("seen", alert.get("findings"));
    line.putArray("suppress");
    verdicts.add(line);
  }

  /** A request to forget an entity. */
  StarsWorld erased(String kind, String token, long time) {
    ObjectNode line = JSON.createObjectNode();
    line.put("erasure_id", "e-" + erasures.size()).put("erasure_time", time);
    line.put("received_at", time).put("entity_kind", kind).put("entity", token);
    erasures.add(line.put("token_domain", "default").put("key_version", 1));
    return this;
  }

  static String alertId(AlertTrack track, String kind, String token) {
    return AlertIds.of(track, new EntityKey("default", 1, kind, token));
  }

  private static ObjectNode line(String id, long time, String provider) {
    ObjectNode line = JSON.createObjectNode();
    return line.put("event_id", id)
        .put("event_time", time)
        .put("received_at", time)
        .put("provider", provider);
  }

  void write(Path folder) throws IOException {
    Map<String, List<ObjectNode>> files = new HashMap<>();
    files.put(TopicNames.PAYMENTS, payments);
    files.put(TopicNames.EXTERNAL_SIGNALS, reports);
    files.put(TopicNames.VERDICTS, verdicts);
    files.put(TopicNames.ERASURES, erasures);
    Files.createDirectories(folder);
    for (Map.Entry<String, List<ObjectNode>> file : files.entrySet()) {
      List<String> lines =
          file.getValue().stream()
              .sorted(Comparator.comparing(line -> line.get("received_at").asLong()))
              .map(ObjectNode::toString)
              .toList();
      Files.write(folder.resolve(file.getKey() + ".jsonl"), lines);
    }
  }
}
