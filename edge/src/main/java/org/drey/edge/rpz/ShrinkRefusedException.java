package org.drey.edge.rpz;

import java.io.IOException;

/** A change that takes too much out of a zone, of which nothing was applied. */
final class ShrinkRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  ShrinkRefusedException(String message) {
    super(message);
  }
}
