package org.drey.streaming.operator;

import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.event.DeadLetter;
import org.drey.event.Topics;
import org.drey.event.Verdict;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.event.EntityKey;
import org.drey.rules.verdict.VerdictCheck;
import org.drey.streams.event.Arrival;
import org.drey.streams.event.DeadLetters;
import org.drey.streams.event.PlacedVerdict;
import org.drey.streams.event.ScoreInput;

/**
 * Where verdicts enter: one that is not allowed is a dead letter, the others go to the entity whose
 * alert they are about. None is ever late.
 */
public final class VerdictDoor extends ProcessFunction<Arrival<Verdict>, ScoreInput> {
  private static final long serialVersionUID = 1L;

  private final RuleSet rules;
  private transient Set<String> hardFamilies;
  private transient VerdictRecords records;
  private transient OperatorMetrics metrics;
  private transient SafetyNet net;
  private transient SafetyNet decoding;

  public VerdictDoor(RuleSet rules) {
    this.rules = rules;
  }

  @Override
  public void open(OpenContext context) {
    hardFamilies = VerdictCheck.hardFamilies(rules);
    records = new VerdictRecords();
    metrics = new OperatorMetrics(getRuntimeContext(), Topics.VERDICTS);
    net = new SafetyNet(getRuntimeContext(), "verdicts");
    decoding = new SafetyNet(getRuntimeContext(), "decode");
  }

  @Override
  public void processElement(Arrival<Verdict> arrival, Context context, Collector<ScoreInput> out) {
    metrics.count("read");
    Verdict record = arrival.datum();
    if (record == null) {
      if (arrival.isFault()) {
        decoding.count();
      }
      reject(DeadLetters.of(arrival, now(context)), context);
      return;
    }
    PlacedVerdict placed = null;
    Optional<String> refusal = VerdictRecords.unknown(record);
    try {
      if (refusal.isEmpty()) {
        placed = placed(arrival, record);
        refusal = VerdictCheck.refusal(placed.verdict(), placed.entity(), hardFamilies);
      }
    } catch (RuntimeException | StackOverflowError e) {
      net.caught(e);
      long time = arrival.eventTime();
      reject(DeadLetters.unexpected(arrival.place(), e, time, now(context)), context);
      return;
    }
    if (placed == null || refusal.isPresent()) {
      long time = arrival.eventTime();
      String why = refusal.orElseThrow();
      reject(DeadLetters.notAllowed(arrival.place(), why, time, now(context)), context);
    } else {
      out.collect(ScoreInput.of(placed));
    }
  }

  private PlacedVerdict placed(Arrival<Verdict> arrival, Verdict record) {
    EntityKey entity = VerdictRecords.entity(record);
    return new PlacedVerdict(entity, records.read(record), arrival.place());
  }

  private void reject(DeadLetter letter, Context context) {
    metrics.count("rejected." + letter.getReason());
    context.output(Outputs.DEAD_LETTERS, letter);
  }

  private long now(Context context) {
    return context.timerService().currentProcessingTime();
  }
}
