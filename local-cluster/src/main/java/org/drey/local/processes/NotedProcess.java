package org.drey.local.processes;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that was started here, by this run of the program or another.
 *
 * @param name what it is called
 * @param pid its id
 * @param startedMillis when it was started
 * @param startTicks the same as the kernel counts since the machine was started, by which it is
 *     known from a later one of the same id: the clock may be set meanwhile
 * @param ports those on which it listens
 */
public record NotedProcess(
    String name, long pid, long startedMillis, long startTicks, List<Integer> ports) {
  /** Of the fields of {@code /proc/PID/stat} that come after the command's name. */
  private static final int STATE = 0;

  private static final int START_TICKS = 19;
  private static final String HALTED = "T";

  /** Returns when a process was started, in ticks since the machine was; -1 if there is none. */
  static long startTicks(long pid) {
    return stat(pid, START_TICKS).map(Long::parseLong).orElse(-1L);
  }

  private static Optional<String> stat(long pid, int field) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // A command's name may have spaces and brackets.
      return Optional.of(
          List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)).get(field));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startTicks(pid) == startTicks);
  }

  /** Returns whether it runs. */
  @JsonIgnore
  public boolean isAlive() {
    return handle().isPresent();
  }

  /** Returns whether it is there, and a signal such as SIGSTOP keeps it from going on. */
  @JsonIgnore
  public boolean isHalted() {
    return isAlive() && stat(pid, STATE).filter(HALTED::equals).isPresent();
  }

  /** Returns whether it runs and has all its ports. */
  @JsonIgnore
  public boolean isListening() throws IOException {
    return isAlive() && SocketTable.read().isOwner(pid, ports);
  }

  /** Returns when it was started. */
  public Instant started() {
    return Instant.ofEpochMilli(startedMillis);
  }

  /** Asks it to end. */
  public void askToEnd() {
    handle().ifPresent(ProcessHandle::destroy);
  }

  /** Ends it at once, as a power cut does. */
  public void kill() {
    handle().ifPresent(ProcessHandle::destroyForcibly);
  }

  /**
   * Asks it to end, and kills it where it does not.
   *
   * @return whether it ended by itself
   */
  public boolean stop(Duration within) throws InterruptedException {
    askToEnd();
    boolean ended = hasEnded(within);
    if (!ended) {
      kill();
      boolean unused = hasEnded(within);
    }
    return ended;
  }

  /** Returns whether it ends within a time. */
  public boolean hasEnded(Duration within) throws InterruptedException {
    Optional<ProcessHandle> process = handle();
    if (process.isEmpty()) {
      return true;
    }
    try {
      var unused = process.get().onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
