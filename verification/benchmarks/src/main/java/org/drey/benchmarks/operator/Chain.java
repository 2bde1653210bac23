package org.drey.benchmarks.operator;

import java.io.IOException;
import java.util.List;
import org.drey.definitions.record.ScoreInput;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.rules.cases.Link;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;
import org.drey.streaming.operator.Outputs;

/**
 * The keyed steps of the detection job, wired as there and in the calling thread. Between them each
 * element is written and read, as on its way from one machine to another. Not thread-safe.
 */
public final class Chain implements AutoCloseable {
  private final List<RuleHead> heads;
  private final Step<Match, Finding> first;
  private final Step<Match, Finding> second;
  private final Step<ScoreInput, Alert> score;
  private final Step<Link, Case> cases;
  private final Shuffle<Match> matches = new Shuffle<>(Match.class);
  private final Shuffle<ScoreInput> findings = new Shuffle<>(ScoreInput.class);
  private final Shuffle<Link> links = new Shuffle<>(Link.class);
  private long scored;
  private long revisions;

  /** The steps with a rule set, all of them empty. */
  public Chain(RuleSet rules) throws Exception {
    heads = rules.heads();
    first = Step.correlate(rules, 1);
    second = Step.correlate(rules, 2);
    score = Step.score(rules);
    cases = Step.cases(rules);
  }

  /** Hands on what the door let through, and all that follows from it. */
  public void send(Payments.Passed passed) throws Exception {
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
    for (Match forwarded : first.take(Outputs.SECOND_PASS)) {
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
    for (Link link : score.take(Outputs.LINKS)) {
      cases.send(links.pass(link));
    }
    revisions += score.take().size();
    var unused = score.take(Outputs.SHADOW_ALERTS);
    takeCases();
  }

  private void takeCases() {
    var unused = cases.take();
  }

  /** Returns what a step has done with its state so far. */
  public Accesses accesses(Part part) {
    return step(part).accesses();
  }

  /** Bytes of a step's state. */
  public long stateBytes(Part part) throws Exception {
    return step(part).stateBytes();
  }

  private Step<?, ?> step(Part part) {
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
    for (Part part : Part.values()) {
      step(part).close();
    }
  }
}
