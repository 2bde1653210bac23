package org.drey.benchmarks;

import java.util.List;
import org.drey.benchmarks.entity.EventOrder;
import org.drey.benchmarks.entity.RuleKind;
import picocli.CommandLine.Option;

/** Options of which rules look at a payee, and in which order payments to it come. */
final class PayeeOptions {
  @Option(
      names = "--kinds",
      split = ",",
      paramLabel = "KIND",
      description = "Rules: ${COMPLETION-CANDIDATES} (all).")
  private List<RuleKind> kinds = List.of(RuleKind.values());

  @Option(
      names = "--orders",
      split = ",",
      paramLabel = "ORDER",
      description = "Orders: ${COMPLETION-CANDIDATES} (both).")
  private List<EventOrder> orders = List.of(EventOrder.values());

  List<RuleKind> kinds() {
    return kinds;
  }

  List<EventOrder> orders() {
    return orders;
  }
}
