package org.drey.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.measure.PromisedTarget;
import org.drey.benchmarks.shop.ShopBenchmark;
import org.drey.benchmarks.shop.TimerBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code verification/benchmarks/run shop}: looks at a payee of very many people. */
@Command(
    name = "shop",
    mixinStandardHelpOptions = true,
    description = "The longest look at a payee of many people; when entities are looked at.",
    footer = {
      "",
      "Examples:",
      "  verification/benchmarks/run shop                                             what is promised",
      "  verification/benchmarks/run shop --payers 20000 --rounds 1 --kinds VALUES    a first look",
      "  verification/benchmarks/run shop --payers 0                                  only the timers"
    })
final class ShopCommand implements Callable<Integer> {
  @Option(
      names = "--payers",
      converter = AtLeast.NotNegative.class,
      paramLabel = "N",
      description = "How many people pay the shop in a day (${DEFAULT-VALUE}); 0: no shop.")
  private int payers = 300_000;

  @Mixin private PayeeOptions payees = new PayeeOptions();

  @Option(
      names = "--entities",
      converter = AtLeast.NotNegative.class,
      paramLabel = "N",
      description = "People whose timers are looked at (${DEFAULT-VALUE}); 0: no timers.")
  private int entities = 200_000;

  @Mixin private BenchmarkOptions common = new BenchmarkOptions(3);

  @Override
  public Integer call() throws Exception {
    List<FigureTable> tables = new ArrayList<>();
    List<PromisedTarget> targets = new ArrayList<>();
    if (payers > 0) {
      ShopBenchmark shop =
          new ShopBenchmark(
              new ShopBenchmark.Settings(
                  common.seed(), payers, common.rounds(), payees.kinds(), payees.orders()),
              common::progress);
      tables.add(shop.run());
      targets.addAll(shop.targets());
    }
    if (entities > 0) {
      TimerBenchmark timers = new TimerBenchmark(common.seed(), entities, common::progress);
      tables.add(timers.run());
      targets.addAll(timers.targets());
    }
    List<String> notes =
        List.of("A look is one call of a timer; CPU time and bytes are those of its thread.");
    return common.report(notes, tables, targets);
  }
}
