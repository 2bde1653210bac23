package org.drey.benchmarks.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The facts of a machine that the figures depend on and a reader needs to know; not which machine
 * it was.
 *
 * @param cores that this process may use
 * @param memoryGiB of the machine
 * @param pageBytes the size of an ordinary page
 * @param hugePages what the kernel says of transparent huge pages: always, madvise or never
 * @param javaOptions with which this JVM was started, without paths
 * @param java its version
 */
public record MachineFacts(
    int cores,
    long memoryGiB,
    long pageBytes,
    String hugePages,
    List<String> javaOptions,
    String java) {

  private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final Path MAPS = Path.of("/proc/self/smaps");
  private static final Pattern CHOSEN = Pattern.compile("\\[(\\w+)]");
  private static final Pattern TOTAL = Pattern.compile("MemTotal:\\s+(\\d+) kB");
  private static final Pattern PAGE = Pattern.compile("KernelPageSize:\\s+(\\d+) kB");

  /** The machine that this runs on; what it does not say is 0 or "unknown". */
  public static MachineFacts here() {
    return new MachineFacts(
        Runtime.getRuntime().availableProcessors(),
        Long.parseLong(find(MEMORY, TOTAL, "0")) >> 20,
        Long.parseLong(find(MAPS, PAGE, "0")) << 10,
        find(HUGE_PAGES, CHOSEN, "unknown"),
        options(),
        Runtime.version().toString());
  }

  /** One line for people. */
  public String toText() {
    return String.format(
        Locale.ROOT,
        "%d cores, %d GiB, pages of %d bytes, transparent huge pages: %s; Java %s %s",
        cores,
        memoryGiB,
        pageBytes,
        hugePages,
        java,
        String.join(" ", javaOptions));
  }

  private static List<String> options() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-X"))
        .toList();
  }

  private static String find(Path file, Pattern pattern, String otherwise) {
    try {
      Matcher found = pattern.matcher(Files.readString(file));
      return found.find() ? found.group(1) : otherwise;
    } catch (IOException e) {
      return otherwise; // not a Linux, or not ours to read
    }
  }
}
