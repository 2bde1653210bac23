package org.drey.collect.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.collect.feed.FeedSums;
import org.drey.collect.feed.RefusalReason;
import org.drey.collect.feed.TestFeed;
import org.drey.collect.format.LineFormat;
import org.drey.collect.format.ProductFormats;
import org.drey.event.TopicNames;
import org.junit.jupiter.api.Test;

final class CheckedLinesTest {
  private static final List<String> LINES =
      List.of(
          "time\tclient\tquery",
          "2026-03-02T09:00:00Z\t198.51.100.7\ta.example",
          "2026-03-02T09:00:01Z\tno-address\ta.example",
          "2099-03-02T09:00:00Z\t198.51.100.7\ta.example",
          "2019-03-02T09:00:00Z\t198.51.100.7\ta.example",
          "2026-03-02T09:00:02Z\t198.51.100.7\t" + "x".repeat(1_025),
          "2026-03-02T09:00:03Z\t198.51.100.7");

  private static CheckedLines checked(LineFormat format) {
    return new CheckedLines(
        format,
        format.streams(),
        InstantSource.fixed(Instant.parse("2026-03-02T09:31:00Z")),
        (stream, event) -> {});
  }

  @Test
  void whatBecomesATokenIsNotMissing() throws Exception {
    String line =
        "{'mti':'0210','2':'4000000000000002','3':'000000','4':'000000001500',"
            + "'7':'0302093000','19':'826','20':'826','32':'12','37':'606109000001','39':'00',"
            + "'42':'SHOP-1','49':'826'}";
    CheckedLines checked = checked(LineFormat.read(ProductFormats.find("iso8583-json")));
    checked.take(line.replace('\'', '"').getBytes(StandardCharsets.UTF_8), 0);
    assertEquals(Map.of(), checked.refused());
    Set<String> empty = checked.empty().get(TopicNames.PAYMENTS);
    assertFalse(empty.contains("payee") || empty.contains("merchant"), empty.toString());
    assertTrue(empty.contains("device"), empty.toString());
    assertEquals(List.of("(its token)"), checked.records().get(0).get("payee"));
  }

  @Test
  void ofOneStreamTheOthersRecordsAreNotTaken() throws Exception {
    LineFormat format = TestLines.columns(TestFeed.of(false, null)).format();
    CheckedLines checked =
        new CheckedLines(
            format, List.of(TopicNames.PAYMENTS), InstantSource.system(), (stream, event) -> {});
    checked.take(LINES.get(0).getBytes(StandardCharsets.UTF_8), 0);
    checked.take(LINES.get(1).getBytes(StandardCharsets.UTF_8), 1);
    assertEquals(2, checked.read());
    assertEquals(0, checked.taken());
  }

  /**
   * What is shown as a record would be sent, and the rest refused for the same reasons. What is too
   * old for a topic is a record, and counted: a folder takes it.
   */
  @Test
  void refusesWhatTheDoorRefuses() throws Exception {
    TestFeed feed = TestFeed.of(false, null);
    LineFeeds feeds = TestLines.columns(feed);
    CheckedLines checked =
        new CheckedLines(
            feeds.format(), feeds.format().streams(), feeds.clock(), (stream, event) -> {});
    LineIntake intake = feeds.intake();
    long position = 0;
    for (String line : LINES) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      checked.take(bytes, position);
      intake.take(bytes, position);
      position += bytes.length + 1;
    }
    FeedSums sums = feeds.counts().sums();
    Map<RefusalReason, Long> refused =
        checked.refused().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().count()));
    assertEquals(2, checked.taken());
    assertEquals(1, checked.old());
    assertEquals(feed.values().size(), checked.taken() - checked.old());
    refused.put(RefusalReason.TOO_OLD, checked.old());
    assertEquals(5, sums.allRefused());
    sums.refused().forEach((reason, n) -> assertEquals(n, refused.getOrDefault(reason, 0L)));
    assertEquals(
        "event_time: at most 5 minutes ahead", checked.refused().get(RefusalReason.FUTURE).why());
    assertEquals(List.of("(its token)"), checked.records().get(0).get("subject"));
  }
}
