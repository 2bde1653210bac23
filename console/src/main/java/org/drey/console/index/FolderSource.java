package org.drey.console.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.drey.alerts.present.KnownFindings;
import org.drey.alerts.source.ResultFolder;
import org.drey.console.store.ConsoleDatabase;
import org.drey.event.Alert;
import org.drey.event.TopicNames;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.score.FoldForecast.KnownFinding;

/** A folder that a replay or a tail wrote. */
public final class FolderSource implements IndexSource {
  /** Files of the folder that are read. */
  static final List<String> FILES =
      List.of(TopicNames.ERASURES, TopicNames.ALERTS, TopicNames.VERDICTS, TopicNames.CASES);

  private final Path folder;
  private final Consumer<String> warnings;

  /**
   * A folder.
   *
   * @param warnings takes a text for each of the first lines that cannot be read
   */
  public FolderSource(Path folder, Consumer<String> warnings) {
    this.folder = folder.toAbsolutePath().normalize();
    this.warnings = warnings;
  }

  /** Returns whether a folder has the alerts of a replay or a tail. */
  public static boolean hasAlerts(Path folder) {
    return Files.isRegularFile(folder.resolve(TopicNames.ALERTS + ".jsonl"));
  }

  /**
   * Returns whether a replay or a tail has begun to write the alerts of a folder that has none:
   * they are beside their place until they are whole. One that was killed leaves them there, too.
   */
  public static boolean isBeingFilled(Path folder) {
    return !hasAlerts(folder)
        && Files.isRegularFile(folder.resolve("." + TopicNames.ALERTS + ".jsonl.part"));
  }

  @Override
  public String name() {
    return "folder " + folder;
  }

  @Override
  public IndexFeed open(ConsoleDatabase database) {
    return new FolderFeed(folder, name(), IndexErasure.of(database), warnings);
  }

  @Override
  public Map<String, Collection<KnownFinding>> findings(Collection<Alert> alerts, RuleSet rules)
      throws IOException {
    return KnownFindings.of(new ResultFolder(folder, warnings), alerts, rules);
  }

  @Override
  public List<Age> ages() throws IOException {
    List<Age> ages = new ArrayList<>();
    for (String topic : FILES.subList(1, FILES.size())) {
      Path file = folder.resolve(topic + ".jsonl");
      ages.add(
          new Age(
              String.valueOf(file.getFileName()),
              Age.Kind.FILE,
              Files.exists(file) ? Files.getLastModifiedTime(file).toInstant() : null));
    }
    return ages;
  }
}
