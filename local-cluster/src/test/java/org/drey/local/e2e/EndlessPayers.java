package org.drey.local.e2e;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.drey.event.Payment;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;

/** A payment is always on its way, so that no transaction is empty. */
final class EndlessPayers {
  /** Each payment is a separate alert. */
  static final String RULES =
      """
      title: Paid
      name: paid
      id: 00000000-0000-4000-8000-000000000001
      status: stable
      logsource: {category: payment}
      detection: {it: {status: COMPLETED}, condition: it}
      drey:
        indicator: X-01
        track: payer
        entity: subject
        points: 68
        strength: 0.9
        half_life: 180d
        family: EXT
        hard: true
        opens: true
      """;

  static final String PAYER = "subject-";

  private final AtomicBoolean done = new AtomicBoolean();
  private final AtomicInteger paid = new AtomicInteger();
  private final Thread thread;

  EndlessPayers(JobTopics topics) throws Exception {
    Payment payment = Samples.of(TopicNames.PAYMENTS, Payment.class);
    thread = new Thread(() -> pay(topics, payment));
    thread.start();
  }

  private void pay(JobTopics topics, Payment payment) {
    AvroCodec<Payment> codec = AvroCodec.of(Payment.class);
    for (int i = 0; !done.get(); i++) {
      payment.setEventId("event-" + i);
      payment.setSubject(PAYER + i);
      payment.setEventTime(Instant.now());
      topics.send(TopicNames.PAYMENTS, List.of(new JobTopics.Numbered(0, codec.encode(payment))));
      paid.incrementAndGet();
    }
  }

  /** How many have paid so far. */
  int paid() {
    return paid.get();
  }

  void stop() throws InterruptedException {
    done.set(true);
    thread.join();
  }
}
