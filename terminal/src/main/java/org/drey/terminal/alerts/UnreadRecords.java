package org.drey.terminal.alerts;

import org.drey.alerts.source.ResultSource;
import org.drey.terminal.UserError;

/** The end of a command that met records which could not be read, beside the warnings of each. */
final class UnreadRecords {
  /** The exit status where some could not. */
  static final int SOME_NOT_READ = 3;

  private UnreadRecords() {}

  /**
   * The exit status of what was read.
   *
   * @param read how many alerts there were
   */
  static int status(ResultSource results, long read) {
    if (read == 0 && results.unreadable() > 0) {
      throw new UserError(
          "None of the "
              + results.unreadable()
              + " records of alerts in "
              + results.name()
              + " could be read; the first are named above.");
    }
    return results.unreadable() > 0 ? SOME_NOT_READ : 0;
  }
}
