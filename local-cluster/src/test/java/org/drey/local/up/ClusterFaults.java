package org.drey.local.up;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.processes.ProcessFolder.NotedProcess;
import org.drey.local.up.ClusterCommands.DownCommand;
import org.drey.local.up.ClusterCommands.StatusCommand;

/** What happens to a cluster of three brokers and two job managers, drawn from a seed. */
final class ClusterFaults {
  private static final int BROKERS = 3;
  private static final int JOB_MANAGERS = 2;

  private final FedCluster cluster;
  private final Random random;

  ClusterFaults(FedCluster cluster, Random random) {
    this.cluster = cluster;
    this.random = random;
  }

  /** What happens. */
  enum Kind {
    KILL_TASK_MANAGER,
    KILL_JOB_MANAGER,
    KILL_BROKER,
    STOP_TASK_MANAGER,
    CUT_OFF_BROKERS,
    FULL_DISK,
    KILL_ZOOKEEPER,
    RESCALE,
    KILL_TASK_MANAGER_AND_BROKER,
    KILL_JOB_MANAGER_AND_ZOOKEEPER
  }

  /** Returns whether the cluster comes back to work without any command. */
  boolean heals(Kind kind) throws Exception {
    return switch (kind) {
      case KILL_JOB_MANAGER, KILL_BROKER, STOP_TASK_MANAGER, CUT_OFF_BROKERS, RESCALE -> true;
      case KILL_TASK_MANAGER, KILL_TASK_MANAGER_AND_BROKER -> hasRoomOnOneTaskManager();
      case FULL_DISK, KILL_ZOOKEEPER, KILL_JOB_MANAGER_AND_ZOOKEEPER -> false;
    };
  }

  private boolean hasRoomOnOneTaskManager() throws Exception {
    int slots = cluster.deployed().parallelism() * JobKind.values().length;
    return slots <= ClusterSettings.SLOTS;
  }

  /** Draws faults: each kind once before any comes again. */
  static List<Kind> draw(int count, Random random) {
    List<Kind> faults = new ArrayList<>();
    while (faults.size() < count) {
      List<Kind> round = new ArrayList<>(List.of(Kind.values()));
      Collections.shuffle(round, random);
      faults.addAll(round);
    }
    return List.copyOf(faults.subList(0, count));
  }

  void inflict(Kind kind) throws Exception {
    String task = one("taskmanager", ClusterSettings.TASK_MANAGERS);
    switch (kind) {
      case KILL_TASK_MANAGER -> kill(task);
      case KILL_JOB_MANAGER -> kill(one("jobmanager", JOB_MANAGERS));
      case KILL_BROKER -> kill(one("kafka", BROKERS));
      case STOP_TASK_MANAGER -> stopUntilItIsMissed(task);
      case CUT_OFF_BROKERS -> cutOffBrokers();
      case FULL_DISK -> fillDisk();
      case KILL_ZOOKEEPER -> kill("zookeeper");
      case RESCALE -> {
        cluster.succeeds(new DownCommand());
        cluster.succeeds(new UpCommand(), "--parallelism", other(cluster.deployed().parallelism()));
      }
      case KILL_TASK_MANAGER_AND_BROKER -> {
        kill(task);
        kill(one("kafka", BROKERS));
      }
      case KILL_JOB_MANAGER_AND_ZOOKEEPER -> {
        kill(one("jobmanager", JOB_MANAGERS));
        kill("zookeeper");
      }
    }
  }

  private String one(String name, int count) {
    return name + "-" + (1 + random.nextInt(count));
  }

  private String other(int parallelism) {
    int drawn = 1 + random.nextInt(ClusterSettings.LARGEST_PARALLELISM - 1);
    return Integer.toString(drawn < parallelism ? drawn : drawn + 1);
  }

  private void kill(String name) throws Exception {
    NotedProcess process = cluster.process(name);
    process.kill();
    ConditionWait.until("the end of " + name, () -> !process.isAlive());
  }

  /** It does not know that it is missed, and goes on where it was when it is woken. */
  private void stopUntilItIsMissed(String name) throws Exception {
    whileStopped(
        List.of(name),
        () ->
            ConditionWait.until(
                "a job manager that misses " + name,
                () -> cluster.taskManagers() < ClusterSettings.TASK_MANAGERS));
  }

  /** Connections stay open and nobody answers, as behind a network that loses everything. */
  private void cutOffBrokers() throws Exception {
    whileStopped(
        IntStream.rangeClosed(1, BROKERS).mapToObj(i -> "kafka-" + i).toList(),
        () ->
            ConditionWait.until(
                "brokers that are missed",
                () -> cluster.run(new StatusCommand()).text().contains("Kafka does not answer.")));
  }

  private interface Meanwhile {
    void run() throws Exception;
  }

  private void whileStopped(List<String> names, Meanwhile meanwhile) throws Exception {
    List<String> pids = pids(names);
    call(Stream.concat(Stream.of("kill", "-STOP"), pids.stream()).toList());
    try {
      meanwhile.run();
    } finally {
      call(Stream.concat(Stream.of("kill", "-CONT"), pids.stream()).toList());
    }
  }

  /** No process of Flink can write another byte to a file, until a checkpoint has failed. */
  private void fillDisk() throws Exception {
    List<String> pids =
        pids(List.of("jobmanager-1", "jobmanager-2", "taskmanager-1", "taskmanager-2"));
    long before = cluster.failedCheckpoints();
    limitFiles(pids, "0");
    try {
      ConditionWait.until(
          "a checkpoint that cannot be written", () -> cluster.failedCheckpoints() != before);
    } finally {
      limitFiles(cluster.areAlive(pids), "unlimited");
    }
  }

  private static void limitFiles(List<String> pids, String bytes) throws Exception {
    for (String pid : pids) {
      call(List.of("prlimit", "--pid", pid, "--fsize=" + bytes + ":unlimited"));
    }
  }

  private List<String> pids(List<String> names) throws Exception {
    List<String> pids = new ArrayList<>();
    for (String name : names) {
      pids.add(Long.toString(cluster.process(name).pid()));
    }
    return pids;
  }

  private static void call(List<String> command) throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), command.toString());
  }
}
