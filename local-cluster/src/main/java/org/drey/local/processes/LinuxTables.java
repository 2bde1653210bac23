package org.drey.local.processes;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tables of Linux: the ports on which processes listen, and whose they are, for an open port alone
 * may be that of a process of yesterday; and memory, in bytes.
 */
public final class LinuxTables {
  private static final Path PROC = Path.of("/proc");
  private static final String LISTENS = "0A";
  private static final int ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final int HEX = 16;
  private static final int KIBI = 1024;

  private final Map<Integer, Set<String>> inodesByPort;

  private LinuxTables(Map<Integer, Set<String>> inodesByPort) {
    this.inodesByPort = inodesByPort;
  }

  /** Reads how it is now, from Linux. */
  public static LinuxTables read() throws IOException {
    Map<Integer, Set<String>> inodes = new HashMap<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      Path file = PROC.resolve(table);
      if (Files.exists(file)) {
        add(Files.readAllLines(file), inodes);
      }
    }
    return new LinuxTables(inodes);
  }

  /** Reads the lines of one of Linux's tables. */
  static LinuxTables of(List<String> lines) {
    Map<Integer, Set<String>> inodes = new HashMap<>();
    add(lines, inodes);
    return new LinuxTables(inodes);
  }

  private static void add(List<String> lines, Map<Integer, Set<String>> inodes) {
    for (String line : lines) {
      List<String> fields = List.of(line.strip().split("\\s+"));
      if (fields.size() > INODE && fields.get(STATE).equals(LISTENS)) {
        String address = fields.get(ADDRESS);
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1), HEX);
        inodes.computeIfAbsent(port, unused -> new HashSet<>()).add(fields.get(INODE));
      }
    }
  }

  /** Returns whether anything listens on a port. */
  public boolean isListenedOn(int port) {
    return inodesByPort.containsKey(port);
  }

  /** Returns whether a process listens on all of some ports. */
  public boolean isOwner(long pid, Collection<Integer> ports) {
    Set<String> own = socketsOf(pid);
    return ports.stream()
        .allMatch(
            port -> inodesByPort.getOrDefault(port, Set.of()).stream().anyMatch(own::contains));
  }

  /** Returns the process that listens on a port; null if none does, or it is another user's. */
  public @Nullable ProcessHandle owner(int port) {
    return ProcessHandle.allProcesses()
        .filter(process -> isOwner(process.pid(), List.of(port)))
        .findAny()
        .orElse(null);
  }

  private static Set<String> socketsOf(long pid) {
    Set<String> inodes = new HashSet<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(PROC.resolve(Long.toString(pid)).resolve("fd"))) {
      for (Path file : files) {
        String target = targetOf(file);
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring("socket:[".length(), target.length() - 1));
        }
      }
    } catch (IOException e) {
      return inodes; // it has ended, or belongs to another user
    }
    return inodes;
  }

  private static String targetOf(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }

  /** Returns what programs can still have; 0 if the system does not say. */
  public static long availableMemory() throws IOException {
    return readMemory(PROC.resolve("meminfo"), "MemAvailable:");
  }

  /** Returns what a process has in memory; 0 if it has ended. */
  public static long memoryOf(long pid) {
    try {
      return readMemory(PROC.resolve(Long.toString(pid)).resolve("status"), "VmRSS:");
    } catch (IOException e) {
      return 0;
    }
  }

  private static long readMemory(Path file, String key) throws IOException {
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
