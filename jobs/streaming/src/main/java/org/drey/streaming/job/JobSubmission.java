package org.drey.streaming.job;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Facts that the detection job has only when it is submitted.
 *
 * @param transaction how long an outage may last without losing alerts
 * @param generation when it was, seconds since 1970: revisions of a later one go before those of an
 *     earlier one
 * @param repeats whether it writes every alert again that its state has
 */
public record JobSubmission(Duration transaction, long generation, boolean repeats) {
  /** The one of a run that ends, which is not submitted. */
  static final JobSubmission NONE = new JobSubmission(Duration.ZERO, 0, false);

  /** One at this moment, to brokers that have to say how long a transaction may last. */
  public static JobSubmission now(JobSettings settings)
      throws ExecutionException, InterruptedException {
    return now(settings, note -> {});
  }

  /**
   * The same.
   *
   * @param terminal takes what the user has to know who starts the job
   */
  static JobSubmission now(JobSettings settings, Consumer<String> terminal)
      throws ExecutionException, InterruptedException {
    Duration longest = BrokerCheck.longestTransaction(settings.kafka(), terminal);
    return new JobSubmission(longest, Instant.now().getEpochSecond(), false);
  }

  /** The same, of a job that writes every alert again. */
  public JobSubmission repeating() {
    return new JobSubmission(transaction, generation, true);
  }

  /** Returns the generation that writes every alert again; 0 for none. */
  long repeatedFor() {
    return repeats ? generation : 0;
  }
}
