package org.drey.local.cluster;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.drey.streaming.job.FlinkSettings;

/** A Flink cluster in this JVM, with its web page, which only shows. */
public final class FlinkCluster implements AutoCloseable {
  private static final MemorySize MANAGED = MemorySize.ofMebiBytes(384);
  private static final Duration COUNTS_EVERY = Duration.ofMillis(500);
  private static final MemorySize NETWORK = MemorySize.ofMebiBytes(64);

  private final MiniCluster cluster;
  private final URI address;
  private int oldest; // the cluster numbers them in the order of their starts

  private FlinkCluster(MiniCluster cluster, URI address) {
    this.cluster = cluster;
    this.address = address;
  }

  /**
   * Starts a cluster.
   *
   * @param slots how many subtasks run side by side, over all jobs
   * @param port the web page's port, 0 for any
   * @throws BindException if the port is taken
   */
  public static FlinkCluster start(int slots, int port) throws Exception {
    return start(1, slots, port, new Configuration());
  }

  /**
   * Starts a cluster of several TaskManagers.
   *
   * @param slots how many subtasks each runs side by side
   * @param port the web page's port, 0 for any
   * @param more settings that are added
   * @throws BindException if the port is taken
   */
  public static FlinkCluster start(int taskManagers, int slots, int port, Configuration more)
      throws Exception {
    demandFree(port);
    Configuration settings = new Configuration(more);
    settings.set(RpcOptions.ASK_TIMEOUT_DURATION, FlinkSettings.CALL_WITHIN);
    settings.set(RestOptions.ADDRESS, "localhost");
    settings.set(RestOptions.BIND_ADDRESS, "localhost");
    settings.set(JobManagerOptions.BIND_HOST, "localhost"); // the blob server listens there too
    settings.set(WebOptions.SUBMIT_ENABLE, false); // the page shows no button that is refused
    settings.set(WebOptions.CANCEL_ENABLE, false);
    settings.set(WebOptions.RESCALE_ENABLE, false);
    settings.set(RestOptions.BIND_PORT, Integer.toString(port));
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED);
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
    settings.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, COUNTS_EVERY); // brings the counts
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(taskManagers)
                .setNumSlotsPerTaskManager(slots)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .withRandomPorts()
                .build());
    try {
      cluster.start();
    } catch (Exception e) {
      cluster.close();
      if (ExceptionUtils.findThrowable(e, BindException.class).isPresent()) {
        throw new BindException("port " + port);
      }
      throw e;
    }
    return new FlinkCluster(cluster, cluster.getRestAddress().get());
  }

  /** Asked beforehand, because a cluster that cannot start leaves threads behind. */
  private static void demandFree(int port) throws IOException {
    try {
      new ServerSocket(port, 1, InetAddress.getByName("localhost")).close();
    } catch (BindException e) {
      throw new BindException("port " + port);
    }
  }

  /** The web page's address. */
  public URI address() {
    return address;
  }

  /** An environment that runs jobs here; they do not come in by the web server, which is closed. */
  public StreamExecutionEnvironment environment(Configuration settings, int parallelism) {
    StreamExecutionEnvironment env = InProcess.environment(cluster, settings);
    env.setParallelism(parallelism);
    return env;
  }

  /** Takes a checkpoint now; returns when it is complete. */
  public void checkpoint(JobClient job) throws ExecutionException, InterruptedException {
    JobID id = job.getJobID();
    long unused = cluster.triggerCheckpoint(id, CheckpointType.CONFIGURED).get();
  }

  /** Returns how often a job was restored from a checkpoint. */
  public long restores(JobClient job) throws ExecutionException, InterruptedException {
    CheckpointStatsSnapshot checkpoints =
        cluster.getExecutionGraph(job.getJobID()).get().getCheckpointStatsSnapshot();
    return checkpoints == null ? 0 : checkpoints.getCounts().getNumberOfRestoredCheckpoints();
  }

  /**
   * Cancels a job, as if its machines were switched off; returns when it has ended.
   *
   * @param checkpoints the folder that its checkpoints go to
   * @return its last checkpoint
   * @throws IOException if none was kept
   */
  public Path switchOff(JobClient job, Path checkpoints)
      throws IOException, ExecutionException, InterruptedException {
    job.cancel().get();
    JobResult unused = cluster.requestJobResult(job.getJobID()).get();
    try (Stream<Path> kept = Files.list(checkpoints.resolve(job.getJobID().toString()))) {
      return kept.filter(one -> Files.exists(one.resolve("_metadata")))
          .max(Comparator.comparingInt(FlinkCluster::number))
          .orElseThrow(() -> new IOException("no checkpoint was kept in " + checkpoints));
    }
  }

  private static int number(Path checkpoint) {
    return Integer.parseInt(checkpoint.getFileName().toString().substring("chk-".length()));
  }

  /** Ends the TaskManager that has run longest, with all that is on it, and starts another. */
  public void replaceTaskManager() throws Exception {
    cluster.terminateTaskManager(oldest).get();
    oldest++;
    cluster.startTaskManager();
  }

  @Override
  public void close() {
    try {
      cluster.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("Flink cannot be stopped", e);
    }
  }
}
