package org.drey.console.decide;

import java.io.IOException;
import org.drey.console.work.SentVerdicts.SentVerdict;
import org.drey.event.Verdict;

/** The outlet of verdicts: a topic or a file. */
public interface VerdictOutlet {
  /**
   * Gives a verdict, and waits until it is kept there.
   *
   * @throws IOException if it may not be; giving the same verdict again does no harm
   */
  SentVerdict give(Verdict verdict) throws IOException, InterruptedException;

  /** Returns where they go: the full name of a topic, or a file. */
  String name();

  /** Returns whether a job reads them as they come. */
  boolean isLive();
}
