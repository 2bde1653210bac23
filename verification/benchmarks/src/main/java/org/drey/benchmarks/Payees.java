package org.drey.benchmarks;

import java.util.List;
import org.drey.benchmarks.entity.Kind;
import org.drey.benchmarks.entity.Order;
import picocli.CommandLine.Option;

/** Options of which rules look at a payee, and in which order payments to it come. */
final class Payees {
  @Option(
      names = "--kinds",
      split = ",",
      paramLabel = "KIND",
      description = "Rules: ${COMPLETION-CANDIDATES} (all).")
  private List<Kind> kinds = List.of(Kind.values());

  @Option(
      names = "--orders",
      split = ",",
      paramLabel = "ORDER",
      description = "Orders: ${COMPLETION-CANDIDATES} (both).")
  private List<Order> orders = List.of(Order.values());

  List<Kind> kinds() {
    return kinds;
  }

  List<Order> orders() {
    return orders;
  }
}
