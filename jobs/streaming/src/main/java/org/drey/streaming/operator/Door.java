package org.drey.streaming.operator;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.event.DeadLetter;
import org.drey.rules.correlate.Detector;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;
import org.drey.streaming.event.Arrival;
import org.drey.streaming.event.DeadLetters;
import org.drey.streaming.event.EventRow;
import org.drey.streaming.event.Header;

/**
 * Where a stream enters: nearly every event ends here. Holds each against the single-event rules,
 * which see no subject where no basis is declared, and decides once whether it is late.
 */
public final class Door<T extends SpecificRecordBase> extends ProcessFunction<Arrival<T>, Match>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private final DoorSettings settings;
  private transient Detector detector;
  private transient EventRow row;
  private transient Header header;
  private transient Tally tally;
  private transient PartitionClocks clocks;
  private transient OperatorStateStore store;

  public Door(DoorSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    store = context.getOperatorStateStore();
    clocks = new PartitionClocks();
    clocks.restore(store);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    clocks.snapshot(store);
  }

  @Override
  public void open(OpenContext context) {
    detector = new Detector(settings.rules(), settings.stream());
    row = settings.rows().create(() -> tally.count("without-rate"));
    header = new Header(settings.stream());
    tally = new Tally(getRuntimeContext(), settings.stream().topic());
  }

  @Override
  public void processElement(Arrival<T> arrival, Context context, Collector<Match> out) {
    tally.count("read");
    if (arrival.isRejected()) {
      if (settings.reportsRejects()) {
        long now = context.timerService().currentProcessingTime();
        reject(DeadLetters.of(arrival, now), context);
      }
      return;
    }
    boolean late = isLate(arrival);
    boolean matches = detector.matches(row.show(arrival.datum()));
    if (late && !(matches && detector.isCorrelated())) {
      rejectLate(arrival, context);
    } else if (matches) {
      tally.count("matched");
      boolean sent = detector.report(row, origin(arrival, late), new Sender(context, out));
      if (late && !sent) {
        rejectLate(arrival, context);
      }
    }
  }

  /** Late is what is older than the clock of its own partition, less the lateness. */
  private boolean isLate(Arrival<T> arrival) {
    long clock = clocks.with(arrival.topic(), arrival.partition(), arrival.eventTime());
    return settings.judgesLateness()
        && arrival.eventTime() < clock - settings.stream().lateness().toMillis();
  }

  private Detector.Origin origin(Arrival<T> arrival, boolean late) {
    return new Detector.Origin(
        header.id(arrival.datum()),
        header.tokenDomain(arrival.datum()),
        arrival.eventTime(),
        late,
        arrival.topic(),
        arrival.partition(),
        arrival.offset());
  }

  private void rejectLate(Arrival<T> arrival, Context context) {
    DeadLetter letter =
        DeadLetters.late(
            arrival.topic(),
            arrival.partition(),
            arrival.offset(),
            arrival.eventTime(),
            context.timerService().currentProcessingTime());
    reject(letter, context);
  }

  private void reject(DeadLetter letter, Context context) {
    tally.count("rejected." + letter.getReason());
    context.output(Outputs.DEAD_LETTERS, letter);
  }

  private final class Sender implements Detector.Output {
    private final Context context;
    private final Collector<Match> out;

    Sender(Context context, Collector<Match> out) {
      this.context = context;
      this.out = out;
    }

    @Override
    public void finding(Finding finding) {
      context.output(Outputs.FINDINGS, finding);
    }

    @Override
    public void match(Match match, int pass) {
      if (pass == 1) {
        out.collect(match);
      } else {
        context.output(Outputs.SECOND_PASS, match);
      }
    }
  }
}
