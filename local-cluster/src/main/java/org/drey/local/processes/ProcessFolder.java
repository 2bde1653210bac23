package org.drey.local.processes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
}
