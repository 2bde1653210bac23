package org.drey.benchmarks;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.drey.definitions.record.ScoreInput;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.Payment;
import org.drey.rules.cases.EntityLink;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;
import org.drey.streaming.job.FlinkSettings;
import org.drey.streaming.operator.SideOutputs;

/**
 * The keyed steps of the detection job, wired as there and in the calling thread. Between them each
 * element is written and read, as on its way from one machine to another. Not thread-safe.
 */
final class DetectionSteps implements AutoCloseable {
  private final RuleSet rules;
  private final OperatorSubtask<Match, Finding> first;
  private final OperatorSubtask<Match, Finding> second;
  private final OperatorSubtask<ScoreInput, Alert> score;
  private final OperatorSubtask<EntityLink, Case> cases;
  private final Shuffle<Match> matches = new Shuffle<>(Match.class);
  private final Shuffle<ScoreInput> findings = new Shuffle<>(ScoreInput.class);
  private final Shuffle<EntityLink> links = new Shuffle<>(EntityLink.class);
  private long scored;
  private long revisions;

  /** The steps that are keyed by entity, as the job calls them. */
  enum Step {
    FIRST("correlate-1"),
    SECOND("correlate-2"),
    SCORE("score"),
    CASES("cases");

    final String title;

    Step(String title) {
      this.title = title;
    }
  }

  /** The steps with a rule set, all of them empty. */
  DetectionSteps(RuleSet rules) throws Exception {
    this.rules = rules;
    first = OperatorSubtask.correlate(rules, 1);
    second = OperatorSubtask.correlate(rules, 2);
    score = OperatorSubtask.score(rules);
    cases = OperatorSubtask.cases(rules);
  }

  /** Hands on what the door lets through of a payment, and all that follows; the clock follows. */
  void pay(InventedPayments door, Payment payment) throws Exception {
    InventedPayments.PassedPayment passed = door.pass(payment);
    for (Match match : passed.first()) {
      first.send(matches.pass(match));
    }
    for (Match match : passed.second()) {
      second.send(matches.pass(match));
    }
    passFirst();
    passSecond();
    score(ScoreInput.of(passed.findings(), rules));
    passScore();
    clock(payment.getEventTime().toEpochMilli() - 1);
  }

  /** Moves the clock of all steps; what fires goes on before the next step's clock moves. */
  private void clock(long time) throws Exception {
    first.clock(time);
    passFirst();
    second.clock(time);
    passSecond();
    score.clock(time);
    passScore();
    cases.clock(time);
    var unused = cases.take();
  }

  private void passFirst() throws Exception {
    var unusedFindings = first.take();
    for (Match forwarded : first.take(SideOutputs.SECOND_PASS)) {
      second.send(matches.pass(forwarded));
    }
    score(first.take(SideOutputs.SCORED));
  }

  private void passSecond() throws Exception {
    var unusedFindings = second.take();
    score(second.take(SideOutputs.SCORED));
  }

  private void score(List<ScoreInput> inputs) throws Exception {
    for (ScoreInput input : inputs) {
      scored += input.findings().size();
      score.send(findings.pass(input));
    }
  }

  private void passScore() throws Exception {
    for (EntityLink link : score.take(SideOutputs.LINKS)) {
      cases.send(links.pass(link));
    }
    revisions += score.take().size();
    var unused = score.take(SideOutputs.SHADOW_ALERTS);
    var unusedCases = cases.take();
  }

  /** Returns what a step has done with its state so far. */
  CountedFunction.Accesses accesses(Step step) {
    return subtask(step).accesses();
  }

  long stateBytes(Step step) throws Exception {
    return subtask(step).stateBytes();
  }

  private OperatorSubtask<?, ?> subtask(Step step) {
    return switch (step) {
      case FIRST -> first;
      case SECOND -> second;
      case SCORE -> score;
      case CASES -> cases;
    };
  }

  /** Returns how many findings came to the score so far. */
  long scored() {
    return scored;
  }

  /** Returns how many revisions of alerts came out so far. */
  long revisions() {
    return revisions;
  }

  @Override
  public void close() {
    for (Step step : Step.values()) {
      subtask(step).close();
    }
  }

  /** The way from one step to another: an element is written and read. */
  private static final class Shuffle<T> {
    private static final int BUFFER_BYTES = 4096;

    private final TypeSerializer<T> serializer;
    private final DataOutputSerializer out = new DataOutputSerializer(BUFFER_BYTES);
    private final DataInputDeserializer in = new DataInputDeserializer();

    Shuffle(Class<T> type) {
      ExecutionConfig config = new ExecutionConfig(FlinkSettings.common());
      serializer = TypeInformation.of(type).createSerializer(config.getSerializerConfig());
    }

    T pass(T element) throws IOException {
      out.clear();
      serializer.serialize(element, out);
      in.setBuffer(out.getSharedBuffer(), 0, out.length());
      return serializer.deserialize(in);
    }
  }
}
