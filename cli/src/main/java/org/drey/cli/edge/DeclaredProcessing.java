package org.drey.cli.edge;

import org.drey.definitions.config.LegalDeclarations;
import org.drey.definitions.config.PrivacyNotice;
import org.drey.edge.splash.template.ProcessingStatement;
import org.jspecify.annotations.Nullable;

/** The statements that the jobs' configuration allows on the splash page. */
final class DeclaredProcessing {
  private DeclaredProcessing() {}

  /**
   * The statement that is true. That tokens are removed says what Drey does from now on; it does
   * not say what topics, other systems and earlier times have kept. So that nothing is recorded is
   * only said where the operator states it.
   *
   * @param declarations those of the configuration
   */
  static ProcessingStatement processing(LegalDeclarations declarations) {
    return switch (declarations.subjects()) {
      case REMOVED ->
          declarations.nothingRecorded() ? ProcessingStatement.NONE : ProcessingStatement.UNKNOWN;
      case PROCESSED -> processed(declarations.notice());
      case UNDECLARED -> ProcessingStatement.UNKNOWN;
    };
  }

  private static ProcessingStatement processed(@Nullable PrivacyNotice notice) {
    return notice == null
        ? ProcessingStatement.UNKNOWN
        : ProcessingStatement.declared(notice.controller(), notice.url());
  }
}
