package org.drey.benchmarks.peers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;
import org.drey.benchmarks.operator.BenchmarkRules;
import org.drey.benchmarks.operator.InventedPayments;
import org.drey.event.Payment;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.FindingAudience;
import org.drey.rules.correlate.Match;
import org.drey.rules.schema.EntityKey;
import org.drey.streaming.operator.CorrelateFunction;

/** Drey's own detection: its door and its correlate step, with rules in Sigma. */
final class DreyPeer {
  private static final String COPY = "copy_";
  private static final List<String> PAIR = List.of("subject", "payee");
  private static final String TIMESPAN = PeerRule.WINDOW.toDays() + "d";

  private DreyPeer() {}

  static DataStream<String> findings(DataStream<Payment> payments, PeerRule rule, int copies) {
    RuleSet rules = BenchmarkRules.compile(documents(rule, copies));
    Map<Integer, Integer> copyOf = new HashMap<>();
    for (RuleHead head : rules.heads()) {
      if (head.name().startsWith(COPY)) {
        copyOf.put(head.index(), Integer.valueOf(head.name().substring(COPY.length())));
      }
    }
    return payments
        .flatMap(new PaymentDoor(rules), TypeInformation.of(Match.class))
        .keyBy(Match::entity, TypeInformation.of(EntityKey.class))
        .process(
            new CorrelateFunction(rules, 1, FindingAudience.EVERYTHING),
            TypeInformation.of(Finding.class))
        .flatMap(
            (Finding finding, Collector<String> out) -> {
              Integer copy = copyOf.get(finding.rule());
              if (copy != null) { // else of a rule that a sequence is built on
                out.collect(PeerRule.named(copy, finding.event().eventId()));
              }
            },
            Types.STRING);
  }

  private static List<String> documents(PeerRule rule, int copies) {
    List<String> documents = new ArrayList<>();
    if (rule != PeerRule.SEQUENCE) {
      documents.add(wanted(0, "paid"));
    }
    for (int copy = 0; copy < copies; copy++) {
      int number = 1 + 3 * copy;
      String least = "gte: " + PeerRule.least(copy);
      switch (rule) {
        case COUNT -> documents.add(counted(number, copy, "event_count", PAIR, least));
        case DISTINCT ->
            documents.add(
                counted(number, copy, "value_count", List.of("subject"), "field: payee, " + least));
        case SEQUENCE -> {
          String small = "small_" + copy;
          String large = "large_" + copy;
          documents.add(wanted(number, small, "amount_minor|lte: " + PeerRule.small(copy)));
          documents.add(wanted(number + 1, large, "amount_minor|gte: " + PeerRule.large(copy)));
          documents.add(
              BenchmarkRules.ordered(
                  number + 2, COPY + copy, List.of(small, large), PAIR, TIMESPAN));
        }
      }
    }
    return documents;
  }

  private static String wanted(int number, String name, String... more) {
    List<String> lines = new ArrayList<>();
    lines.add("status: COMPLETED");
    lines.add("channel: P2P");
    lines.add("payee_kind: PERSON");
    lines.addAll(List.of(more));
    return BenchmarkRules.detection(number, name, "payment", lines.toArray(String[]::new));
  }

  private static String counted(
      int number, int copy, String type, List<String> groupBy, String condition) {
    return BenchmarkRules.correlation(
        number, COPY + copy, type, "paid", groupBy, TIMESPAN, condition);
  }

  /** Lets a payment through if a rule wants it, as the door of the job does. */
  private static final class PaymentDoor extends RichFlatMapFunction<Payment, Match> {
    private static final long serialVersionUID = 1L;

    private final RuleSet rules;
    private transient InventedPayments door;

    PaymentDoor(RuleSet rules) {
      this.rules = rules;
    }

    @Override
    public void open(OpenContext context) {
      door = new InventedPayments(rules);
    }

    @Override
    public void flatMap(Payment payment, Collector<Match> out) {
      door.pass(payment).first().forEach(out::collect);
    }
  }
}
