package org.drey.local.up;

import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.drey.event.Channel;
import org.drey.event.PayeeKind;
import org.drey.event.Payment;
import org.drey.event.PaymentStatus;
import org.drey.event.Relationship;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.local.e2e.Samples;
import org.drey.topics.RecordProducer;

/**
 * Payments of a seeded town, in the order of their times. These are years ago, and years may pass
 * in a minute: what waits for time comes within a test.
 */
final class PaymentLoad implements AutoCloseable {
  /** Early enough that decades end before now. */
  private static final Instant START = Instant.parse("1980-01-01T00:00:00Z");

  /** On average a person pays every twenty days. */
  private static final int DAYS_BETWEEN = 20;

  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final int PARTITIONS = ClusterSettings.PARTITIONS;
  private static final int KINDS = 6;
  private static final int PAYEES_OF_A_PERSON = 3;

  private final KafkaProducer<byte[], byte[]> producer;
  private final AvroCodec<Payment> codec = AvroCodec.of(Payment.class);
  private final SplittableRandom random;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private double time = START.toEpochMilli();
  private long sent;
  private double nanosEach;
  private long paceBegan = System.nanoTime();

  /** Payments that are sent as fast as brokers take them. */
  PaymentLoad(Properties client, long seed) {
    this.producer = RecordProducer.open(client);
    this.random = new SplittableRandom(seed);
  }

  /** Returns how many payments of the town are in a span of time. */
  static long ofTown(int people, Duration span) {
    return span.toDays() * people / DAYS_BETWEEN;
  }

  /** Returns how many payments were sent. */
  long sent() {
    return sent;
  }

  /** Each of some people makes one small payment abroad to a payee of their own, within a day. */
  void oneOfEach(int people) throws Exception {
    Payment payment = smallAbroad();
    for (int person = 0; person < people; person++) {
      send(between(payment, "payer-" + person, "payee-" + person), (double) DAY / people);
    }
    flush();
  }

  /** Time goes by, with payments that were reversed, which no rule wants. */
  void quiet(Duration span) throws Exception {
    Payment payment = smallAbroad();
    payment.setStatus(PaymentStatus.REVERSED);
    double end = time + span.toMillis();
    while (time < end) {
      send(between(payment, "payer", "payee"), (double) DAY / PARTITIONS);
    }
    flush();
  }

  /** Sends so many a second from now on, and makes up for pauses. */
  void pace(double perSecond) {
    nanosEach = TimeUnit.SECONDS.toNanos(1) / perSecond;
    paceBegan = System.nanoTime() - (long) (sent * nanosEach);
  }

  /** Sends as fast as brokers take it from now on. */
  void unlimited() {
    nanosEach = 0;
  }

  /** People pay relatives, shops and strangers abroad. Some pay far more often than most. */
  void town(int people, long payments) throws Exception {
    Payment payment = smallAbroad();
    for (long i = 0; i < payments; i++) {
      double share = random.nextDouble();
      int payer = (int) (people * share * share);
      int payee = (payer + random.nextInt(PAYEES_OF_A_PERSON)) % people;
      Payment made = between(ofAnyKind(payment), "payer-" + payer, "payee-" + payee);
      send(made, (double) DAY * DAYS_BETWEEN / people);
    }
    flush();
  }

  private void awaitDue() {
    long due = paceBegan + (long) (sent * nanosEach);
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static Payment smallAbroad() throws Exception {
    Payment payment = Samples.of(TopicNames.PAYMENTS, Payment.class);
    payment.setPayeeTenureDays(3L);
    payment.setMerchant(null);
    payment.setDevice(null);
    return payment;
  }

  private Payment ofAnyKind(Payment payment) {
    int kind = random.nextInt(KINDS);
    boolean isShop = kind > 2;
    payment.setPayeeKind(isShop ? PayeeKind.BUSINESS : PayeeKind.PERSON);
    payment.setChannel(isShop ? Channel.CARD : Channel.P2P);
    payment.setRelationship(kind == 1 ? Relationship.VERIFIED_FAMILY : Relationship.NONE);
    payment.setPayeeTenureDays(kind == 2 ? 400L : 3L);
    return payment;
  }

  private static Payment between(Payment payment, String payer, String payee) {
    payment.setSubject(payer);
    payment.setPayee(payee);
    return payment;
  }

  /** Sends a payment, and goes on to the time of the next. */
  private void send(Payment payment, double step) {
    awaitDue();
    payment.setEventId("load-" + sent);
    payment.setEventTime(Instant.ofEpochMilli((long) time));
    var unused =
        producer.send(
            new ProducerRecord<>(
                TopicNames.PAYMENTS,
                (int) (sent % PARTITIONS),
                (long) time,
                null,
                codec.encode(payment)),
            (stored, error) -> failure.compareAndSet(null, error));
    time += step;
    sent++;
  }

  private void flush() throws Exception {
    producer.flush();
    if (failure.get() != null) {
      throw failure.get();
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
