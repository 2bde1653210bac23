package org.drey.blocklist.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that asks a list has no entry of it in its memory. */
class HeapDumpIT {
  private static final String MARK = "marked-entry";
  private static final String ASKED = "asked-but-not-listed";

  @TempDir private Path folder;

  /** The other process: opens the list, asks it, and writes its heap to a file. */
  static final class Asking {
    private Asking() {}

    public static void main(String[] arguments) throws IOException {
      ListIndex list = ListIndex.open(Path.of(arguments[0]), Lists.KEY);
      boolean found = list.matchName(arguments[1] + ".test") != null;
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpHeap(arguments[2], true);
      System.exit(found || list.header().entries() == 0 ? 1 : 0);
    }
  }

  @Test
  void theHeapOfAProcessThatAsksHoldsNoEntry() throws Exception {
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      entries.add(MARK + i + ".test");
      entries.add("https://" + MARK + i + ".example/page" + MARK + i + ".html");
    }
    Path file = folder.resolve("l.list");
    try (OutputStream out = Files.newOutputStream(file)) {
      Lists.compiled(Lists.entries(entries.toArray(String[]::new))).writeTo(out);
    }
    Path heap = folder.resolve("heap.hprof");
    Process asking =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Asking.class.getName(),
                file.toString(),
                ASKED,
                heap.toString())
            .inheritIO()
            .start();
    assertEquals(0, asking.waitFor());
    String dump = Files.readString(heap, StandardCharsets.ISO_8859_1);
    assertTrue(dump.contains(ASKED), "what the process does hold is found in its heap");
    assertFalse(dump.contains(MARK), "an entry is in the heap");
    assertFalse(dump.contains(String.join("\0", MARK.split(""))), "an entry is in the heap");
  }
}
