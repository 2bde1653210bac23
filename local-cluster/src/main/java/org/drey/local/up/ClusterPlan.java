package org.drey.local.up;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.drey.local.up.ClusterSettings.Port;
import org.jspecify.annotations.Nullable;

/** All processes of a cluster, in the order of their start. */
record ClusterPlan(List<Part> parts) {
  private static final long MEBI = 1 << 20;

  ClusterPlan {
    parts = List.copyOf(parts);
  }

  /** Programs of which the cluster consists, with the memory that each takes at most. */
  enum Kind {
    ZOOKEEPER("zookeeper", 110, Port.ZOOKEEPER),
    BROKER("kafka", 560, Port.KAFKA, Port.CONTROLLER),
    JOB_MANAGER("jobmanager", 700, Port.REST, Port.MANAGER_METRICS),
    TASK_MANAGER("taskmanager", 1_000, Port.TASK_CALLS, Port.TASK_DATA, Port.TASK_METRICS),
    CONSOLE("console", 260, Port.CONSOLE),
    SPLASH("splash", 120, Port.SPLASH, Port.SPLASH_METRICS),
    ALERTMANAGER("alertmanager", 40, Port.ALERTMANAGER),
    PROMETHEUS("prometheus", 100, Port.PROMETHEUS);

    private final String program;
    private final int mebibytes; // measured with both jobs at work

    @SuppressWarnings("ImmutableEnumChecker") // a list that cannot be changed
    private final List<Port> ports;

    Kind(String program, int mebibytes, Port... ports) {
      this.program = program;
      this.mebibytes = mebibytes;
      this.ports = List.of(ports);
    }
  }

  /**
   * One process.
   *
   * @param name what {@code ./drey logs} calls it
   * @param index which of its kind, from 0
   * @param ports those on which it listens when it is up
   */
  record Part(String name, Kind kind, int index, List<Integer> ports) {
    int mebibytes() {
      return kind.mebibytes;
    }
  }

  /**
   * Plans a cluster.
   *
   * @param monitors whether Prometheus and Alertmanager are installed
   */
  static ClusterPlan of(ClusterSettings settings, boolean monitors) {
    return new ClusterPlan(
        Stream.of(Kind.values()).flatMap(kind -> parts(kind, settings, monitors)).toList());
  }

  private static Stream<Part> parts(Kind kind, ClusterSettings settings, boolean monitors) {
    return switch (kind) {
      case ZOOKEEPER -> settings.ha() ? one(kind, settings) : Stream.of();
      case BROKER -> numbered(kind, settings, settings.brokers());
      case JOB_MANAGER -> numbered(kind, settings, settings.jobManagers());
      case TASK_MANAGER -> numbered(kind, settings, ClusterSettings.TASK_MANAGERS);
      case CONSOLE, SPLASH -> one(kind, settings);
      case ALERTMANAGER, PROMETHEUS -> monitors ? one(kind, settings) : Stream.of();
    };
  }

  private static Stream<Part> one(Kind kind, ClusterSettings settings) {
    return Stream.of(
        new Part(kind.program, kind, 0, kind.ports.stream().map(settings::port).toList()));
  }

  private static Stream<Part> numbered(Kind kind, ClusterSettings settings, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new Part(
                    kind.program + "-" + (i + 1),
                    kind,
                    i,
                    kind.ports.stream().map(port -> settings.port(port, i)).toList()));
  }

  /** Returns those of some kinds. */
  List<Part> of(List<Kind> kinds) {
    return parts.stream().filter(part -> kinds.contains(part.kind())).toList();
  }

  /** The processes that listen on ports. */
  interface PortOwners {
    /** Returns a description of who listens on a port; null if no one does. */
    @Nullable String owner(int port);
  }

  /**
   * Returns what has to be put right before some of these can be started, all at once.
   *
   * @param availableBytes the memory that programs can still have; 0 if that is not known
   */
  static List<String> obstacles(List<Part> missing, PortOwners owners, long availableBytes) {
    List<String> problems = new ArrayList<>();
    for (Part part : missing) {
      for (int port : part.ports()) {
        String owner = owners.owner(port);
        if (owner != null) {
          problems.add(
              "Port %d, for %s, is in use by %s. End that, or give other ports with --port-base."
                  .formatted(port, part.name(), owner));
        }
      }
    }
    memory(missing, availableBytes).ifPresent(problems::add);
    return problems;
  }

  private static Optional<String> memory(List<Part> missing, long availableBytes) {
    long needed = missing.stream().mapToLong(Part::mebibytes).sum();
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
