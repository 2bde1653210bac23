package org.drey.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A {@code ./drey edge} service on free ports of this machine, in a separate process. */
final class Daemon implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final Pattern ADDRESS = Pattern.compile("//?[0-9.]+:(\\d+)/");

  private final Process process;
  private final List<Integer> ports;

  private Daemon(Process process, List<Integer> ports) {
    this.process = process;
    this.ports = ports;
  }

  /**
   * Starts one; returns when it has said where it listens.
   *
   * @param listeners how many addresses it says
   */
  static Daemon start(Path folder, int listeners, List<String> arguments) throws IOException {
    Process process = Programs.start(folder, arguments);
    long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
    while (true) {
      List<Integer> ports = ports(Files.readString(Programs.log(folder)));
      if (ports.size() >= listeners) {
        return new Daemon(process, ports);
      }
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new AssertionError("it has not started: " + Programs.lastLines(folder));
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  private static List<Integer> ports(String said) {
    return ADDRESS.matcher(said).results().map(found -> Integer.valueOf(found.group(1))).toList();
  }

  /** Where it listens, in the order in which it said so. */
  int port(int listener) {
    return ports.get(listener);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** How many files and sockets it has open; 0 where that cannot be seen. */
  long openFiles() throws IOException {
    Path folder = Path.of("/proc", Long.toString(process.pid()), "fd");
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
