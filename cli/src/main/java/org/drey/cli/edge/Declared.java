package org.drey.cli.edge;

import org.drey.edge.splash.page.Processing;
import org.drey.streams.config.Declarations;
import org.drey.streams.config.Notice;
import org.jspecify.annotations.Nullable;

/** What the jobs' configuration allows the splash page to say. */
final class Declared {
  private Declared() {}

  /**
   * The statement that is true.
   *
   * @param declarations those of the configuration; null without one
   */
  static Processing processing(@Nullable Declarations declarations) {
    if (declarations == null) {
      return Processing.UNKNOWN;
    }
    return switch (declarations.subjects()) {
      case REMOVED -> Processing.NONE;
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
