package org.drey.local.processes;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.drey.base.AtomicFile;
import org.drey.terminal.UserError;

/** The processes of a folder, which outlive the program that has started them. */
public final class ProcessFolder {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SET_SESSION = Path.of("/usr/bin/setsid");

  private final Path notes;
  private final Path logs;

  /** The processes of a folder, which the first that is started makes. */
  public ProcessFolder(Path folder) {
    this.notes = folder.resolve("processes");
    this.logs = folder.resolve("logs");
  }

  /** Returns the file in which a process writes what it has to say. */
  public Path log(String name) {
    return logs.resolve(name + ".log");
  }

  /** Returns the process of a name, if one was started; it may have ended since. */
  public Optional<NotedProcess> find(String name) throws IOException {
    Path note = note(name);
    try {
      return Files.exists(note)
          ? Optional.of(JSON.readValue(Files.readAllBytes(note), NotedProcess.class))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      throw new UserError(
          note
              + " cannot be read: it is damaged. End that process, if it runs, and remove the file.");
    }
  }

  /** Returns whether the process of a name runs. */
  public boolean isAlive(String name) throws IOException {
    return find(name).map(NotedProcess::isAlive).orElse(false);
  }

  /**
   * Starts a process; {@link NotedProcess#isListening} says when it can be used.
   *
   * <p>It has a session of its own, so that Ctrl-C in this terminal does not reach it.
   */
  public NotedProcess start(PlannedProcess planned) throws IOException {
    Files.createDirectories(planned.folder());
    Files.createDirectories(notes);
    Files.createDirectories(logs);
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SET_SESSION)) {
      command.add(SET_SESSION.toString());
    }
    command.addAll(planned.command());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(planned.folder().toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(planned.name()).toFile()));
    builder.environment().putAll(planned.environment());
    Process process = builder.start();
    long started =
        process
            .info()
            .startInstant()
            .map(Instant::toEpochMilli)
            .orElseGet(System::currentTimeMillis);
    NotedProcess noted =
        new NotedProcess(
            planned.name(),
            process.pid(),
            started,
            NotedProcess.startTicks(process.pid()),
            planned.ports());
    note(noted);
    return noted;
  }

  private void note(NotedProcess process) throws IOException {
    byte[] written = JSON.writeValueAsBytes(process);
    AtomicFile.write(note(process.name()), out -> out.write(written));
  }

  /** Forgets a process that was stopped. */
  public void forget(String name) throws IOException {
    Files.deleteIfExists(note(name));
  }

  private Path note(String name) {
    return notes.resolve(name + ".json");
  }

  /** Returns the last lines of what a process has said. */
  public List<String> lastLines(String name, int count) throws IOException {
    Path log = log(name);
    if (!Files.exists(log)) {
      throw new UserError("There is no " + log + ": nothing of this name was started.");
    }
    // Not every byte that a process writes is a text.
    List<String> lines =
        new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
    return lines.subList(Math.max(0, lines.size() - count), lines.size());
  }

  /**
   * A process that is to run.
   *
   * @param name what it is called: also its log, and what is noted of it
   * @param command the program and its arguments
   * @param environment variables that are added to those of this process
   * @param folder where it works
   * @param ports those on which it has to listen before it counts as started
   */
  public record PlannedProcess(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path folder,
      List<Integer> ports) {

    public PlannedProcess {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
      ports = List.copyOf(ports);
    }

    /** A process that needs no variables. */
    public PlannedProcess(String name, List<String> command, Path folder, List<Integer> ports) {
      this(name, command, Map.of(), folder, ports);
    }
  }

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
    /** Indices into the fields of {@code /proc/PID/stat} after the command's name. */
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
      return isAlive() && LinuxTables.read().isOwner(pid, ports);
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
}
