package org.drey.collect.iso20022;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;
import org.drey.collect.feed.RefusalReason;
import org.drey.event.Channel;
import org.drey.event.PaymentStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The cost of messages: some half as much again as a pass of StAX that reads nothing. The ratio is
 * printed; what fails is two and a half passes, because it differs by a tenth from run to run.
 */
@Tag("nightly")
final class MessageCostIT {
  private static final int ROUNDS = 8;
  private static final int COPIES = 5_000;
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private long unused;

  @Test
  void paymentsCostLittleMoreThanOnePass() throws Exception {
    long passes = 0;
    long payments = 0;
    for (String name : new String[] {"transfer", "initiation", "notification"}) {
      byte[] message = message(name);
      long[] least = {Long.MAX_VALUE, Long.MAX_VALUE};
      for (int round = 0; round < ROUNDS; round++) {
        least[0] = Math.min(least[0], pass(message));
        least[1] = Math.min(least[1], payments(message));
      }
      System.out.printf(
          "%s: %.2f passes of StAX, %d MB/s%n",
          name, (double) least[1] / least[0], message.length * 1_000L / least[1]);
      passes += least[0];
      payments += least[1];
    }
    double ratio = (double) payments / passes;
    assertTrue(ratio <= 2.5, "%.2f passes, %d".formatted(ratio, unused));
  }

  /** A message whose items, with what is around them, come many times. */
  private static byte[] message(String name) throws Exception {
    String text = TestMessages.text(name);
    String body = text.substring(text.indexOf("<Document"));
    return ("<Messages>" + body.repeat(COPIES) + "</Messages>").getBytes(StandardCharsets.UTF_8);
  }

  private long pass(byte[] message) throws Exception {
    long before = CPU.getCurrentThreadCpuTime();
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    InputStream in = new ByteArrayInputStream(message);
    XMLStreamReader xml = factory.createXMLStreamReader(in);
    while (xml.hasNext()) {
      unused += xml.next();
    }
    return CPU.getCurrentThreadCpuTime() - before;
  }

  private long payments(byte[] message) throws Exception {
    long before = CPU.getCurrentThreadCpuTime();
    CountedPayments counted = new CountedPayments();
    new MessageParser(counted).read(new ByteArrayInputStream(message), "test.xml");
    assertEquals(0, counted.refused);
    unused += counted.made;
    return CPU.getCurrentThreadCpuTime() - before;
  }

  /** Makes payments of items, as an intake does. */
  private static final class CountedPayments implements MessageTaker {
    private final PaymentReader reader =
        new PaymentReader(ZoneOffset.UTC, false, Channel.ACCOUNT_TRANSFER);
    private long made;
    private long refused;

    @Override
    public void take(MessageKind kind, MessageValues values) {
      try {
        made +=
            kind == MessageKind.NOTIFICATION
                ? reader.booked(values).references().size()
                : reader.payment(values, PaymentStatus.COMPLETED).references().size();
      } catch (RefusedItemException e) {
        made++;
      }
    }

    @Override
    public void end(MessageKind kind, MessageValues values) {}

    @Override
    public void other() {}

    @Override
    public void refused(RefusalReason reason, ItemPlace at) {
      refused++;
    }
  }
}
