package org.drey.rules.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.drey.base.DerivedIds;
import org.drey.rules.RandomCases;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.FindingQuality;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.EvidenceEvent;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.SeenEvents;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.EventId;
import org.drey.rules.schema.RecordPosition;
import org.drey.rules.schema.RecordProvenance;
import org.junit.jupiter.api.Test;

/**
 * Random findings of a few people who name one another, one of whom is erased at a random moment:
 * nothing names that person any more, and the others' scores stay as they were.
 */
class ErasurePropertyTest {
  private static final RuleSet RULES = RandomVerdicts.RULES;
  private static final int CASES = RandomCases.count(80);
  private static final int PEOPLE = 4;
  private static final int STEPS = 30;

  private final Map<EntityKey, Long> gone = new HashMap<>();
  private int erased;
  private int masked;

  /** One world: the books of some people. */
  private final class World {
    private final EntityAlertsFactory books =
        new EntityAlertsFactory(
            RULES,
            90 * Evidence.DAY,
            ErasurePropertyTest::names,
            null,
            AlertRetention.USUAL,
            new FindingMask(new Gone(), ErasurePropertyTest::without));
    private final Map<EntityKey, StateBytes> stores = new HashMap<>();
    private final Map<String, AlertRevision> last = new HashMap<>();
    private final boolean isErasing;

    World(boolean isErasing) {
      this.isErasing = isErasing;
    }

    private StateBytes store(EntityKey one) {
      return stores.computeIfAbsent(one, e -> new StateBytes());
    }

    private EntityAlerts open(EntityKey one) {
      return books.open(one, store(one), 7);
    }

    private void end(EntityKey one, EntityAlerts book) {
      book.write();
      for (AlertRevision revision : book.revisions()) {
        last.put(one.token() + " " + revision.track(), revision);
      }
    }

    void take(Finding finding, long clock) {
      EntityAlerts book = open(finding.entity());
      book.accept(finding, clock);
      end(finding.entity(), book);
    }

    void erase(EntityKey one, long clock) {
      EntityAlerts own = open(one);
      own.erase();
      end(one, own);
      assertTrue(store(one).isEmpty());
      for (int i = 0; i < PEOPLE; i++) {
        if (!person(i).equals(one)) {
          EntityAlerts book = open(person(i));
          book.mask(clock);
          masked += book.revisions().size();
          end(person(i), book);
        }
      }
    }

    /** What is said of one person, the evidence apart. */
    List<String> of(EntityKey one) {
      return last.entrySet().stream()
          .filter(entry -> entry.getKey().startsWith(one.token() + " "))
          .filter(entry -> entry.getValue().content() != null)
          .map(entry -> entry.getKey() + entry.getValue().content().digest())
          .sorted()
          .toList();
    }

    /** All that is shown, of events up to a time. */
    String shown(long until) {
      StringBuilder shown = new StringBuilder();
      last.forEach(
          (who, revision) -> {
            AlertExplanation explanation = revision.explanation();
            boolean isOld =
                explanation.events().stream().allMatch(one -> one.seen().time() <= until);
            explanation.events().stream()
                .filter(one -> one.seen().time() <= until)
                .forEach(one -> shown.append(new String(one.seen().details(), UTF_8)).append(' '));
            if (isOld) {
              explanation.linked().forEach(one -> shown.append(one.token()).append(' '));
            }
          });
      return shown.toString();
    }

    private final class Gone implements ErasedUntil {
      @Override
      public boolean isEmpty() {
        return !isErasing || gone.isEmpty();
      }

      @Override
      public boolean has(EntityKey entity, long time) {
        return time <= gone.getOrDefault(entity, Long.MIN_VALUE);
      }
    }
  }

  private static EntityKey person(int number) {
    return new EntityKey("default", 1, "SUBJECT", "person" + number);
  }

  /** Details of these tests are the names, with commas. */
  private static List<String> names(byte[] details) {
    String text = new String(details, UTF_8);
    return text.isEmpty() ? List.of() : List.of(text.split(","));
  }

  private static byte[] without(byte[] details, Predicate<String> gone) {
    return names(details).stream()
        .filter(gone.negate())
        .collect(Collectors.joining(","))
        .getBytes(UTF_8);
  }

  private static Finding finding(Random random, long time) {
    List<RuleHead> heads =
        RULES.heads().stream()
            .filter(head -> head.scoring() != null && head.scoring().track() == AlertTrack.PAYER)
            .toList();
    RuleHead head = heads.get(random.nextInt(heads.size()));
    int who = random.nextInt(PEOPLE);
    int whom = (who + 1 + random.nextInt(PEOPLE - 1)) % PEOPLE;
    EventId event = new EventId("bank", head.id() + time + who, 1);
    byte[] details = ("SUBJECT:person" + who + ",SUBJECT:person" + whom).getBytes(UTF_8);
    String[] group = {"person" + who};
    return new Finding(
        DerivedIds.of(head.id(), Long.toString(time), "" + who),
        head.index(),
        person(who),
        "default",
        event,
        time,
        group,
        1,
        SeenEvents.of(List.of(new EvidenceEvent(event, time, details))),
        1,
        FindingQuality.FULL,
        Finding.NO_EXPIRY,
        new RecordProvenance(RecordPosition.NOWHERE, RULES.mark()));
  }

  @Test
  void nothingNamesOneWhoWasErasedAndTheOthersKeepTheirScores() {
    Random random = RandomCases.random(91);
    for (int i = 0; i < CASES; i++) {
      gone.clear();
      World with = new World(true);
      World without = new World(false);
      EntityKey one = person(random.nextInt(PEOPLE));
      int moment = random.nextInt(STEPS);
      long time = Evidence.day(0);
      for (int step = 0; step < STEPS; step++) {
        time += random.nextInt(3) * Evidence.DAY + random.nextInt(1000);
        if (step == moment) {
          gone.put(one, time);
          with.erase(one, time);
          erased++;
        }
        // also what is late, of before the erasure
        Finding next = finding(random, time - random.nextInt(4) * Evidence.DAY);
        with.take(next, time);
        without.take(next, time);
        if (step >= moment) {
          assertGone(one, with, without);
        }
      }
    }
    assertEquals(CASES, erased);
    assertTrue(masked > CASES / 6, masked + " alerts without one who was erased");
  }

  private void assertGone(EntityKey one, World with, World without) {
    long until = gone.get(one);
    String shown = with.shown(until);
    assertTrue(!shown.contains(one.token()), shown);
    for (int i = 0; i < PEOPLE; i++) {
      if (!person(i).equals(one)) {
        assertEquals(without.of(person(i)), with.of(person(i)));
      }
    }
  }
}
