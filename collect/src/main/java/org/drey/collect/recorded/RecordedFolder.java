package org.drey.collect.recorded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.ErasureIntake;
import org.drey.definitions.stream.RecordIntake;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.definitions.stream.VerdictIntake;
import org.drey.event.TopicNames;

/**
 * The files of a folder that are sent to topics.
 *
 * @param configuration says which topics there are; it declares all that is read
 * @param prefix what the names of the topics begin with
 */
public record RecordedFolder(Path folder, DreyConfiguration configuration, String prefix) {
  /** Those that are no streams of events: what analysts decide, and who is to be forgotten. */
  public static final Set<String> BESIDE_STREAMS = Set.of(TopicNames.VERDICTS, TopicNames.ERASURES);

  /** Returns all kinds of records that a folder may have. */
  public static List<RecordIntake<?>> intakes() {
    List<RecordIntake<?>> intakes = new ArrayList<>(StreamRegistry.all());
    intakes.add(new VerdictIntake());
    intakes.add(new ErasureIntake());
    return List.copyOf(intakes);
  }

  /**
   * Reads the lines of each kind, each in the order in which they are sent.
   *
   * @param withHits whether hits are sent as well, which otherwise a blocklist job makes
   * @param now no record is later, milliseconds since 1970
   */
  public List<List<RecordedLine>> read(boolean withHits, long now) throws IOException {
    List<List<RecordedLine>> streams = new ArrayList<>();
    for (RecordIntake<?> intake : intakes()) {
      if (withHits || !intake.topic().equals(TopicNames.BLOCKLIST_HITS)) {
        streams.add(read(intake, now));
      }
    }
    return streams;
  }

  private <T extends SpecificRecordBase> List<RecordedLine> read(RecordIntake<T> intake, long now)
      throws IOException {
    Path file = folder.resolve(intake.topic() + ".jsonl");
    return RecordedLines.of(file, intake, configuration, prefix, now);
  }
}
