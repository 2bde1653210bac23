package org.drey.cli.size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drey.cli.topics.TopicPlan;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.yaml.ProblemException;
import org.drey.yaml.YamlNode;
import org.junit.jupiter.api.Test;

/** Plans from figures that are easy to reckon with. */
class SizingPlanTest {
  private static final double LITTLE = 1e-9;
  private static final PayerKind SHOP =
      new PayerKind("pay at a shop", 0.5, false, new TreeMap<>(Map.of(1.0, 400.0, 4.0, 100.0)));
  private static final PayerKind ABROAD =
      new PayerKind("pay abroad", 0.1, true, new TreeMap<>(Map.of(1.0, 10_000.0, 10.0, 1_000.0)));

  private static MeasuredCosts costs() {
    Map<CostFigure, MeasuredFigure> figures = new EnumMap<>(CostFigure.class);
    for (CostFigure figure : CostFigure.values()) {
      double value =
          switch (figure) {
            case BLOCKLIST_CPU -> 8;
            case DETECTION_CPU -> 100;
            case EVENT_STATE -> 1_000;
            case TASK_MANAGER_MEMORY, JOB_MANAGER_MEMORY -> 1;
            case LIST_MEMORY -> 10;
            case LIST_DISK -> 40;
            case QUERY_BYTES -> 90;
            default -> 190;
          };
      figures.put(figure, new MeasuredFigure(figure.key(), value, "of it", "It.", "run it"));
    }
    return new MeasuredCosts(figures, List.of(SHOP, ABROAD));
  }

  private static SizingPlan plan(ExpectedLoad load) {
    return SizingPlan.of(load, PlanMargins.USUAL, costs());
  }

  private static ExpectedLoad load(double queries, double payments, double senders) {
    return new ExpectedLoad(queries, payments, 0, 1_000_000, senders, 1_000_000);
  }

  @Test
  void coresAreTimeAQueryWithRoom() {
    SizingPlan plan = plan(load(1_000_000, 0, 1_000_000));
    JobPlan blocklist = plan.jobs().get(0);
    assertEquals(16, blocklist.cores(), LITTLE, "8 us of a million, half of each core");
    assertEquals(16, blocklist.subtasks());
    assertEquals(4, blocklist.taskManagers());
    assertEquals(1.01, blocklist.taskManagerGigabytes(), LITTLE, "10 bytes of a million entries");
    assertEquals(4 * 1.01 + 2, blocklist.memoryGigabytes(), LITTLE);
    assertEquals(17, plan.totals().cores(), "hits are scored, too: part of a core counts as one");
    TopicVolume queries = plan.topics().get(0);
    assertEquals(1_000_000 * 100.0 * 7 * 86_400 * 3 / 1e9, queries.gigabytes(), LITTLE);
    assertEquals(1_000_000 * 100.0 * (3 + 1) / 1e6, queries.megabytesPerSecond(), LITTLE);
    assertEquals(16, queries.partitions());
  }

  /** Disks that are bought for less would be full before brokers delete anything. */
  @Test
  void topicsAreKeptAsTheyAreSetUp() {
    SizingPlan plan = plan(load(1_000_000, 1_000_000, 1_000_000));
    TopicPlan topics = TopicPlan.of(DreyConfiguration.DEFAULT, "", 6, 3);
    for (TopicVolume volume : plan.topics()) {
      for (String name : volume.topic().split(", ", -1)) {
        String retention =
            topics.topics().stream()
                .filter(topic -> topic.name().equals(name))
                .map(topic -> topic.values().get("retention.ms"))
                .findFirst()
                .orElseThrow();
        assertEquals(volume.keptHours(), Long.parseLong(retention) / 3_600_000.0, LITTLE, name);
      }
    }
  }

  @Test
  void stateIsOfPeopleByHowOftenTheyPay() {
    SizingPlan plan = plan(load(0, 1_000_000, 1_000_000));
    StatePart shop = plan.state().get(0);
    assertEquals(2, shop.everyDays(), LITTLE, "half a million payments of a million people");
    assertEquals(200, shop.bytesEach(), LITTLE, "half-way between 1 and 4 on both scales");
    assertEquals(0.2, shop.gigabytes(), LITTLE);
    assertEquals(1.0, plan.state().get(1).gigabytes(), LITTLE, "every ten days");
    assertEquals(1.2, plan.totals().stateGigabytes(), LITTLE);
    assertEquals(3.6, plan.totals().checkpointGigabytes(), LITTLE);
  }

  @Test
  void fewerSendersHaveMoreState() {
    SizingPlan spread = plan(load(0, 1_000_000, 1_000_000));
    SizingPlan few = plan(load(0, 1_000_000, 100_000));
    assertEquals(1, few.state().get(1).everyDays(), LITTLE);
    assertEquals(1.0, few.state().get(1).gigabytes(), LITTLE, "ten times as much of a tenth");
    assertTrue(
        spread.assumptions().stream().anyMatch(line -> line.contains("state would be 1 GB")),
        spread.assumptions()::toString);
  }

  @Test
  void beyondWhatWasMeasuredStateIsNotMadeSmaller() {
    assertEquals(800, SHOP.bytesAt(0.5), LITTLE, "twice as often, twice as much");
    assertEquals(100, SHOP.bytesAt(40), LITTLE);
    assertEquals(400, SHOP.bytesAt(1), LITTLE);
  }

  @Test
  void muchStateMakesMoreSubtasksThanItsCores() {
    SizingPlan plan = plan(new ExpectedLoad(0, 0, 80_000_000, 10_000_000, 10_000_000, 0));
    assertEquals(80, plan.totals().stateGigabytes(), LITTLE);
    assertEquals(10, plan.jobs().get(1).subtasks());
    assertEquals(3, plan.jobs().get(1).taskManagers());
    assertEquals(80_000_000 / 86_400.0 * 3, plan.topics().get(2).recordsPerSecond(), 1e-6);
  }

  @Test
  void nothingNeedsTwoOfEachAllTheSame() {
    SizingPlan plan = plan(new ExpectedLoad(0, 0, 0, 1, 1, 0));
    assertEquals(0, plan.totals().cores());
    plan.jobs().forEach(job -> assertEquals(2, job.taskManagers()));
    plan.state().forEach(part -> assertEquals(0, part.gigabytes(), LITTLE));
  }

  @Test
  void theFiguresThatShipSayWhatTheyRestOn() {
    MeasuredCosts shipped = MeasuredCosts.read();
    assertEquals(CostFigure.values().length, shipped.all().size());
    for (MeasuredFigure figure : shipped.all()) {
      assertTrue(figure.value() > 0, figure::toString);
      assertTrue(figure.measured().endsWith("."), figure::toString);
      assertFalse(figure.toString().contains("TODO"), figure::toString);
    }
    double shares = shipped.payers().stream().mapToDouble(PayerKind::share).sum();
    assertEquals(54.0 / 60, shares, LITTLE, "six of 60 are not worth a rule");
    assertEquals(1, shipped.payers().stream().filter(PayerKind::isAbroad).count());
  }

  @Test
  void aFileWithoutAFigureIsRefused() {
    YamlNode file = YamlNode.parse("sizing.yaml", "figures: {}\npayers: []\n");
    ProblemException refused = assertThrows(ProblemException.class, () -> MeasuredCosts.of(file));
    assertTrue(refused.getMessage().contains("blocklist_cpu"), refused.getMessage());
  }
}
