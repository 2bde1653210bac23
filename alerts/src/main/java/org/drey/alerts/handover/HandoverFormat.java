package org.drey.alerts.handover;

import java.io.IOException;
import java.util.List;

/** A format for others: a function from what goes out to a text. */
public interface HandoverFormat {
  /** The document. The same handover gives the same text. */
  String write(HandoverContents handover);

  /** The document as its receivers read it, which see no markup. */
  default String preview(HandoverContents handover) {
    return write(handover);
  }

  /** Returns whether a document is about one alert, or one case. */
  default boolean isOfOne() {
    return false;
  }

  /** Returns why there is no such document of this, as sentences; empty if there is one. */
  default List<String> refusals(HandoverContents handover) {
    return List.of();
  }

  /** Returns what of a document its receivers would refuse. */
  default List<String> problems(String document) throws IOException {
    return List.of();
  }

  /** Returns what there is to know of a document without problems. */
  default List<String> notes() {
    return List.of();
  }

  /** Returns whether a file that begins so is in this format, and may be replaced by another. */
  boolean hasWritten(String beginning);
}
