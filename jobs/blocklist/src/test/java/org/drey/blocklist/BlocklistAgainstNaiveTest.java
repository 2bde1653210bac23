package org.drey.blocklist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ten thousand random entries: every decision equals that of a scan over all of them. */
class BlocklistAgainstNaiveTest {
  private static final int ENTRIES = 10_000;
  private static final int QUERIES = 4_000;
  private static final String[] TOP = {"example", "test", "invalid"};

  private record Naive(ListEntry entry, String id) {
    @Nullable ListMatch decide(String name, ListVersion version) {
      String listed = String.valueOf(entry.name());
      boolean same = name.equals(listed);
      boolean covered =
          switch (entry.type()) {
            case DOMAIN -> same || name.endsWith("." + listed);
            case HOST, PATH_PREFIX, EXACT_URL -> same;
          };
      if (!covered) {
        return null;
      }
      int labels = listed.split("\\.").length;
      boolean url = entry.type() == EntryType.EXACT_URL || entry.type() == EntryType.PATH_PREFIX;
      MatchKind kind = url ? MatchKind.HOST_ONLY : MatchKind.valueOf(entry.type().name());
      Decision decision = url ? Decision.INSPECT : Decision.SPLASH;
      return new ListMatch(id, kind, decision, labels, Policy.CHILD_PROTECTION_LIST, version);
    }

    /** The order of the contract, written out once more. */
    static boolean before(ListMatch a, ListMatch b) {
      if (a.decision() != b.decision()) {
        return a.decision() == Decision.SPLASH;
      }
      if (a.labels() != b.labels()) {
        return a.labels() < b.labels();
      }
      if ((a.kind() == MatchKind.DOMAIN) != (b.kind() == MatchKind.DOMAIN)) {
        return b.kind() == MatchKind.DOMAIN;
      }
      return a.entryId().compareTo(b.entryId()) < 0;
    }
  }

  @Test
  void everyDecisionEqualsThatOfAScan() throws MalformedListException {
    Random random = new Random(42);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < ENTRIES; i++) {
      text.append(entry(random)).append('\n');
    }
    byte[] content = text.toString().getBytes(UTF_8);
    Blocklist list = Blocklist.of("l", content, null);
    EntryIds ids = new EntryIds(EntryIds.sha256(content));
    List<Naive> naive = new ArrayList<>();
    PlainListReader.read("l", content).forEach(e -> naive.add(new Naive(e, ids.of(e))));
    assertEquals(naive.size(), list.size());

    int hits = 0;
    int inspected = 0;
    for (int i = 0; i < QUERIES; i++) {
      String name = name(random);
      ListMatch expected = scan(naive, name, list.version());
      assertEquals(expected, list.match(name));
      hits += expected == null ? 0 : 1;
      inspected += expected != null && expected.decision() == Decision.INSPECT ? 1 : 0;
    }
    assertTrue(hits > QUERIES / 10 && hits < QUERIES * 9 / 10, "hits " + hits);
    assertTrue(inspected > 50, "inspected " + inspected);
  }

  @Test
  void aMissAllocatesNothing() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < ENTRIES; i++) {
      text.append("listed-").append(i).append(".example\n");
    }
    Blocklist list = BlocklistTest.list(text.toString());
    String[] names = {
      "a.b.c.d.other.example", "listed-10001.example", "_x.y.test", "xlisted-1.example"
    };
    missAll(list, names, 20_000);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    missAll(list, names, 50_000);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    // 200,000 lookups: less than a byte each leaves room for what the measurement itself takes.
    assertTrue(allocated < 100_000, "allocated " + allocated);
  }

  private static void missAll(Blocklist list, String[] names, int times) {
    for (int i = 0; i < times; i++) {
      for (String name : names) {
        if (list.match(name) != null) {
          assertNull(name);
        }
      }
    }
  }

  private static @Nullable ListMatch scan(List<Naive> all, String name, ListVersion version) {
    ListMatch best = null;
    for (Naive candidate : all) {
      ListMatch match = candidate.decide(name, version);
      if (match != null && (best == null || Naive.before(match, best))) {
        best = match;
      }
    }
    return best;
  }

  private static String entry(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> name(random, 2, 4);
      case 1, 2 -> "=" + name(random, 1, 4);
      case 3, 4 -> "http://" + name(random, 1, 4) + "/" + random.nextInt(3);
      case 5 -> "https://" + name(random, 1, 4) + ":8443/" + random.nextInt(3) + "/*";
      default -> "https://" + name(random, 1, 4) + "/p?q=" + random.nextInt(3);
    };
  }

  private static String name(Random random) {
    return name(random, 1, 5);
  }

  /** Few letters, so that names share labels, parts of labels and suffixes. */
  private static String name(Random random, int least, int most) {
    StringBuilder name = new StringBuilder();
    int labels = least + random.nextInt(most - least + 1);
    for (int i = 0; i < labels; i++) {
      int length = 1 + random.nextInt(3);
      for (int c = 0; c < length; c++) {
        name.append((char) ('a' + random.nextInt(4)));
      }
      name.append('.');
    }
    return name.append(TOP[random.nextInt(TOP.length)]).toString();
  }
}
