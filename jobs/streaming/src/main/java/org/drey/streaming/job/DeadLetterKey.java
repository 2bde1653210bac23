package org.drey.streaming.job;

import org.drey.event.DeadLetter;

/** The key of a dead letter: where its record is, so that a repeat replaces it. */
final class DeadLetterKey {
  private DeadLetterKey() {}

  static String of(DeadLetter letter) {
    return letter.getTopic() + "-" + letter.getPartition() + "-" + letter.getOffset();
  }
}
