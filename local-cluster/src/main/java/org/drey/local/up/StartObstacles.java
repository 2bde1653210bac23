package org.drey.local.up;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reasons against a start, all at once, before anything is started.
 *
 * @param ports who has the ports of this machine
 * @param availableBytes the memory that programs can still have; 0 if that is not known
 */
record StartObstacles(PortOwners ports, long availableBytes) {
  private static final long MEBI = 1 << 20;

  /** Who listens on ports. */
  interface PortOwners {
    /** Returns a description of who listens on a port; null if no one does. */
    @Nullable String owner(int port);
  }

  /** Returns what has to be put right before these can be started. */
  List<String> problems(List<PlannedPart> missing) {
    List<String> problems = new ArrayList<>();
    for (PlannedPart part : missing) {
      for (int port : part.ports()) {
        String owner = ports.owner(port);
        if (owner != null) {
          problems.add(
              "Port %d, for %s, is in use by %s. End that, or give other ports with --port-base."
                  .formatted(port, part.name(), owner));
        }
      }
    }
    memory(missing).ifPresent(problems::add);
    return problems;
  }

  private Optional<String> memory(List<PlannedPart> missing) {
    long needed = missing.stream().mapToLong(PlannedPart::mebibytes).sum();
    long available = availableBytes / MEBI;
    if (availableBytes == 0 || available >= needed) {
      return Optional.empty();
    }
    return Optional.of(
        "%d MiB of memory are available, and %d processes need %d MiB. End other programs%s."
            .formatted(
                available,
                missing.size(),
                needed,
                missing.size() > 10 ? ", or leave out --ha and --brokers" : ""));
  }
}
