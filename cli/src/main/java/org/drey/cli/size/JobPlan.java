package org.drey.cli.size;

/**
 * The needs of a job.
 *
 * @param job its name
 * @param cores at the peak, with room; those of its feed and of one broker are in
 * @param subtasks its parallelism
 * @param taskManagers at least two, so that one may be lost
 * @param taskManagerGigabytes memory of each
 * @param memoryGigabytes of all of them, and of two job managers
 */
record JobPlan(
    String job,
    double cores,
    int subtasks,
    int taskManagers,
    double taskManagerGigabytes,
    double memoryGigabytes) {
  private static final double MICROS = 1e6;
  private static final double GIGA = 1e9;
  private static final int SUBTASKS_OF_A_TASK_MANAGER = 4;
  private static final int FEWEST = 2;

  /** The state of a subtask that is restored in minutes: assumed. */
  static final double STATE_OF_A_SUBTASK = 8;

  /** The part of queries that are for listed names: assumed, and more than any resolver sees. */
  static final double LISTED = 1e-4;

  /** Plans the blocklist job. */
  static JobPlan blocklist(ExpectedLoad load, PlanMargins margins, MeasuredCosts costs) {
    double cores =
        load.queriesPerSecond()
            * costs.of(CostFigure.BLOCKLIST_CPU)
            / MICROS
            / margins.utilisation();
    double list = load.listEntries() * costs.of(CostFigure.LIST_MEMORY) / GIGA;
    return of("blocklist job", cores, Math.ceil(cores), list, costs);
  }

  /**
   * Plans the detection job.
   *
   * @param stateGigabytes its state
   */
  static JobPlan detection(
      ExpectedLoad load, PlanMargins margins, MeasuredCosts costs, double stateGigabytes) {
    double events =
        load.eventsPerSecond() * margins.peakFactor() + load.queriesPerSecond() * LISTED;
    double cores = events * costs.of(CostFigure.DETECTION_CPU) / MICROS / margins.utilisation();
    double subtasks = Math.max(Math.ceil(cores), Math.ceil(stateGigabytes / STATE_OF_A_SUBTASK));
    return of("detection job", cores, subtasks, 0, costs);
  }

  private static JobPlan of(
      String job, double cores, double subtasks, double moreGigabytes, MeasuredCosts costs) {
    int parallelism = (int) Math.max(FEWEST, subtasks);
    int taskManagers =
        (int) Math.max(FEWEST, Math.ceil((double) parallelism / SUBTASKS_OF_A_TASK_MANAGER));
    double each = costs.of(CostFigure.TASK_MANAGER_MEMORY) + moreGigabytes;
    double all = taskManagers * each + 2 * costs.of(CostFigure.JOB_MANAGER_MEMORY);
    return new JobPlan(job, cores, parallelism, taskManagers, each, all);
  }
}
