package org.drey.collect.dnstap;

import org.drey.collect.dnstap.DnstapEvents.DnstapMessage;

import static org.drey.collect.dnstap.TestFrames.answer;
import static org.drey.collect.dnstap.TestFrames.dnstap;
import static org.drey.collect.dnstap.TestFrames.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.drey.collect.feed.FeedSums;
import org.drey.collect.feed.RefusalReason;
import org.drey.collect.feed.TestFeed;
import org.drey.event.DnsQuery;
import org.drey.event.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

final class DnstapEventsTest {
  private final TestFeed feed = TestFeed.of(false, null);
  private final DnstapEvents events = new DnstapEvents(feed.feed(), false);

  private void take(byte[] frame) throws Exception {
    take(events, frame);
  }

  private static void take(DnstapEvents events, byte[] frame) throws Exception {
    byte[] between = TestFrames.joined(new byte[] {1, 2, 3}, frame, new byte[] {4});
    events.take(between, 3, frame.length);
  }

  private FeedSums sums() {
    return feed.feed().counts().sums();
  }

  @Test
  void anAnswerIsAnEvent() throws Exception {
    take(response(TestFeed.NOW.plusNanos(5_000_000), answer("WWW.listed.example").toWire()));
    DnsQuery sent = feed.queries().get(0);
    assertEquals("WWW.listed.example", sent.getQuery());
    assertEquals("A", sent.getRecordType());
    assertEquals("NOERROR", sent.getResponseCode());
    assertEquals(List.of("alias.example", "198.51.100.1"), sent.getAnswers());
    assertEquals(Transport.UDP, sent.getTransport());
    assertEquals("ns1.isp.example", sent.getResolver());
    assertEquals("ns1.isp.example", events.writer());
    assertEquals(TestFeed.NOW.plusMillis(5), sent.getEventTime());
    assertNull(sent.getSubject());
  }

  @Test
  void theSameFrameHasTheSameIdAndAnyOtherAnotherOne() throws Exception {
    byte[] frame = response(TestFeed.NOW, answer("www.listed.example").toWire());
    take(frame);
    take(frame);
    take(response(TestFeed.NOW.plusNanos(1), answer("www.listed.example").toWire()));
    take(response(TestFeed.NOW, answer("other.example").toWire()));
    List<String> ids = feed.queries().stream().map(DnsQuery::getEventId).toList();
    assertEquals(ids.get(0), ids.get(1));
    assertNotEquals(ids.get(0), ids.get(2));
    assertNotEquals(ids.get(0), ids.get(3));
  }

  @Test
  void onlyWhatClientsWereAnsweredCounts() throws Exception {
    byte[] dns = answer("www.listed.example").toWire();
    for (int type = 1; type <= 14; type++) {
      take(dnstap(type, TestFeed.NOW, dns));
    }
    Message notify = answer("zone.example");
    notify.getHeader().setOpcode(Opcode.NOTIFY);
    take(response(TestFeed.NOW, notify.toWire()));
    assertEquals(1, feed.queries().size());
    assertEquals(14, sums().filtered());
  }

  @Test
  void questionsAreTakenInPlaceOfAnswersIfAsked() throws Exception {
    DnstapEvents queries = new DnstapEvents(feed.feed(), true);
    byte[] dns = answer("www.listed.example").toWire();
    take(queries, dnstap(DnstapMessage.CLIENT_QUERY, TestFeed.NOW, dns));
    take(queries, response(TestFeed.NOW, dns));
    DnsQuery sent = feed.queries().get(0);
    assertNull(sent.getResponseCode());
    assertEquals(List.of(), sent.getAnswers());
    assertEquals(1, sums().filtered());
  }

  @Test
  void aFrameOfAFileThatIsRefusedIsNamedByItsNumber(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("queries.dnstap");
    byte[] good = response(TestFeed.NOW, answer("www.listed.example").toWire());
    Files.write(
        file,
        TestFrames.joined(
            TestFrames.START, TestFrames.framed(good), TestFrames.framed(new byte[] {1, 2, 3})));
    List<String> said = new ArrayList<>();
    feed.feed().counts().sayRefusals(said::add);
    DnstapFile.read(file, feed.feed(), false);
    assertEquals(List.of("frame 2 of " + file + " is refused: malformed"), said);
  }

  @Test
  void noOrTenQuestionsAreOneRefusedRecord() throws Exception {
    take(response(TestFeed.NOW, new Message(1).toWire()));
    Message ten = new Message(1);
    for (int i = 0; i < 10; i++) {
      ten.addRecord(
          Record.newRecord(Name.fromString("n" + i + ".example."), Type.A, DClass.IN),
          Section.QUESTION);
    }
    take(response(TestFeed.NOW, ten.toWire()));
    assertEquals(1, sums().refused().get(RefusalReason.NO_QUESTION));
    assertEquals(1, sums().refused().get(RefusalReason.SEVERAL_QUESTIONS));
  }

  @Test
  void aNameOfAnyBytesIsEscaped() throws Exception {
    Message odd = new Message(1);
    odd.getHeader().setRcode(Rcode.NXDOMAIN);
    Name name = new Name(new byte[] {4, 0, (byte) 0xfc, ' ', '.', 1, 'x', 0});
    odd.addRecord(Record.newRecord(name, 65, DClass.IN), Section.QUESTION);
    take(response(TestFeed.NOW, odd.toWire()));
    DnsQuery sent = feed.queries().get(0);
    assertEquals("\\000\\252\\032\\..x", sent.getQuery());
    assertEquals("HTTPS", sent.getRecordType());
    assertEquals("NXDOMAIN", sent.getResponseCode());
  }

  @Test
  void timesFarOffAndNoneAreRefused() throws Exception {
    byte[] dns = answer("www.listed.example").toWire();
    take(response(TestFeed.NOW.plusSeconds(2_300_000_000L), dns));
    take(response(Instant.EPOCH, dns));
    take(response(Instant.ofEpochSecond(5), dns));
    assertEquals(1, sums().refused().get(RefusalReason.FUTURE));
    assertEquals(1, sums().refused().get(RefusalReason.NO_TIME));
    assertEquals(1, sums().refused().get(RefusalReason.TOO_OLD));
  }

  @Test
  void halfMessagesAndNoiseCostThemselvesAlone() throws Exception {
    byte[] whole = response(TestFeed.NOW, answer("www.listed.example").toWire());
    Random random = new Random(31);
    for (int i = 0; i < 20_000; i++) {
      byte[] frame = whole.clone();
      if (i % 2 == 0) {
        frame = Arrays.copyOf(frame, random.nextInt(frame.length));
      }
      for (int n = random.nextInt(3); n > 0 && frame.length > 0; n--) {
        frame[random.nextInt(frame.length)] = (byte) random.nextInt();
      }
      take(frame);
    }
    take(whole);
    feed.complete();
    assertEquals(20_001, sums().read());
    assertEquals(0, sums().pending());
    assertEquals(0, sums().refused().get(RefusalReason.INTERNAL));
    assertEquals("www.listed.example", feed.queries().get(feed.queries().size() - 1).getQuery());
  }
}
