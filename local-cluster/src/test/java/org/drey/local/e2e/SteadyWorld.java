package org.drey.local.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.ExternalSignal;
import org.drey.event.LivestreamSession;
import org.drey.event.Payment;
import org.drey.event.Relationship;
import org.drey.event.SessionEventType;
import org.drey.event.TopicNames;
import org.drey.event.json.JsonLineWriter;
import org.drey.event.wire.AvroCodec;

/**
 * Payments, sessions and reports, an hour apart, by a dozen payers to four payees: the same in each
 * version of Drey, for a stored savepoint holds the results of the first half.
 */
final class SteadyWorld {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final int HOURS_A_DAY = 24;
  private static final int PAYERS = 12;
  private static final int PAYEES = 4;

  private final Map<String, List<JobTopics.Numbered>> sent = new TreeMap<>();
  private final Map<String, List<String>> lines = new TreeMap<>();

  private SteadyWorld() {}

  /** What happens from the beginning of a day to that of another. */
  static SteadyWorld ofDays(int from, int to) throws Exception {
    SteadyWorld world = new SteadyWorld();
    for (int hour = from * HOURS_A_DAY; hour < to * HOURS_A_DAY; hour++) {
      Instant time = START.plus(Duration.ofHours(hour));
      world.add(TopicNames.PAYMENTS, Payment.class, payment(hour, time), hour, time);
      Instant later = time.plus(Duration.ofMinutes(20));
      world.add(
          TopicNames.LIVESTREAM_SESSIONS,
          LivestreamSession.class,
          session(hour, later),
          hour,
          later);
      if (hour % 6 < 2) {
        world.add(
            TopicNames.EXTERNAL_SIGNALS, ExternalSignal.class, report(hour, time), hour, time);
      }
    }
    return world;
  }

  private static Payment payment(int hour, Instant time) throws Exception {
    Payment payment = Samples.of(TopicNames.PAYMENTS, Payment.class);
    payment.setEventId("payment-" + hour);
    payment.setEventTime(time);
    payment.setSubject("payer-" + hour * 7 % PAYERS);
    payment.setPayee("payee-" + hour / 5 % PAYEES);
    payment.setRelationship(hour % 11 == 0 ? Relationship.VERIFIED_FAMILY : Relationship.NONE);
    return payment;
  }

  /** Those with an even number leave what they watched; the others come. */
  private static LivestreamSession session(int hour, Instant time) throws Exception {
    LivestreamSession session = Samples.of(TopicNames.LIVESTREAM_SESSIONS, LivestreamSession.class);
    session.setEventId("session-" + hour);
    session.setEventTime(time);
    session.setSubject("payer-" + hour * 7 % PAYERS);
    session.setType(hour % 4 < 2 ? SessionEventType.LEFT : SessionEventType.JOINED);
    return session;
  }

  private static ExternalSignal report(int hour, Instant time) throws Exception {
    ExternalSignal report = Samples.of(TopicNames.EXTERNAL_SIGNALS, ExternalSignal.class);
    report.setEventId("report-" + hour);
    report.setEventTime(time);
    return report;
  }

  private <T extends SpecificRecordBase> void add(
      String topic, Class<T> type, T event, int number, Instant time) throws Exception {
    byte[] value = AvroCodec.of(type).encode(event);
    sent.computeIfAbsent(topic, t -> new ArrayList<>())
        .add(new JobTopics.Numbered(number, time, value));
    lines
        .computeIfAbsent(topic, t -> new ArrayList<>())
        .add(new String(new JsonLineWriter().write(event), StandardCharsets.UTF_8));
  }

  void sendTo(JobTopics topics) {
    sent.forEach(topics::send);
  }

  /** Writes it as the folder of a replay. */
  Path writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, List<String>> topic : lines.entrySet()) {
      Files.write(folder.resolve(topic.getKey() + ".jsonl"), topic.getValue());
    }
    return folder;
  }
}
