package org.drey.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.util.Collector;
import org.drey.event.Channel;
import org.drey.event.PayeeKind;
import org.drey.event.Payment;
import org.drey.event.PaymentStatus;

/**
 * Flink CEP: a pattern for each copy. It has none for distinct values, but for all combinations of
 * them.
 */
final class CepPeer {
  private static final String FIRST = "first";
  private static final String LAST = "last";

  private CepPeer() {}

  static DataStream<String> findings(DataStream<Payment> payments, PeerRule rule, int copies) {
    KeyedStream<PeerEvent, String> pairs =
        payments
            .flatMap(CepPeer::wanted, TypeInformation.of(PeerEvent.class))
            .filter(
                event ->
                    rule != PeerRule.SEQUENCE
                        || event.amountMinor() <= PeerRule.small(0)
                        || event.amountMinor() >= PeerRule.large(0))
            .keyBy(event -> event.payer() + "," + event.payee());
    List<DataStream<String>> found = new ArrayList<>();
    for (int i = 0; i < copies; i++) {
      int copy = i;
      Pattern<PeerEvent, ?> pattern = pattern(rule, copy).within(PeerRule.WINDOW);
      found.add(
          CEP.pattern(pairs, pattern)
              .inEventTime()
              .flatSelect(
                  (match, out) -> {
                    List<PeerEvent> last = match.getOrDefault(LAST, List.of());
                    out.collect(PeerRule.named(copy, last.get(last.size() - 1).id()));
                  },
                  Types.STRING));
    }
    return found.stream().reduce((one, other) -> one.union(other)).orElseThrow();
  }

  private static void wanted(Payment payment, Collector<PeerEvent> out) {
    if (payment.getStatus() == PaymentStatus.COMPLETED
        && payment.getChannel() == Channel.P2P
        && payment.getPayeeKind() == PayeeKind.PERSON) {
      out.collect(
          new PeerEvent(
              payment.getEventId(),
              payment.getSubject(),
              payment.getPayee(),
              payment.getEventTime().toEpochMilli(),
              payment.getAmountMinor(),
              true));
    }
  }

  /** Returns the pattern of a copy; it skips nothing, so that each completing payment is found. */
  private static Pattern<PeerEvent, ?> pattern(PeerRule rule, int copy) {
    AfterMatchSkipStrategy each = AfterMatchSkipStrategy.noSkip();
    return switch (rule) {
      case COUNT -> Pattern.<PeerEvent>begin(LAST, each).times(PeerRule.least(copy));
      case SEQUENCE ->
          Pattern.<PeerEvent>begin(FIRST, each)
              .where(SimpleCondition.of(event -> event.amountMinor() <= PeerRule.small(copy)))
              .followedByAny(LAST)
              .where(SimpleCondition.of(event -> event.amountMinor() >= PeerRule.large(copy)));
      case DISTINCT -> throw new IllegalArgumentException("CEP counts no distinct values");
    };
  }
}
