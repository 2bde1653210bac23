package org.drey.cli.size;

import java.util.List;

/**
 * The sums of a plan.
 *
 * @param cores of all jobs, whole ones
 * @param memoryGigabytes of all task and job managers
 * @param stateGigabytes of the detection job
 * @param localDiskGigabytes of all task managers together, for state and lists
 * @param checkpointGigabytes where checkpoints and savepoints lie
 * @param kafkaGigabytes of all brokers together
 * @param megabytesPerSecond between feeds, brokers and jobs at the peak
 * @param checkpointMegabytesPerSecond what payments write to state at the peak, the least that
 *     checkpoints move
 */
record PlanTotals(
    int cores,
    double memoryGigabytes,
    double stateGigabytes,
    double localDiskGigabytes,
    double checkpointGigabytes,
    double kafkaGigabytes,
    double megabytesPerSecond,
    double checkpointMegabytesPerSecond) {
  private static final double GIGA = 1e9;
  private static final double MEGA = 1e6;

  /** RocksDB has old and new files side by side while it merges them: assumed. */
  private static final int WHILE_MERGING = 2;

  /** The last checkpoint, the one in the making, and a savepoint: assumed. */
  private static final int COPIES = 3;

  /** Sums a plan up. */
  static PlanTotals of(
      ExpectedLoad load,
      MeasuredCosts costs,
      List<JobPlan> jobs,
      double stateGigabytes,
      List<TopicVolume> topics) {
    double lists =
        load.listEntries() * costs.of(CostFigure.LIST_DISK) / GIGA * jobs.get(0).taskManagers();
    return new PlanTotals(
        (int) Math.ceil(jobs.stream().mapToDouble(JobPlan::cores).sum()),
        jobs.stream().mapToDouble(JobPlan::memoryGigabytes).sum(),
        stateGigabytes,
        stateGigabytes * WHILE_MERGING + lists,
        stateGigabytes * COPIES,
        topics.stream().mapToDouble(TopicVolume::gigabytes).sum(),
        topics.stream().mapToDouble(TopicVolume::megabytesPerSecond).sum(),
        topics.get(1).recordsPerSecond() * costs.of(CostFigure.STATE_WRITTEN) / MEGA);
  }
}
