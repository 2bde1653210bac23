package org.drey.collect.feed;

import java.util.Locale;

/** The reason why something that was read becomes no record. */
public enum RefusalReason {
  /** It is longer than anything of its kind. */
  OVERSIZED,
  /** The writer or the file ended in the middle of it. */
  CUT_OFF,
  /** It is not in the encoding of its kind. */
  MALFORMED,
  /** A control frame that is of no known kind, or not where it belongs. */
  UNEXPECTED_CONTROL,
  /** A DNS message without a question. */
  NO_QUESTION,
  /** A DNS message with several questions. */
  SEVERAL_QUESTIONS,
  /** It does not say when it happened. */
  NO_TIME,
  /** Its time has no offset from UTC, and no zone is declared. */
  NO_ZONE,
  /** Its time is more than five minutes ahead. */
  FUTURE,
  /** Its time is more than 400 days ago. */
  TOO_OLD,
  /** A field that each record has is missing. */
  MISSING_FIELD,
  /** A value is not what its field may hold. */
  OUT_OF_RANGE,
  /** It is not text in UTF-8. */
  NOT_TEXT,
  /** It is nested too deeply. */
  TOO_DEEP,
  /** It declares a document type, in which entities may be. */
  DOCUMENT_TYPE,
  /** The payment that it is about is not known, or is one of several. */
  NO_PAYMENT,
  /** Its session began before the collector did, or not yet: how many watch is not known. */
  NO_SESSION,
  /** It is not signed by who may send it, or was signed long ago. */
  UNSIGNED,
  /** A fault of Drey's own. */
  INTERNAL;

  /** Returns it as people and metrics read it: {@code too_old}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
