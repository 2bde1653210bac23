package org.drey.console.decide;

import java.io.IOException;
import org.drey.alerts.decide.VerdictTopic;
import org.drey.console.work.SentVerdicts.SentVerdict;
import org.drey.event.Verdict;

/** The topic of verdicts, which the job reads. */
public final class TopicOutlet implements VerdictOutlet {
  private final VerdictTopic topic;

  /** A topic. */
  public TopicOutlet(VerdictTopic topic) {
    this.topic = topic;
  }

  @Override
  public SentVerdict give(Verdict verdict) throws IOException, InterruptedException {
    VerdictTopic.Position at = topic.send(verdict);
    return SentVerdict.of(verdict, at.topic(), at.partition(), at.offset());
  }

  @Override
  public String name() {
    return topic.name();
  }

  @Override
  public boolean isLive() {
    return true;
  }
}
