package org.drey.console.decide;

import java.io.IOException;
import java.nio.file.Path;
import org.drey.alerts.decide.VerdictFile;
import org.drey.console.work.SentVerdicts.SentVerdict;
import org.drey.event.TopicNames;
import org.drey.event.Verdict;

/** The file of verdicts in a folder, which counts at the next replay. */
public final class FolderOutlet implements VerdictOutlet {
  private final Path file;

  /** A folder. */
  public FolderOutlet(Path folder) {
    this.file = folder.resolve(TopicNames.VERDICTS + ".jsonl");
  }

  @Override
  public SentVerdict give(Verdict verdict) throws IOException {
    VerdictFile.append(file, verdict);
    return SentVerdict.of(verdict, name(), null, null);
  }

  @Override
  public String name() {
    return file.getFileName().toString();
  }

  @Override
  public boolean isLive() {
    return false;
  }
}
