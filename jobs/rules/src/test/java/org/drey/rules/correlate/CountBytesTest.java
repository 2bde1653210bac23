package org.drey.rules.correlate;

import static org.drey.rules.correlate.Examples.CARD;
import static org.drey.rules.correlate.Examples.P2P;
import static org.drey.rules.correlate.Examples.SMALL;
import static org.drey.rules.correlate.Examples.temporal;
import static org.drey.rules.correlate.Examples.values;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.drey.rules.InMemoryLog;
import org.drey.rules.TestRules;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.CorrelationView.Member;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.EventFacet;
import org.drey.rules.log.FacetShape;
import org.drey.rules.log.LogSizes;
import org.drey.rules.log.PartCache;
import org.drey.rules.schema.EntityKey;
import org.junit.jupiter.api.Test;

/**
 * The keys and bytes of kept counts, in the head of a log and in its counts: whoever changes them
 * reads the old ones too.
 */
class CountBytesTest {
  private static final RuleSet RULES =
      TestRules.compile(
          CARD,
          P2P,
          SMALL,
          temporal("temporal_ordered", "ordered", "card, p2p, small", "payee", "8h"),
          values("one_group", "card", "payee", "subject", "gte: 3"),
          values("groups", "card", "subject, payee", "channel", "gte: 3"));
  private static final CorrelationViews VIEWS = new CorrelationViews(RULES, 1);

  private static final EventFacet FACET =
      new EventFacet(new FacetShape(new long[] {1}, new int[0]), texts(), 0);
  private static final String[] GROUP = texts("p1", "q:1");
  private static final int FIRST = 0b001;
  private static final int SECOND = 0b010;
  private static final int THIRD = 0b100;
  private static final long NUMBER = 77;

  /** Events, different values, newest by rule, times from the latest on. */
  private static final String PLAIN_1 = "01030200000000000007d0039f1fe807e807";

  /** The same with the newest of three rules. */
  private static final String ORDERED_1 =
      "01030200000000000003e800000000000005dc00000000000007d0039f1fe807e807";

  private final InMemoryLog store = new InMemoryLog();
  private final EntityLog log = open();

  private EntityLog open() {
    EntityKey entity = new EntityKey("default", 1, "PAYEE", "q1");
    return EntityLog.open(entity, store, VIEWS.ends(entity), LogSizes.USUAL, new PartCache(0));
  }

  private static CorrelationView view(String rule) {
    CorrelationRule named =
        RULES.correlations().stream()
            .filter(one -> one.head().name().equals(rule))
            .findFirst()
            .orElseThrow();
    return VIEWS.of(named);
  }

  private static String[] texts(String... texts) {
    return texts;
  }

  private static Member member(int references, String value) {
    return new Member(GROUP, references, FACET, value, 0);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static GroupAggregate counted(CorrelationView view, int... references) {
    GroupAggregate count = GroupAggregate.read(null, view);
    for (int i = 0; i < references.length; i++) {
      count.add(member(references[i], "a"), 1000 + 500L * i, i < 2);
    }
    return count;
  }

  @Test
  void versionOneOfAGroupIsFixed() {
    CorrelationView view = view("groups");
    assertEquals(PLAIN_1, hex(counted(view, FIRST, FIRST, FIRST).bytes()));
    GroupAggregate read = GroupAggregate.read(bytes(PLAIN_1), view);
    assertEquals(3, read.events());
    assertEquals(2, read.distinct());
    assertEquals(2000, read.latest().newest(0));
    assertArrayEquals(new long[] {2000, 1500, 1000}, read.recent());
    assertFalse(read.isChanged());
    assertEquals(PLAIN_1, hex(read.bytes()));
  }

  @Test
  void versionOneOfAnOrderedGroupIsFixed() {
    CorrelationView view = view("ordered");
    assertEquals(ORDERED_1, hex(counted(view, FIRST, SECOND, THIRD).bytes()));
    GroupAggregate read = GroupAggregate.read(bytes(ORDERED_1), view);
    for (int i = 0; i < 3; i++) {
      assertEquals(1000 + 500L * i, read.latest().newest(i));
    }
    assertArrayEquals(new long[] {2000, 1500, 1000}, read.recent());
    assertEquals(ORDERED_1, hex(read.bytes()));
  }

  @Test
  void anEmptyGroupHasNoBytesAndAnotherVersionIsRefused() {
    CorrelationView view = view("groups");
    assertNull(GroupAggregate.read(null, view).bytes());
    byte[] later = bytes(PLAIN_1);
    later[0] = 2;
    assertThrows(IllegalStateException.class, () -> GroupAggregate.read(later, view));
  }

  @Test
  void theKeysOfGroupsAndValuesAreFixed() {
    CorrelationView view = view("groups");
    CountStore counts = new CountStore(log, view, NUMBER);
    counts.write(GROUP, counted(view, FIRST, FIRST, FIRST));
    assertEquals(1, counts.count(member(FIRST, "CARD"), 1));
    assertEquals(2, counts.count(member(FIRST, "CARD"), 1));
    assertTrue(store.isEmpty(), "nothing is written before the end");
    log.close();
    assertEquals(PLAIN_1, hex(store.counts().get("n25 2:p13:q:1 ")));
    assertEquals("0102", hex(store.counts().get("v25 2:p13:q:1 CARD")));

    log.putCount("v25 2:p13:q:1 P2P", bytes("01ac02"));
    assertEquals(299, counts.count(member(FIRST, "P2P"), -1));
    assertEquals(3, counts.read(GROUP).events());
    log.close();
    EntityLog again = open();
    CountStore.forget(again, NUMBER);
    again.close();
    assertTrue(store.isEmpty());
  }

  @Test
  void theOnlyGroupOfAViewIsInTheHead() {
    CorrelationView view = view("one_group");
    CountStore counts = new CountStore(log, view, NUMBER);
    counts.write(GROUP, counted(view, FIRST, FIRST, FIRST));
    assertEquals(1, counts.count(member(FIRST, "p1"), 1));
    assertEquals(PLAIN_1, hex(log.notes().count(NUMBER)));
    assertEquals("0101", hex(log.count("v25 p1")));
    assertEquals(3, counts.read(GROUP).events());
  }
}
