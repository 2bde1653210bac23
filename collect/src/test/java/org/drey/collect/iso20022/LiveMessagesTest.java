package org.drey.collect.iso20022;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.drey.collect.feed.RefusalReason;
import org.drey.collect.feed.TestFeed;
import org.drey.collect.feed.UnsavedFactsException;
import org.drey.event.Payment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that are held by the clock, in a spool that outlives the process. */
final class LiveMessagesTest {
  private static final Duration HOLD = Duration.ofMinutes(15);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final String GROUP =
      """
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.002.001.10"><FIToFIPmtStsRpt>
      <GrpHdr><MsgId>S-2</MsgId><CreDtTm>2026-03-02T09:01:00Z</CreDtTm></GrpHdr>
      <OrgnlGrpInfAndSts><OrgnlMsgId>M-1</OrgnlMsgId><GrpSts>RJCT</GrpSts></OrgnlGrpInfAndSts>
      </FIToFIPmtStsRpt></Document>""";

  @TempDir private Path folder;

  private final TestClock clock = new TestClock();
  private TestMessages seen;
  private MessageSpool spool;

  @BeforeEach
  void start() throws Exception {
    seen = TestMessages.by(clock, folder);
    spool = new MessageSpool(folder.resolve("spool"), clock);
  }

  @AfterEach
  void stop() throws Exception {
    spool.close();
  }

  /** As after a kill: all that was in memory is gone. */
  private void restart() throws Exception {
    stop();
    start();
  }

  private void post(String text) throws Exception {
    assertTrue(spool.take(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void step() throws Exception {
    LiveMessages.step(spool, seen.intake);
  }

  private void stepAfter(Duration time) throws Exception {
    clock.add(time);
    step();
  }

  private long kept() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("spool"))) {
      return files.filter(file -> file.toString().endsWith(".xml")).count();
    }
  }

  @Test
  void aPaymentIsSentWhenItWasHeld() throws Exception {
    post(TestMessages.text("transfer"));
    step();
    assertEquals(3, seen.sums().held());
    stepAfter(HOLD);
    assertEquals(0, seen.sums().sent());
    assertEquals(0, seen.sums().pending(), "what is held is not on its way");
    assertEquals(1, kept());
    stepAfter(MOMENT);
    assertEquals(3, seen.sums().sent());
    assertEquals(0, seen.sums().held());
    assertEquals(0, kept());
    assertEquals(0, spool.bytes());
  }

  @Test
  void aRejectionIsKeptAsLongAsItsPayment() throws Exception {
    post(TestMessages.text("transfer"));
    step();
    clock.add(MINUTE);
    post(TestMessages.text("status"));
    step();
    restart();
    assertEquals(2, kept());
    stepAfter(HOLD.minus(MINUTE));
    assertEquals(Map.of(), seen.outcomes());
    stepAfter(MOMENT);
    assertEquals("DECLINED", seen.outcomes().get("1200 JPY"));
    assertEquals(3, seen.sums().sent());
    assertEquals(0, kept());
  }

  @Test
  void afterAnOutageItBecomesWhatItWouldHave() throws Exception {
    post(TestMessages.text("transfer"));
    clock.add(MINUTE);
    post(TestMessages.text("status"));
    clock.add(Duration.ofDays(1));
    restart();
    step();
    assertEquals("DECLINED", seen.outcomes().get("1200 JPY"), "the rejection was taken in time");
    assertEquals(3, seen.sums().sent());
    assertEquals(0, kept());
  }

  @Test
  void aRejectionThatCameTooLateIsAnEventOfItsOwnHoweverOftenItIsRead() throws Exception {
    post(TestMessages.text("transfer"));
    clock.add(HOLD.plus(MOMENT));
    post(TestMessages.text("status"));
    for (int run = 0; run < 2; run++) {
      restart();
      spool.read(seen.intake); // and it is killed before it sends what was due
      assertEquals(Map.of("1200 JPY", "DECLINED"), seen.outcomes());
    }
    step();
    assertEquals("DECLINED, COMPLETED", seen.outcomes().get("1200 JPY"));
    assertEquals(4, seen.feed.payments().stream().map(Payment::getEventId).distinct().count());
  }

