package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.drey.definitions.record.Place;
import org.drey.definitions.record.PlacedErasure;
import org.drey.definitions.record.PlacedVerdict;
import org.drey.definitions.record.ScoreInput;
import org.drey.rules.compile.Track;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.verdict.AlertIds;
import org.drey.rules.verdict.Verdict;
import org.drey.rules.verdict.VerdictType;
import org.junit.jupiter.api.Test;

/** An id of a verdict counts once, in any order, on whichever alerts its records are. */
final class VerdictIdsTest {
  private static final int CASES = 40;
  private static final Place PLACE = new Place("verdicts", 0, 0);

  private static PlacedVerdict verdict(String id, long time, String entity, String text) {
    EntityKey key = new EntityKey("default", 1, "SUBJECT", entity);
    String alertId = AlertIds.of(Track.PAYER, key);
    Verdict verdict =
        new Verdict(
            id,
            time,
            time,
            alertId,
            Track.PAYER,
            VerdictType.UNFOUNDED,
            "NO_PATTERN",
            null,
            List.of(),
            List.of(),
            Verdict.SUPPRESS_DAYS,
            "one",
            null,
            alertId + " " + text);
    return new PlacedVerdict(key, verdict, PLACE);
  }

  private static List<PlacedVerdict> any(Random random) {
    List<PlacedVerdict> all = new ArrayList<>();
    for (int i = 2 + random.nextInt(12); i > 0; i--) {
      all.add(
          verdict(
              "v" + random.nextInt(3),
              random.nextInt(4),
              "p" + random.nextInt(3),
              "text " + random.nextInt(3)));
    }
    all.addAll(all.subList(0, all.size() / 2)); // some come twice
    Collections.shuffle(all, random);
    return all;
  }

  /** Of each id the smallest by time, alert and text, as the text of a record has them. */
  private static Set<String> expected(List<PlacedVerdict> all) {
    Map<String, String> first = new HashMap<>();
    for (PlacedVerdict one : all) {
      first.merge(one.verdict().id(), line(one.verdict()), (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
    return new TreeSet<>(first.values());
  }

  private static String line(Verdict one) {
    return one.id() + " " + one.time() + " " + one.text();
  }

  /** The steps of a job that goes on, and in the place of the score what alerts then have. */
  private static final class Live implements AutoCloseable {
    private KeyedOneInputStreamOperatorTestHarness<String, PlacedVerdict, VerdictOfAlert> ids;
    private KeyedOneInputStreamOperatorTestHarness<String, VerdictOfAlert, ScoreInput> alerts;
    private final Map<EntityKey, Map<String, Verdict>> known = new HashMap<>();

    Live() throws Exception {
      restore(null, null);
    }

    private void restore(OperatorSubtaskState ofIds, OperatorSubtaskState ofAlerts)
        throws Exception {
      ids =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedProcessOperator<>(new ClaimVerdict()),
              placed -> placed.verdict().id(),
              Types.STRING);
      alerts =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedProcessOperator<>(new AddressVerdict()),
              VerdictOfAlert::alertId,
              Types.STRING);
      if (ofIds != null) {
        ids.initializeState(ofIds);
        alerts.initializeState(ofAlerts);
      }
      ids.open();
      alerts.open();
    }

    void restart() throws Exception {
      OperatorSubtaskState ofIds = ids.snapshot(1, 1);
      OperatorSubtaskState ofAlerts = alerts.snapshot(1, 1);
      close();
      restore(ofIds, ofAlerts);
    }

    void take(PlacedVerdict placed) throws Exception {
      ids.processElement(placed, placed.verdict().time());
      for (VerdictOfAlert one : ids.extractOutputValues()) {
        take(one);
      }
      ids.getOutput().clear();
    }

    void take(VerdictOfAlert one) throws Exception {
      alerts.processElement(one, one.time());
      for (ScoreInput input : alerts.extractOutputValues()) {
        Map<String, Verdict> of = known.computeIfAbsent(input.entity(), k -> new HashMap<>());
        if (input.withdrawn() != null) {
          of.remove(input.withdrawn().id());
        } else {
          Verdict given = input.verdict().verdict();
          of.merge(given.id(), given, (a, b) -> Verdict.FIRST.compare(a, b) <= 0 ? a : b);
        }
      }
      alerts.getOutput().clear();
    }

    Set<String> lines() {
      Set<String> lines = new TreeSet<>();
      known.values().forEach(of -> of.values().forEach(one -> lines.add(line(one))));
      return lines;
    }

    int kept() {
      return ids.numKeyedStateEntries() + alerts.numKeyedStateEntries();
    }

    @Override
    public void close() {
      try {
        ids.close();
        alerts.close();
      } catch (Exception e) {
        throw new IllegalStateException("the operators cannot be closed", e);
      }
    }
  }

  @Test
  void afterEachRecordTheFirstOfEachIdCounts() throws Exception {
    Random random = new Random(31);
    for (int i = 0; i < CASES; i++) {
      List<PlacedVerdict> all = any(random);
      try (Live live = new Live()) {
        for (int n = 0; n < all.size(); n++) {
          live.take(all.get(n));
          if (random.nextInt(8) == 0) {
            live.restart();
          }
          assertEquals(expected(all.subList(0, n + 1)), live.lines(), all::toString);
        }
      }
    }
  }

  @Test
  void whoIsErasedIsKnownByAHashAlone() throws Exception {
    try (Live live = new Live()) {
      PlacedVerdict given = verdict("v1", 5, "p1", "text");
      live.take(given);
      assertEquals(2, live.kept());
      PlacedErasure erasure = new PlacedErasure(given.entity(), 6, PLACE);
      for (Track track : Track.values()) {
        live.take(VerdictOfAlert.erased(track, erasure));
      }
      int hashes = 1 + Track.values().length;
      assertEquals(hashes, live.kept(), "the id, the alert's, and until when it was erased");
      live.take(verdict("v2", 6, "p1", "on what was erased"));
      assertEquals(hashes + 1, live.kept(), "the other id");
      live.take(verdict("v2", 7, "p1", "on what came afterwards"));
      assertEquals(hashes + 2, live.kept(), "who is known again");

      live.known.clear();
      live.take(verdict("v1", 7, "p2", "later"));
      assertEquals(Set.of(), live.lines(), "it is still the other's");
      live.take(verdict("v1", 4, "p3", "earlier"));
      assertTrue(live.lines().stream().anyMatch(line -> line.endsWith("earlier")));
    }
  }

  @Test
  void aRunThatEndsLetsTheFirstOfAllThroughAtItsOwnTime() throws Exception {
    Random random = new Random(32);
    for (int i = 0; i < CASES; i++) {
      List<PlacedVerdict> all = any(random);
      var run =
          ProcessFunctionTestHarnesses.forKeyedProcessFunction(
              new FirstVerdict(), placed -> placed.verdict().id(), Types.STRING);
      for (PlacedVerdict one : all) {
        run.processElement(one, one.verdict().time());
      }
      run.processWatermark(Long.MAX_VALUE);
      Set<String> lines = new TreeSet<>();
      Set<String> ids = new HashSet<>();
      for (var record : run.extractOutputStreamRecords()) {
        Verdict given = record.getValue().verdict().verdict();
        assertEquals(given.time(), record.getTimestamp());
        assertTrue(ids.add(given.id()));
        lines.add(line(given));
      }
      assertEquals(expected(all), lines, all::toString);
      assertEquals(0, run.numKeyedStateEntries());
      run.close();
    }
  }
}
