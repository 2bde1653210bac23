package org.drey.cli.size;

import java.util.List;
import java.util.Locale;
import org.drey.terminal.CountedNoun;

/**
 * The machines that a load needs, as far as it was measured.
 *
 * @param load what it is for
 * @param margins what is assumed
 * @param jobs the two jobs
 * @param state of the detection job, by whom it is kept of
 * @param totals what it comes to
 * @param topics those that grow with the load
 * @param assumptions in words
 * @param figures each with the measurement that it is from
 */
record SizingPlan(
    ExpectedLoad load,
    PlanMargins margins,
    List<JobPlan> jobs,
    List<StatePart> state,
    PlanTotals totals,
    List<TopicVolume> topics,
    List<String> assumptions,
    List<MeasuredFigure> figures) {
  private static final double MICROS = 1e6;
  private static final int MORE = 10;

  /** Computes the plan of a load. */
  static SizingPlan of(ExpectedLoad load, PlanMargins margins, MeasuredCosts costs) {
    List<StatePart> state = StatePart.of(load, costs);
    double gigabytes = StatePart.sum(state);
    List<JobPlan> jobs =
        List.of(
            JobPlan.blocklist(load, margins, costs),
            JobPlan.detection(load, margins, costs, gigabytes));
    List<TopicVolume> topics = TopicVolume.of(load, margins, costs, jobs);
    return new SizingPlan(
        load,
        margins,
        jobs,
        state,
        PlanTotals.of(load, costs, jobs, gigabytes, topics),
        topics,
        assumptions(load, margins, costs),
        costs.all());
  }

  private static List<String> assumptions(
      ExpectedLoad load, PlanMargins margins, MeasuredCosts costs) {
    double rules = load.queriesPerSecond() * costs.of(CostFigure.QUERY_RULES_CPU) / MICROS;
    ExpectedLoad fewer =
        new ExpectedLoad(
            load.queriesPerSecond(),
            load.paymentsPerDay(),
            load.streamsPerDay(),
            load.subscribers(),
            load.sendersAbroad() / MORE,
            load.listEntries());
    return List.of(
        text(
            "At the peak %.0f %% of each core are used, so that a backlog is worked off as well.",
            margins.utilisation() * 100),
        text(
            "Payments and livestreams have %.1f times their average in the busiest second; queries"
                + " are given for the busiest hour and kept as if it never ended.",
            margins.peakFactor()),
        "Who pays is spread evenly: all pay equally often. The small payments abroad are made by "
            + CountedNoun.of(Math.round(load.sendersAbroad()), "person", "people")
            + text(
                "; if a tenth of these made all of them, state would be %,.0f GB.",
                StatePart.sum(StatePart.of(fewer, costs))),
        "The plan assumes payments as the benchmark does: of 60 payments 35 are in a shop, 8"
            + " to a person known for long, 5 to a relative, 5 a little at home, 1 a little"
            + " abroad.",
        text(
            "No rule of the catalogue reads queries. With rules that do, the detection job needs"
                + " %.1f cores more.",
            rules / margins.utilisation()),
        text(
            "One of %,.0f queries is for a listed name; a subtask has at most %.0f GB of state; a"
                + " local disk has twice the state, checkpoints and a savepoint three times.",
            1 / JobPlan.LISTED, JobPlan.STATE_OF_A_SUBTASK),
        "Not measured, and not in it: the CPU time of further replicas, of TLS and of compression"
            + " (which saves disk and network), and alerts, cases and verdicts: kilobytes each.");
  }

  private static String text(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
