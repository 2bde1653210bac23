package org.drey.cli.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.drey.collect.recorded.RecordedLine;
import org.drey.definitions.record.ArrivedRecord;
import org.junit.jupiter.api.Test;

/** What is sent, in which partition, and what will be late of it. */
final class FeedPlanTest {
  private static final String TOPIC = "payments";
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long START = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();

  private final Map<TopicPartition, PartitionEnd> ends = new HashMap<>();

  private static RecordedLine line(String provider, String id, long time, String reason) {
    byte[] value = {1};
    return new RecordedLine(
        TOPIC, TOPIC, 0, value, provider, id, null, time, time, time, reason, time, DAY);
  }

  private static RecordedLine line(String provider, String id, long time) {
    return line(provider, id, time, null);
  }

  private static FeedPartitions partitions(List<RecordedLine> lines) {
    return new FeedPartitions(Map.of(TOPIC, 4), lines);
  }

  private void has(FeedPartitions partitions, RecordedLine line) {
    ends.computeIfAbsent(partitions.of(line), one -> new PartitionEnd())
        .add(line.stream(), String.valueOf(line.identity()), line.eventTime(), line.clock());
  }

  /** Six lines of two providers, of whom one is three days behind the other. */
  private static List<RecordedLine> lines() {
    List<RecordedLine> lines = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      lines.add(line("one.example", "a" + i, START + 3 * DAY + i));
      lines.add(line("two.example", "b" + i, START + i));
    }
    return lines;
  }

  @Test
  void eachProviderHasAPartitionInWhichItsOrderStays() {
    List<RecordedLine> lines = lines();
    FeedPartitions partitions = partitions(lines);
    assertEquals(partitions.of(lines.get(0)), partitions.of(lines.get(4)));
    assertNotEquals(partitions.of(lines.get(0)), partitions.of(lines.get(1)));
    FeedPlan plan = FeedPlan.goOn(lines, partitions, ends);
    assertEquals(new FeedPlan(lines, 0, 0, 0), plan);
    assertEquals(List.of(), plan.words());
  }

  @Test
  void linesOfAnOlderWorldAreLateAndThatIsSaid() {
    List<RecordedLine> lines = lines();
    FeedPartitions partitions = partitions(lines);
    has(partitions, line("one.example", "other world", START + 5 * DAY));
    FeedPlan plan = FeedPlan.goOn(lines, partitions, ends);
    assertEquals(new FeedPlan(lines, 0, 3, 0), plan);
    assertTrue(plan.words().get(0).startsWith("Late: 3 lines. The topics have newer"));
  }

  @Test
  void linesAfterNewerOnesOfTheirProviderAreLateUnlessTheyAreRefused() {
    List<RecordedLine> lines = new ArrayList<>(lines());
    lines.add(line("one.example", "old", START + 2 * DAY));
    lines.add(line("one.example", "refused", START, "FUTURE"));
    lines.add(line("one.example", "in time", START + 2 * DAY + 2));
    FeedPlan plan = FeedPlan.goOn(lines, partitions(lines), ends);
    assertEquals(new FeedPlan(lines, 0, 0, 1), plan);
    assertTrue(plan.words().get(0).startsWith("Late: 1 line. The folder has them after newer"));
  }

  @Test
  void aFeedGoesOnAfterWhatEachPartitionHas() {
    List<RecordedLine> lines = lines();
    FeedPartitions partitions = partitions(lines);
    has(partitions, lines.get(0));
    has(partitions, lines.get(2));
    has(partitions, lines.get(1));
    FeedPlan plan = FeedPlan.goOn(lines, partitions, ends);
    assertEquals(List.of(lines.get(3), lines.get(4), lines.get(5)), plan.lines());
    assertTrue(plan.words().get(0).startsWith("The topics have 3 lines of this folder already"));
    assertEquals(lines, FeedPlan.fromStart(lines, partitions, ends).lines());
  }

  @Test
  void aRepeatFurtherOnIsNoSignOfWhatWasSent() {
    List<RecordedLine> lines = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      lines.add(line("one.example", "a" + i, START + i));
    }
    lines.add(5, line("one.example", "a1", START + 1));
    FeedPartitions partitions = partitions(lines);
    has(partitions, lines.get(1));
    assertEquals(lines.subList(2, lines.size()), FeedPlan.goOn(lines, partitions, ends).lines());
  }

  @Test
  void aRepeatOfWhatAnotherFolderHadIsNoSignThatLinesBeforeItWereSent() {
    List<RecordedLine> yesterday = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      yesterday.add(line("one.example", "a" + i, START + i));
    }
    List<RecordedLine> today = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      today.add(line("one.example", "b" + i, START + DAY + i));
    }
    today.add(2, yesterday.get(9));
    FeedPartitions partitions = partitions(today);
    yesterday.forEach(line -> has(partitions, line));
    assertEquals(today, FeedPlan.goOn(today, partitions, ends).lines());
    has(partitions, today.get(0));
    has(partitions, today.get(1));
    assertEquals(today.subList(3, 7), FeedPlan.goOn(today, partitions, ends).lines());
  }

  @Test
  void theTimesAreMovedByAsMuchAsThoseOfTheFirstCall() {
    List<RecordedLine> lines = lines();
    FeedPartitions partitions = partitions(lines);
    assertTrue(FeedPlan.shiftOfPart(lines, partitions, ends).isEmpty());
    has(partitions, line("one.example", "a0", lines.get(0).eventTime() + 170 * DAY));
    assertEquals(170, FeedPlan.shiftOfPart(lines, partitions, ends).orElseThrow().days());
    assertEquals(0, FeedPlan.goOn(lines, partitions, ends).there(), "not with its old times");
  }

  @Test
  void aPartitionWithoutEventsMakesNothingLate() {
    List<RecordedLine> lines = lines();
    FeedPartitions partitions = partitions(lines);
    ends.put(partitions.of(lines.get(0)), new PartitionEnd());
    assertEquals(ArrivedRecord.NO_TIME, new PartitionEnd().clock());
    assertEquals(0, FeedPlan.goOn(lines, partitions, ends).behindTopics());
  }

  @Test
  void brokersThatTakeNothingAreSaidOnceAMinute() {
    long second = Duration.ofSeconds(1).toNanos();
    BrokerSilence silence = new BrokerSilence();
    assertEquals(null, silence.look(10, 4, second));
    assertEquals(null, silence.look(12, 4, 10 * second));
    String said = String.valueOf(silence.look(12, 4, 12 * second));
    assertTrue(said.startsWith("Brokers have taken nothing for 11 s"), said);
    assertEquals(null, silence.look(12, 4, 30 * second));
    assertTrue(String.valueOf(silence.look(12, 4, 80 * second)).contains("79 s"));
    assertEquals("Brokers take lines again.", silence.look(12, 7, 81 * second));
    assertEquals(null, silence.look(12, 12, 200 * second), "nothing waits");
  }
}