  @Test
  void aConfirmationIsKeptAsLongAsItsPayment() throws Exception {
    String uetr = "<UETR>0a0b0c0d-0000-4000-8000-000000000001</UETR>";
    post(
        TestMessages.text("initiation")
            .replace("DE25000000000000000004", "NL26EXAM0000000001")
            .replace("<InstrId>I-9</InstrId>", "<InstrId>I-9</InstrId>" + uetr));
    clock.add(MINUTE);
    post(TestMessages.text("transfer"));
    restart();
    stepAfter(HOLD.minus(MINUTE).plus(MOMENT));
    assertEquals("COMPLETED", seen.outcomes().get("2005 GBP"), "and not UNKNOWN");
    assertEquals(3, seen.sums().sent());
    assertEquals(1, kept());
    stepAfter(MINUTE);
    assertEquals(5, seen.sums().sent());
    assertEquals(0, kept());
  }

  @Test
  void theRejectionOfAMessageWaitsForItAndIsKept() throws Exception {
    post(GROUP);
    stepAfter(MINUTE.multipliedBy(10));
    post(TestMessages.text("transfer"));
    step();
    stepAfter(MINUTE.multipliedBy(10));
    restart();
    assertEquals(2, kept());
    stepAfter(HOLD);
    assertEquals(
        Map.of("2005 GBP", "DECLINED", "1200 JPY", "DECLINED", "99 USD", "DECLINED"),
        seen.outcomes());
    assertEquals(0, kept());
  }

  @Test
  void aRejectionWaitsForItsPaymentAsLong() throws Exception {
    post(TestMessages.text("status"));
    step();
    assertEquals(1, seen.sums().held());
    post(GROUP.replace("M-1", "M-9"));
    step();
    assertEquals(2, kept());
    stepAfter(HOLD.plus(MOMENT));
    assertEquals(1, seen.refused(RefusalReason.NO_PAYMENT));
    assertEquals(0, seen.sums().held());
    assertEquals(0, kept());
  }

  @Test
  void aRejectionOfWhatWasSentBeforeARestartIsAnEventIfItRepeatsIt() throws Exception {
    String text = TestMessages.text("transfer");
    post(text);
    step();
    stepAfter(HOLD.plus(MOMENT));
    restart();
    int from = text.indexOf("<Dbtr>", text.indexOf("T-2"));
    String parties = text.substring(from, text.indexOf("<RmtInf>", from));
    post(
        TestMessages.text("status")
            .replace(
                "<TxSts>RJCT</TxSts>",
                "<TxSts>RJCT</TxSts><OrgnlTxRef><IntrBkSttlmAmt Ccy=\"JPY\">1200</IntrBkSttlmAmt>"
                    + parties
                    + "</OrgnlTxRef>"));
    step();
    stepAfter(HOLD.plus(MOMENT));
    assertEquals(Map.of("1200 JPY", "DECLINED"), seen.outcomes());
  }

  @Test
  void whatTheBrokersDoNotTakeIsKept() throws Exception {
    post(TestMessages.text("transfer"));
    step();
    seen.feed.producer().sendException = new BufferExhaustedException("no place");
    clock.add(HOLD.plus(MOMENT));
    assertThrows(IOException.class, this::step);
    restart();
    step();
    assertEquals(3, seen.sums().sent());
    assertEquals(0, kept());
  }

  @Test
  void whatIsNoMessageIsCountedAndNotKept() throws Exception {
    post("{}");
    step();
    assertEquals(1, seen.refused(RefusalReason.MALFORMED));
    assertEquals(0, kept());
    assertEquals(List.of(), seen.feed.payments());
    assertEquals(TestFeed.NOW, seen.sums().lastRead());
  }

  @Test
  void aMessageIsKeptUntilWhatWasLearnedIsSaved() throws Exception {
    post(TestMessages.text("transfer"));
    step();
    seen.isDiskFull = true;
    stepAfter(HOLD.plus(MOMENT));
    assertEquals(3, seen.feed.payments().size());
    assertEquals(1, kept());
    assertThrows(UnsavedFactsException.class, () -> seen.intake.flush());
    seen.isDiskFull = false;
    step();
    assertEquals(0, kept());
  }
}
