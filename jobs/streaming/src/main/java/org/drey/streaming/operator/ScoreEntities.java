package org.drey.streaming.operator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.event.Alert;
import org.drey.event.wire.RejectReason;
import org.drey.rules.cases.Link;
import org.drey.rules.cases.LinkBook;
import org.drey.rules.cases.Standing;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.event.EntityKey;
import org.drey.rules.score.AlertBooks;
import org.drey.rules.score.AlertRevision;
import org.drey.rules.score.Band;
import org.drey.rules.score.EntityBooks;
import org.drey.rules.score.Fold;
import org.drey.rules.score.Ledger;
import org.drey.rules.score.Verdicts;
import org.drey.rules.verdict.Verdict;
import org.drey.streams.event.DeadLetters;
import org.drey.streams.event.EventDetails;
import org.drey.streams.event.PlacedFinding;
import org.drey.streams.event.ScoreInput;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the books of each entity and emits what changes of its alerts; at the side what changes of
 * its shadow alerts, if any scored rule is on trial, and of its links to those that it names.
 */
public final class ScoreEntities extends KeyedProcessFunction<EntityKey, ScoreInput, Alert>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** When an entity is looked at again whose look has failed. */
  private static final long TRY_AGAIN_MILLIS = Duration.ofDays(1).toMillis();

  private final RuleSet rules;
  private final long settleMillis;
  private final long generation;
  private final @Nullable Band fourEyesFrom;
  private transient AlertBooks books;
  private transient AlertRecords records;
  private transient StateBook live;
  private transient StateBook tried;
  private transient StateLinks named;
  private transient OperatorMetrics metrics;
  private transient SafetyNet net;
  private transient KeptClock kept;
  private transient OperatorStateStore store;

  /** What a call comes to, before anything is written. */
  private record Changes(
      EntityBooks book, LinkBook links, List<Alert> alerts, List<Alert> shadows, List<Link> sent) {}

  /**
   * The score step.
   *
   * @param settleMillis how much older than the clock a finding may be to be folded at its own
   *     time, see {@link Fold#settleMillis}
   * @param generation when the job was submitted, seconds since 1970; 0 for a bounded run
   * @param fourEyesFrom the peak band from which a verdict needs a second analyst; null for none
   */
  public ScoreEntities(
      RuleSet rules, long settleMillis, long generation, @Nullable Band fourEyesFrom) {
    this.rules = rules;
    this.settleMillis = settleMillis;
    this.generation = generation;
    this.fourEyesFrom = fourEyesFrom;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    store = context.getOperatorStateStore();
    kept = new KeptClock();
    kept.restore(store);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    kept.snapshot(store);
  }

  @Override
  public void open(OpenContext context) {
    books = new AlertBooks(rules, settleMillis, EventDetails::namesIn, fourEyesFrom);
    records = new AlertRecords(rules, generation);
    live = new StateBook(getRuntimeContext(), "");
    tried = new StateBook(getRuntimeContext(), StateBook.TRIED);
    named = new StateLinks(getRuntimeContext());
    metrics = new OperatorMetrics(getRuntimeContext(), "score");
    net = new SafetyNet(getRuntimeContext(), "score");
  }

  @Override
  public void processElement(ScoreInput input, Context context, Collector<Alert> out)
      throws Exception {
    long clock = kept.at(context.timerService().currentWatermark());
    Changes changes;
    Ledger.Taken taken;
    try {
      EntityBooks book = open(context);
      LinkBook links = new LinkBook(context.getCurrentKey(), named);
      taken = accept(input, book, links, clock);
      changes = changes(book, links, input.time(), context);
    } catch (StateFailedException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      net.caught(e);
      refuse(input, e, clock, context);
      return;
    }
    if (taken == Ledger.Taken.REFUSED) {
      tooMany(input, context);
      return;
    }
    count(input, taken);
    apply(changes, context, out);
  }

  private void tooMany(ScoreInput verdict, Context context) {
    metrics.count("rejected." + RejectReason.NOT_ALLOWED);
    String why = "the alert has " + Verdicts.MOST + " verdicts, the most that one takes";
    long now = context.timerService().currentProcessingTime();
    context.output(
        Outputs.DEAD_LETTERS, DeadLetters.notAllowed(verdict.place(), why, verdict.time(), now));
  }

  private Ledger.Taken accept(ScoreInput input, EntityBooks book, LinkBook links, long clock) {
    PlacedFinding placed = input.finding();
    if (placed == null) {
      Verdict verdict = requireNonNull(input.verdict(), "a verdict or a finding").verdict();
      return book.accept(verdict, clock);
    }
    Finding finding = placed.under(rules.mark());
    links.name(books.track(finding), books.named(finding), finding.time());
    Ledger.Taken taken = book.accept(finding, clock);
    links.renamed().forEach(track -> book.repeat(track, clock));
    return taken;
  }

  private void count(ScoreInput input, Ledger.Taken taken) {
    if (taken != Ledger.Taken.NOT_KEPT) {
      if (input.finding() == null) {
        metrics.count("verdicts_taken");
      } else {
        metrics.count("findings");
      }
    }
    if (taken == Ledger.Taken.KEPT_BEHIND) {
      metrics.count("behind_settled");
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Alert> out)
      throws Exception {
    long clock = kept.at(context.timerService().currentWatermark());
    if (clock == Long.MAX_VALUE) {
      return; // a bounded run ends at its last event: no time passes after it
    }
    Changes changes;
    try {
      EntityBooks book = open(context);
      book.advance(clock);
      LinkBook links = new LinkBook(context.getCurrentKey(), named);
      changes = changes(book, links, clock, context);
    } catch (StateFailedException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      net.caught(e);
      lookAgain(clock, context);
      return;
    }
    apply(changes, context, out);
  }

  private EntityBooks open(Context context) {
    long now = context.timerService().currentProcessingTime();
    return books.open(context.getCurrentKey(), live, tried, now);
  }

  /**
   * What a call comes to.
   *
   * @param time of what brought it about, milliseconds since 1970
   */
  private Changes changes(EntityBooks book, LinkBook links, long time, Context context) {
    EntityKey entity = context.getCurrentKey();
    for (AlertRevision revision : book.revisions()) {
      links.revise(revision.track(), Standing.of(revision), time);
    }
    return new Changes(
        book,
        links,
        records.of(entity, book.revisions(), links),
        rules.hasTrials() ? records.of(entity, book.shadowRevisions(), links) : List.of(),
        links.links());
  }

  private void apply(Changes changes, Context context, Collector<Alert> out) {
    changes.book().write();
    if (changes.book().isEmpty()) {
      named.clear(); // it ends with what named them
    } else {
      changes.links().write();
    }
    changes.book().newTimers().forEach(context.timerService()::registerEventTimeTimer);
    for (Alert revision : changes.alerts()) {
      metrics.count("revisions");
      out.collect(revision);
    }
    changes.shadows().forEach(revision -> context.output(Outputs.SHADOW_ALERTS, revision));
    for (Link link : changes.sent()) {
      metrics.count("links");
      context.output(Outputs.LINKS, link);
    }
  }

  private void refuse(ScoreInput input, Throwable fault, long clock, Context context) {
    long time = input.time();
    if (input.place().isKnown()) {
      metrics.count("rejected." + RejectReason.INTERNAL);
      long now = context.timerService().currentProcessingTime();
      context.output(Outputs.DEAD_LETTERS, DeadLetters.unexpected(input.place(), fault, time, now));
    } else {
      lookAgain(Math.max(time, clock), context);
    }
  }

  /** No record is to blame: the entity stays as it was, and is looked at again a day later. */
  private void lookAgain(long clock, Context context) {
    if (clock != Long.MAX_VALUE) {
      context.timerService().registerEventTimeTimer(clock + TRY_AGAIN_MILLIS);
    }
  }
}
