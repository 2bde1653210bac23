package org.drey.cli.edge;

import org.drey.definitions.config.Declarations;
import org.drey.definitions.config.Notice;
import org.drey.edge.splash.template.Processing;
import org.jspecify.annotations.Nullable;

/** The statements that the jobs' configuration allows on the splash page. */
final class Declared {
  private Declared() {}

  /**
   * The statement that is true. That tokens are removed says what Drey does from now on; it does
   * not say what topics, other systems and earlier times have kept. So that nothing is recorded is
   * only said where the operator states it.
   *
   * @param declarations those of the configuration
   */
  static Processing processing(Declarations declarations) {
    return switch (declarations.subjects()) {
      case REMOVED -> declarations.nothingRecorded() ? Processing.NONE : Processing.UNKNOWN;
      case PROCESSED -> processed(declarations.notice());
      case UNDECLARED -> Processing.UNKNOWN;
    };
  }

  private static Processing processed(@Nullable Notice notice) {
    return notice == null
        ? Processing.UNKNOWN
        : Processing.declared(notice.controller(), notice.url());
  }
}
