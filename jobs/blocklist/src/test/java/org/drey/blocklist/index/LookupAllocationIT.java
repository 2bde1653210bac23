package org.drey.blocklist.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.drey.blocklist.ListEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a lookup allocates once compiled as in production, for which unit tests have no time. */
@Tag("nightly")
class LookupAllocationIT {
  private static final int ENTRIES = 2_000;

  @Test
  void aNameThatIsLookedUpAllocatesNothing() {
    List<ListEntry> entries = new ArrayList<>();
    for (int i = 0; i < ENTRIES; i++) {
      entries.add(Lists.entry("listed-" + i + ".example"));
    }
    ListIndex list = Lists.index(entries);
    String[] names = {
      "a.b.c.d.other.example", "listed-10001.example", "_x.y.test", "www.listed-17.example", "test"
    };
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    // 250,000 lookups: less than a byte each leaves room for what the measurement itself takes. On
    // a busy machine it may take some rounds until the code is compiled.
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 100 && least >= 100_000; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      assertEquals(50_000, findAll(list, names, 50_000));
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(least < 100_000, "allocated " + least);
  }

  private static int findAll(ListIndex list, String[] names, int times) {
    int hits = 0;
    for (int i = 0; i < times; i++) {
      for (String name : names) {
        hits += list.findName(name, null) == ListIndex.NOTHING ? 0 : 1;
      }
    }
    return hits;
  }
}
