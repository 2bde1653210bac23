package org.drey.benchmarks.operator;

import java.io.IOException;
import java.util.List;
import org.drey.definitions.record.ScoreInput;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.rules.cases.EntityLink;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;
import org.drey.streaming.operator.SideOutputs;

/**
 * The keyed steps of the detection job, wired as there and in the calling thread. Between them each
 * element is written and read, as on its way from one machine to another. Not thread-safe.
 */
public final class OperatorChain implements AutoCloseable {
  private final List<RuleHead> heads;
  private final OperatorSubtask<Match, Finding> first;
  private final OperatorSubtask<Match, Finding> second;
  private final OperatorSubtask<ScoreInput, Alert> score;
  private final OperatorSubtask<EntityLink, Case> cases;
  private final ElementShuffle<Match> matches = new ElementShuffle<>(Match.class);
  private final ElementShuffle<ScoreInput> findings = new ElementShuffle<>(ScoreInput.class);
  private final ElementShuffle<EntityLink> links = new ElementShuffle<>(EntityLink.class);
  private long scored;
  private long revisions;

  /** The steps with a rule set, all of them empty. */
  public OperatorChain(RuleSet rules) throws Exception {
    heads = rules.heads();
    first = OperatorSubtask.correlate(rules, 1);
    second = OperatorSubtask.correlate(rules, 2);
    score = OperatorSubtask.score(rules);
    cases = OperatorSubtask.cases(rules);
  }

  /** Hands on what the door let through, and all that follows from it. */
  public void send(InventedPayments.PassedPayment passed) throws Exception {
    for (Match match : passed.first()) {
      first.send(matches.pass(match));
    }
    for (Match match : passed.second()) {
      second.send(matches.pass(match));
    }
    passFirst();
    score(second.take());
    score(passed.findings());
    passScore();
  }

  /** Moves the clock of all steps; what fires goes on before the next step's clock moves. */
  public void clock(long time) throws Exception {
    first.clock(time);
    passFirst();
    second.clock(time);
    score(second.take());
    score.clock(time);
    passScore();
    cases.clock(time);
    takeCases();
  }

  private void passFirst() throws Exception {
    for (Match forwarded : first.take(SideOutputs.SECOND_PASS)) {
      second.send(matches.pass(forwarded));
    }
    score(first.take());
  }

  /** As in the job: what no score counts does not travel. */
  private void score(List<Finding> found) throws Exception {
    for (Finding finding : found) {
      RuleHead head = heads.get(finding.rule());
      if (finding.entity() != null && head.scoring() != null) {
        scored++;
        score.send(findings.pass(ScoreInput.of(finding)));
      }
    }
  }

  private void passScore() throws Exception {
    for (EntityLink link : score.take(SideOutputs.LINKS)) {
      cases.send(links.pass(link));
    }
    revisions += score.take().size();
    var unused = score.take(SideOutputs.SHADOW_ALERTS);
    takeCases();
  }

  private void takeCases() {
    var unused = cases.take();
  }

  /** Returns what a step has done with its state so far. */
  public StateAccesses accesses(KeyedSteps part) {
    return step(part).accesses();
  }

  /** Bytes of a step's state. */
  public long stateBytes(KeyedSteps part) throws Exception {
    return step(part).stateBytes();
  }

  private OperatorSubtask<?, ?> step(KeyedSteps part) {
    return switch (part) {
      case FIRST -> first;
      case SECOND -> second;
      case SCORE -> score;
      case CASES -> cases;
    };
  }

  /** Returns how many findings came to the score so far. */
  public long scored() {
    return scored;
  }

  /** Returns how many revisions of alerts came out so far. */
  public long revisions() {
    return revisions;
  }

  @Override
  public void close() throws IOException {
    for (KeyedSteps part : KeyedSteps.values()) {
      step(part).close();
    }
  }
}
