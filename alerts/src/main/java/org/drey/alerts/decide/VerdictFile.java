package org.drey.alerts.decide;

import java.io.IOException;
import java.nio.file.Path;
import org.drey.alerts.source.LineFile;
import org.drey.event.Verdict;

/** A file of verdicts, a line each; only appended to. */
public final class VerdictFile {
  private VerdictFile() {}

  /** Appends a verdict as {@link LineFile#append} does. */
  public static void append(Path file, Verdict verdict) throws IOException {
    LineFile.append(file, verdict);
  }
}
