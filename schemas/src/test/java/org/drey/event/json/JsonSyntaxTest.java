package org.drey.event.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.drey.event.DnsQuery;
import org.drey.event.Samples;
import org.drey.event.TopicNames;
import org.drey.event.wire.InvalidRecordException;
import org.drey.event.wire.RecordLimits;
import org.drey.event.wire.RejectReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a line at all. */
final class JsonSyntaxTest {
  private final JsonLineReader<DnsQuery> reader = JsonLineReader.of(DnsQuery.class);
  private String line;

  @BeforeEach
  void readTheSample() throws Exception {
    line = Samples.pass(TopicNames.DNS_QUERIES).toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "null", "5", "\"text\"", "[]", "{", "{\"a\":}", "{'a':1}", "nul"})
  void whatIsNoObjectIsMalformed(String text) {
    assertMalformed(Lines.utf8(text));
  }

  @Test
  void somethingAfterTheObjectIsMalformed() throws Exception {
    assertMalformed(Lines.utf8(line + " {}"));
    assertMalformed(Lines.utf8(line + "x"));
    assertMalformed(Lines.utf8(line + ","));
    assertEquals("dns-0001", reader.read(Lines.utf8(line + " \r\n")).datum().getEventId());
  }

  @Test
  void aKeyTwiceIsMalformedAtAnyDepth() {
    assertMalformed(Lines.utf8(with("\"query\":\"b.example\"")));
    assertMalformed(Lines.utf8(with("\"extra\":{\"a\":1,\"a\":1}")));
  }

  @Test
  void whatIsNotUtf8IsMalformed() {
    byte[] latin = with("\"extra\":\"\u00e9\"").getBytes(StandardCharsets.ISO_8859_1);
    assertMalformed(latin);
    assertMalformed(line.getBytes(StandardCharsets.UTF_16LE));
    assertMalformed(line.getBytes(StandardCharsets.UTF_16));
    byte[] surrogate = Lines.utf8(line.replace("www", "\u00e9\u00e9"));
    for (int i = 0; i < surrogate.length; i++) {
      if (surrogate[i] == (byte) 0xc3) {
        surrogate[i] = (byte) 0xc0;
      }
    }
    assertMalformed(surrogate);
  }

  @Test
  void anHonestReplacementCharacterIsText() throws Exception {
    String text = line.replace("www", "\ufffd\ud83d\udc3f");
    assertEquals(
        "\ufffd\ud83d\udc3f.shop.example", reader.read(Lines.utf8(text)).datum().getQuery());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud83d", "\\udc3f", "\\udc3f\\ud83d", "\\ud83dx", "\\ud83d\\ud83d"})
  void halfACharacterIsMalformed(String escape) {
    InvalidRecordException e = assertMalformed(Lines.utf8(line.replace("www", escape)));
    assertEquals("query", e.field());
  }

  @Test
  void aWordForNotANumberIsMalformed() {
    assertMalformed(Lines.utf8(with("\"extra\":NaN")));
    assertMalformed(Lines.utf8(with("\"extra\":Infinity")));
  }

  @Test
  void deepNestingIsMalformedAndNoStackOverflow() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertMalformed(Lines.utf8(with("\"extra\":" + deep)));
  }

  @Test
  void moreThanAMebibyteOfAnythingIsOversized() throws Exception {
    byte[] padded = Arrays.copyOf(Lines.utf8(line), RecordLimits.MAX_RECORD_BYTES + 1);
    Arrays.fill(padded, line.length(), padded.length, (byte) ' ');
    assertEquals(
        RejectReason.OVERSIZED,
        assertThrows(InvalidRecordException.class, () -> reader.read(padded)).reason());
    byte[] largest = Arrays.copyOf(padded, RecordLimits.MAX_RECORD_BYTES);
    assertEquals("dns-0001", reader.read(largest).datum().getEventId());
  }

  private String with(String member) {
    return line.substring(0, line.length() - 1) + "," + member + "}";
  }

  private InvalidRecordException assertMalformed(byte[] bytes) {
    InvalidRecordException e = assertThrows(InvalidRecordException.class, () -> reader.read(bytes));
    assertEquals(RejectReason.MALFORMED, e.reason());
    assertFalse(e.getMessage().contains("example"));
    assertNull(e.getCause());
    return e;
  }
}
