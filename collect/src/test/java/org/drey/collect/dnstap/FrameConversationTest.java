package org.drey.collect.dnstap;

import org.drey.collect.dnstap.FrameConversation.FrameReader;

import static org.drey.collect.dnstap.TestFrames.READY;
import static org.drey.collect.dnstap.TestFrames.START;
import static org.drey.collect.dnstap.TestFrames.STOP;
import static org.drey.collect.dnstap.TestFrames.control;
import static org.drey.collect.dnstap.TestFrames.framed;
import static org.drey.collect.dnstap.TestFrames.joined;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.drey.collect.feed.RefusalReason;
import org.drey.collect.feed.TestFeed;
import org.junit.jupiter.api.Test;

final class FrameConversationTest {
  private final List<String> heard = new ArrayList<>();
  private final ByteArrayOutputStream answers = new ByteArrayOutputStream();

  private final FrameConversation.FrameTaker taker =
      new FrameConversation.FrameTaker() {
        @Override
        public void started() {
          heard.add("started");
        }

        @Override
        public void take(byte[] array, int offset, int length) {
          heard.add(
              length > 20
                  ? length + " bytes"
                  : new String(array, offset, length, StandardCharsets.US_ASCII));
        }

        @Override
        public void refused(RefusalReason reason) {
          heard.add(reason.name());
        }
      };

  private List<String> hear(byte[]... parts) throws Exception {
    return hear(Channels.newChannel(new ByteArrayInputStream(joined(parts))));
  }

  private List<String> hear(ReadableByteChannel in) throws Exception {
    heard.clear();
    new FrameConversation(in, Channels.newChannel(answers), taker).run();
    return List.copyOf(heard);
  }

  private static byte[] data(String text) {
    return framed(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void aWriterIsAnsweredAndHeardUntilItStops() throws Exception {
    assertEquals(
        List.of("started", "one", "two"),
        hear(READY, START, data("one"), data("two"), STOP, data("after")));
    assertArrayEquals(
        joined(control(1, "protobuf:dnstap.Dnstap"), control(5, null)), answers.toByteArray());
  }

  @Test
  void aFileHasNoHandshake() throws Exception {
    ReadableByteChannel in =
        Channels.newChannel(new ByteArrayInputStream(joined(START, data("one"))));
    new FrameConversation(in, null, taker).run();
    assertEquals(List.of("started", "one"), heard);
  }

  @Test
  void hostileFramesCostThemselvesAlone() throws Exception {
    byte[] huge = framed(new byte[(1 << 20) + 1]);
    byte[] large = framed(new byte[FrameReader.MAX_FRAME]);
    byte[] longControl =
        joined(ByteBuffer.allocate(8).putInt(0).putInt(600).array(), new byte[600]);
    byte[] shortControl = ByteBuffer.allocate(10).putInt(0).putInt(2).putShort((short) 9).array();
    assertEquals(
        List.of(
            "started",
            "OVERSIZED",
            "a",
            FrameReader.MAX_FRAME + " bytes",
            "UNEXPECTED_CONTROL",
            "UNEXPECTED_CONTROL",
            "UNEXPECTED_CONTROL",
            "UNEXPECTED_CONTROL",
            "b"),
        hear(
            START,
            huge,
            data("a"),
            large,
            control(77, null),
            START,
            longControl,
            shortControl,
            data("b"),
            STOP));
  }

  @Test
  void aLengthThatNoWriterMeansEndsTheConversation() throws Exception {
    byte[] length = ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array();
    assertEquals(
        List.of("started", "a", "MALFORMED"), hear(START, data("a"), length, data("b"), STOP));
  }

  @Test
  void anEndInTheMiddleIsOneRefusal() throws Exception {
    byte[] whole = joined(START, data("one"), data("two"));
    int begin = joined(START, data("one")).length;
    for (int end = begin + 1; end < whole.length; end++) {
      assertEquals(List.of("started", "one", "CUT_OFF"), hear(Arrays.copyOf(whole, end)));
    }
    assertEquals(List.of("started", "one"), hear(Arrays.copyOf(whole, begin)));
  }

  @Test
  void whoSpeaksOtherwiseIsNotHeard() throws Exception {
    assertEquals(List.of("MALFORMED"), hear(data("one"), START, data("two")));
    assertEquals(List.of("UNEXPECTED_CONTROL"), hear(control(4, "protobuf:other"), START));
    assertEquals(List.of("UNEXPECTED_CONTROL"), hear(control(2, "protobuf:other"), data("a")));
    assertEquals(
        List.of("MALFORMED"), hear("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
    assertEquals(List.of("MALFORMED"), hear(framed(new byte[(1 << 20) + 1]), START, data("a")));
    assertEquals( // a message of dnstap, as some save it without frames
        List.of("MALFORMED"),
        hear(TestFrames.response(TestFeed.NOW, TestFrames.answer("www.listed.example").toWire())));
  }

  @Test
  void framesInPiecesAreWhole() throws Exception {
    byte[] all = joined(READY, START, data("one"), framed(new byte[100_000]), data("two"), STOP);
    ReadableByteChannel slow =
        new ReadableByteChannel() {
          private int at;

          @Override
          public int read(ByteBuffer to) {
            if (at == all.length) {
              return -1;
            }
            to.put(all[at++]);
            return 1;
          }

          @Override
          public boolean isOpen() {
            return true;
          }

          @Override
          public void close() throws IOException {}
        };
    assertEquals(List.of("started", "one", "100000 bytes", "two"), hear(slow));
  }
}
