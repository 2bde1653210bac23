package org.drey.alerts.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BiFunction;
import org.drey.event.Alert;
import org.drey.event.Reason;

/** A format of alerts for the house: all of them go, also undecided ones. */
public interface AlertExport {
  /**
   * Returns whether who reads it decides about alerts. If not, those of young people are left out
   * unless they are asked for.
   */
  boolean isForAnalysts();

  /** Returns whether a file that begins so is in this format, and may be replaced by another. */
  boolean hasWritten(String beginning);

  /**
   * Begins a file; the caller closes the stream.
   *
   * @param words what a reason has seen, a sentence
   */
  Writer begin(OutputStream out, BiFunction<Alert, Reason, String> words) throws IOException;

  /** A file in the making. */
  interface Writer {
    void write(Alert alert) throws IOException;

    /** Ends the file; without it, what was written may be incomplete. */
    void end() throws IOException;
  }
}
