package org.drey.collect.iso20022;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.drey.collect.feed.EventFacts;
import org.drey.collect.feed.FactSource;
import org.drey.collect.feed.FeedSums;
import org.drey.collect.feed.RefusalReason;
import org.drey.collect.feed.TestFeed;
import org.drey.collect.feed.TestFiles;
import org.drey.collect.feed.TokenKeys;
import org.drey.event.Channel;
import org.drey.event.Payment;
import org.jspecify.annotations.Nullable;

/** Messages that tests feed, and what becomes of them. */
final class TestMessages {
  private static final Duration HOLD = Duration.ofMinutes(15);

  final TestFeed feed;
  final MessageIntake intake;
  boolean isDiskFull;

  private TestMessages(Path folder, @Nullable ZoneId zone, int most) throws IOException {
    this(
        folder, new PaymentReader(zone, false, Channel.ACCOUNT_TRANSFER), most, () -> TestFeed.NOW);
  }

  private TestMessages(Path folder, PaymentReader reader, int most, InstantSource clock)
      throws IOException {
    this(folder, reader, most, clock, TestFiles.KEY_1);
  }

  private TestMessages(Path folder, PaymentReader reader, int most, InstantSource clock, String key)
      throws IOException {
    Path keys = TestFiles.secret(folder.resolve("tokens.key"), "1: " + key + "\n");
    feed = TestFeed.ofPayments(TokenKeys.read(keys), clock, new DiskFacts());
    intake = new MessageIntake(feed.feed(), HOLD, reader, most);
  }

  /** Facts that are none, and cannot be saved for a while. */
  private final class DiskFacts implements FactSource {
    @Override
    public EventFacts open() {
      return FactSource.NONE.open();
    }

    @Override
    public boolean save() {
      return !isDiskFull;
    }
  }

  /** A way of messages, with a folder for its keys. */
  static TestMessages in(Path folder) throws IOException {
    return new TestMessages(folder, null, 1_000);
  }

  /** The same of payments that all have one channel. */
  static TestMessages ofChannel(Channel channel, Path folder) throws IOException {
    PaymentReader reader = new PaymentReader(null, false, channel);
    return new TestMessages(folder, reader, 1_000, () -> TestFeed.NOW);
  }

  /** The same with another key. */
  static TestMessages withKey(Path folder, String key) throws IOException {
    return new TestMessages(
        folder,
        new PaymentReader(null, false, Channel.ACCOUNT_TRANSFER),
        1_000,
        () -> TestFeed.NOW,
        key);
  }

  static TestMessages in(Path folder, ZoneId zone) throws IOException {
    return new TestMessages(folder, zone, 1_000);
  }

  /** The same of messages to customers of the firm. */
  static TestMessages ofIncoming(Path folder) throws IOException {
    return new TestMessages(
        folder, new PaymentReader(null, true, Channel.ACCOUNT_TRANSFER), 1_000, () -> TestFeed.NOW);
  }

  /** The same, which remembers so many. */
  static TestMessages of(Path folder, int most) throws IOException {
    return new TestMessages(folder, null, most);
  }

  /** The same, which goes by a clock. */
  static TestMessages by(InstantSource clock, Path folder) throws IOException {
    return new TestMessages(
        folder, new PaymentReader(null, false, Channel.ACCOUNT_TRANSFER), 1_000, clock);
  }

  static String text(String name) throws IOException {
    try (InputStream in = TestMessages.class.getResourceAsStream(name + ".xml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Reads messages of the resources. */
  TestMessages read(String... names) throws Exception {
    for (String name : names) {
      readText(text(name));
    }
    return this;
  }

  TestMessages readText(String text) throws Exception {
    intake.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "test.xml");
    return this;
  }

  /** Sends what is held. */
  TestMessages end() throws Exception {
    intake.end();
    feed.complete();
    return this;
  }

  /** Returns the payments that were sent, by what is paid: with each its status. */
  Map<String, String> outcomes() {
    Map<String, String> outcomes = new TreeMap<>();
    for (Payment payment : feed.payments()) {
      outcomes.merge(
          payment.getAmountMinor() + " " + payment.getCurrency(),
          payment.getStatus().name(),
          (one, other) -> one + ", " + other);
    }
    return outcomes;
  }

  FeedSums sums() {
    return feed.feed().counts().sums();
  }

  long refused(RefusalReason reason) {
    return sums().refused().get(reason);
  }
}
