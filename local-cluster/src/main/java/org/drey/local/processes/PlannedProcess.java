package org.drey.local.processes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
