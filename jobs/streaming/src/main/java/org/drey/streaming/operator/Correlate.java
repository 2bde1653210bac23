package org.drey.streaming.operator;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.event.wire.RejectReason;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Correlator;
import org.drey.rules.correlate.Correlator.Outcome;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Group;
import org.drey.rules.correlate.Match;
import org.drey.rules.event.EntityKey;
import org.drey.streaming.event.DeadLetters;

/** One pass of correlation, keyed by entity; the groups of an entity are sub-keys of its state. */
public final class Correlate extends KeyedProcessFunction<EntityKey, Match, Finding> {
  private static final long serialVersionUID = 1L;

  /** State names; a rename loses state. */
  public static final String GROUPS = "groups";

  public static final String TIMER = "timer";

  private final RuleSet rules;
  private final int pass;
  private transient Correlator correlator;
  private transient MapState<String, Group> groups;
  private transient LazyTimer timer;
  private transient Tally tally;

  /**
   * A pass.
   *
   * @param pass 1, or 2 for what is built on findings of another entity
   */
  public Correlate(RuleSet rules, int pass) {
    this.rules = rules;
    this.pass = pass;
  }

  @Override
  public void open(OpenContext context) {
    correlator = new Correlator(rules, pass);
    groups =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(GROUPS, Types.STRING, TypeInformation.of(Group.class)));
    timer = new LazyTimer(getRuntimeContext(), TIMER);
    tally = new Tally(getRuntimeContext(), "correlate-" + pass);
  }

  @Override
  public void processElement(Match match, Context context, Collector<Finding> out)
      throws Exception {
    long clock = context.timerService().currentWatermark();
    Outcome outcome =
        correlator.accept(match, clock, new StateGroups(groups), new Sender(context, out));
    switch (outcome) {
      case NEW -> timer.wakeAt(correlator.wakeUp(match), context.timerService());
      case DUPLICATE -> tally.count("duplicates");
      case LATE -> reject(match, context);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Finding> out)
      throws Exception {
    timer.fired();
    long clock = context.timerService().currentWatermark();
    EntityKey entity = context.getCurrentKey();
    long next =
        correlator.advance(entity, clock, new StateGroups(groups), new Sender(context, out));
    if (next != Long.MAX_VALUE) {
      timer.wakeAt(next, context.timerService());
    }
  }

  private void reject(Match match, Context context) {
    tally.count("rejected." + RejectReason.LATE);
    context.output(
        Outputs.DEAD_LETTERS,
        DeadLetters.late(
            match.topic(),
            match.partition(),
            match.offset(),
            match.time(),
            context.timerService().currentProcessingTime()));
  }

  private final class Sender implements Correlator.Output {
    private final Context context;
    private final Collector<Finding> out;

    Sender(Context context, Collector<Finding> out) {
      this.context = context;
      this.out = out;
    }

    @Override
    public void finding(Finding finding) {
      out.collect(finding);
    }

    @Override
    public void forward(Match match) {
      context.output(Outputs.SECOND_PASS, match);
    }

    @Override
    public void dropped() {
      tally.count("observations-dropped");
    }
  }
}
