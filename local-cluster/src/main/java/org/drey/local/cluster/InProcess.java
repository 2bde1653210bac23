package org.drey.local.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobSubmissionResult;
import org.apache.flink.api.dag.Pipeline;
import org.apache.flink.client.ClientUtils;
import org.apache.flink.client.deployment.executors.PipelineExecutorUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient.JobFinalizationBehavior;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.function.FunctionUtils;

/** Hands jobs to a cluster of this JVM by a call: no port takes them. */
final class InProcess implements PipelineExecutorServiceLoader, PipelineExecutorFactory {
  private static final String NAME = "in-process";

  private final MiniCluster cluster;

  private InProcess(MiniCluster cluster) {
    this.cluster = cluster;
  }

  static StreamExecutionEnvironment environment(MiniCluster cluster, Configuration settings) {
    Configuration own = new Configuration(settings);
    own.set(DeploymentOptions.TARGET, NAME);
    own.set(DeploymentOptions.ATTACHED, true); // execute() waits for the end of the job
    ClassLoader classes = Thread.currentThread().getContextClassLoader();
    return new StreamExecutionEnvironment(new InProcess(cluster), own, classes);
  }

  @Override
  public PipelineExecutorFactory getExecutorFactory(Configuration settings) {
    return this;
  }

  @Override
  public Stream<String> getExecutorNames() {
    return Stream.of(NAME);
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public boolean isCompatibleWith(Configuration settings) {
    return NAME.equals(settings.get(DeploymentOptions.TARGET));
  }

  @Override
  public PipelineExecutor getExecutor(Configuration settings) {
    return this::submit;
  }

  private CompletableFuture<JobClient> submit(
      Pipeline pipeline, Configuration settings, ClassLoader classes) throws Exception {
    return cluster
        .submitJob(PipelineExecutorUtils.getStreamGraph(pipeline, settings))
        .thenApply(JobSubmissionResult::getJobID)
        .thenApplyAsync(
            FunctionUtils.uncheckedFunction(
                job -> {
                  awaitInitialized(job, classes);
                  return new MiniClusterJobClient(
                      job, cluster, classes, JobFinalizationBehavior.NOTHING);
                }));
  }

  /** So that a job that cannot be set up fails where it is submitted. */
  private void awaitInitialized(JobID job, ClassLoader classes) throws Exception {
    ClientUtils.waitUntilJobInitializationFinished(
        () -> cluster.getJobStatus(job).get(), () -> cluster.requestJobResult(job).get(), classes);
  }
}
