package org.drey.cli.size;

import java.util.concurrent.Callable;
import org.drey.cli.blocklist.JsonOutput;
import org.drey.terminal.TerminalInfo;
import org.drey.terminal.WrongUse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey size}: the machines that a deployment needs. */
@Command(
    name = "size",
    mixinStandardHelpOptions = true,
    description = "Says which machines a deployment needs, from measured figures.",
    footer = {
      "",
      "Prints cores, memory, disk, partitions and network of jobs and brokers, what is",
      "assumed, and of each figure what was measured and the command that repeats it.",
      "",
      "Exit status: 0 printed, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey size --queries-per-second 100000 --payments-per-day 6000000 \\",
      "      --subscribers 2000000",
      "  ./drey size --queries-per-second 1e6 --payments-per-day 6e7 --subscribers 2e7 --json"
    })
public final class SizeCommand implements Callable<Integer> {
  @Option(
      names = "--queries-per-second",
      required = true,
      paramLabel = "N",
      description = "DNS queries and web requests in the busiest hour; 0 for none.")
  private double queries;

  @Option(
      names = "--payments-per-day",
      required = true,
      paramLabel = "N",
      description = "Payments on an average day; 0 for none.")
  private double payments;

  @Option(
      names = "--subscribers",
      required = true,
      paramLabel = "N",
      description = "People who pay or watch.")
  private double subscribers;

  @Option(
      names = "--streams-per-day",
      paramLabel = "N",
      description = "Records of livestreams on an average day (${DEFAULT-VALUE}).")
  private double streams;

  @Option(
      names = "--senders-abroad",
      paramLabel = "N",
      description = "How many subscribers make the small payments abroad (all).")
  private @Nullable Double senders;

  @Option(
      names = "--list-entries",
      paramLabel = "N",
      description = "Entries of all lists (${DEFAULT-VALUE}).")
  private long entries = 1_000_000;

  @Option(
      names = "--peak-factor",
      paramLabel = "N",
      description = "Busiest second of payments, of the average of the day (${DEFAULT-VALUE}).")
  private double peak = PlanMargins.USUAL.peakFactor();

  @Option(
      names = "--utilisation",
      paramLabel = "SHARE",
      description = "Share of each core that is used at the peak (${DEFAULT-VALUE}).")
  private double utilisation = PlanMargins.USUAL.utilisation();

  @Option(
      names = "--replication",
      paramLabel = "N",
      description = "How many brokers have each record (${DEFAULT-VALUE}).")
  private int replication = PlanMargins.USUAL.replication();

  @Option(
      names = "--keep-queries",
      paramLabel = "HOURS",
      description = "Retention of queries and requests (${DEFAULT-VALUE}).")
  private double queryHours = PlanMargins.USUAL.queryHours();

  @Option(
      names = "--keep-events",
      paramLabel = "HOURS",
      description = "Retention of other events (${DEFAULT-VALUE}).")
  private double eventHours = PlanMargins.USUAL.eventHours();

  @Option(names = "--json", description = "Print one document of JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    SizingPlan plan = SizingPlan.of(load(), margins(), MeasuredCosts.read());
    spec.commandLine()
        .getOut()
        .println(
            json
                ? JsonOutput.document(plan)
                : new SizeText(plan, TerminalInfo.showsColour()).text());
    return 0;
  }

  private ExpectedLoad load() {
    notNegative("--queries-per-second", queries);
    notNegative("--payments-per-day", payments);
    notNegative("--streams-per-day", streams);
    notNegative("--list-entries", (double) entries);
    demand(subscribers >= 1 && isFinite(subscribers), "--subscribers is at least 1");
    double abroad = senders == null ? subscribers : senders;
    demand(
        abroad >= 1 && abroad <= subscribers,
        "--senders-abroad is at least 1, and not more than --subscribers");
    return new ExpectedLoad(queries, payments, streams, subscribers, abroad, entries);
  }

  private PlanMargins margins() {
    demand(peak >= 1 && isFinite(peak), "--peak-factor is at least 1");
    demand(utilisation >= 0.05 && utilisation <= 1, "--utilisation is 0.05 to 1");
    demand(replication >= 1 && replication <= 10, "--replication is 1 to 10");
    notNegative("--keep-queries", queryHours);
    notNegative("--keep-events", eventHours);
    return new PlanMargins(peak, utilisation, replication, queryHours, eventHours);
  }

  private static boolean isFinite(double value) {
    return value <= 1e15;
  }

  private void notNegative(String option, double value) {
    demand(value >= 0 && isFinite(value), option + " is 0 or more, and at most 1e15");
  }

  private void demand(boolean holds, String what) {
    if (!holds) {
      throw WrongUse.of(spec, what);
    }
  }
}
