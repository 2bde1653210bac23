package org.drey.local.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Memory of this machine and of its processes, in bytes. */
public final class MachineMemory {
  private static final int KIBI = 1024;

  private MachineMemory() {}

  /** Returns what programs can still have; 0 if the system does not say. */
  public static long available() throws IOException {
    return read(Path.of("/proc/meminfo"), "MemAvailable:");
  }

  /** Returns what a process has in memory; 0 if it has ended. */
  public static long of(long pid) {
    try {
      return read(Path.of("/proc", Long.toString(pid), "status"), "VmRSS:");
    } catch (IOException e) {
      return 0;
    }
  }

  private static long read(Path file, String key) throws IOException {
    return Files.exists(file) ? value(Files.readAllLines(file), key) : 0;
  }

  /** Returns the value of a line such as {@code MemAvailable: 24234 kB}. */
  static long value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBI)
        .findFirst()
        .orElse(0);
  }
}
