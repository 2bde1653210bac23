package org.drey.collect.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.drey.collect.feed.RefusalReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SampleLines that cost themselves alone, and never say what was in them. */
final class HostileLinesTest {
  private static final String GOOD =
      "{\"time\":1796083781.454,\"client\":\"198.51.100.7\",\"port\":\"1\",\"method\":\"GET\","
          + "\"url\":\"http://secret.example/\",\"status\":\"200\"}";

  private static FormatReader squid() throws Exception {
    return LineFormat.read(ProductFormats.find("squid")).open(InstantSource.system());
  }

  private static void assertRefused(RefusalReason reason, byte[] line) throws Exception {
    FormatReader reader = squid();
    RefusedLineException refused =
        assertThrows(RefusedLineException.class, () -> reader.read(line));
    assertEquals(reason, refused.reason());
    assertFalse(String.valueOf(refused.getMessage()).contains("secret"));
    assertEquals(true, reader.read(GOOD.getBytes(StandardCharsets.UTF_8)).isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "MALFORMED ~ {\"time\":17960837",
        "MALFORMED ~ secret",
        "MALFORMED ~ [\"secret\"]",
        "MALFORMED ~ {\"url\":\"http://secret.example/\"} {}",
        "MALFORMED ~ {\"url\":\"http://secret.example/\",\"url\":\"x\"}",
        "MISSING_FIELD ~ {\"time\":1796083781.454}",
        "OUT_OF_RANGE ~ {\"time\":\"secret\",\"url\":\"x\"}",
        "OUT_OF_RANGE ~ {\"time\":1e999999999,\"url\":\"x\"}",
        "OUT_OF_RANGE ~ {\"time\":99999999999999999999,\"url\":\"x\"}",
        "OUT_OF_RANGE ~ {\"time\":1796083781,\"url\":\"x\",\"status\":\"secret\"}",
        "OUT_OF_RANGE ~ {\"time\":1796083781,\"url\":\"x\",\"port\":\"99999\"}",
      })
  void refusesWhatCannotBe(RefusalReason reason, String line) throws Exception {
    assertRefused(reason, line.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void refusesOtherEncodings() throws Exception {
    String line = GOOD.replace("secret", "secr\u00e9t");
    assertRefused(RefusalReason.NOT_TEXT, line.getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(RefusalReason.NOT_TEXT, GOOD.getBytes(StandardCharsets.UTF_16LE));
  }

  @Test
  void refusesWhatIsDeepOrLong() throws Exception {
    assertRefused(
        RefusalReason.TOO_DEEP,
        ("{\"x\":" + "[".repeat(100) + "]".repeat(100) + "}").getBytes(StandardCharsets.UTF_8));
    assertRefused(RefusalReason.OVERSIZED, new byte[10_000_000]);
  }

  @Test
  void losesPatienceWithAPatternThatTriesForEver() {
    LineFormat format =
        SampleLines.format(
            "{type: pattern, pattern: '(?<u>(a+)+)b(?<t>\\d+)'}",
            "{event_time: {from: t, time: seconds}, url: u}",
            "[{line: aab1, record: {stream: web-requests, event_time: 1970-01-01T00:00:01Z, url:"
                + " aa}}]");
    RefusedLineException refused =
        assertThrows(
            RefusedLineException.class,
            () ->
                format
                    .open(InstantSource.system())
                    .read("a".repeat(5_000).getBytes(StandardCharsets.UTF_8)));
    assertEquals(RefusalReason.MALFORMED, refused.reason());
  }
}
