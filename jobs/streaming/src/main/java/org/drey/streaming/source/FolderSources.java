package org.drey.streaming.source;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.drey.base.RegularFile;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.stream.RecordIntake;

/** Reads streams from a folder of {@code <topic>.jsonl}. */
public final class FolderSources {
  private final StreamExecutionEnvironment env;
  private final Path folder;
  private final DreyConfiguration configuration;

  /** Reads a folder, as far as the configuration lets it. */
  public FolderSources(
      StreamExecutionEnvironment env, Path folder, DreyConfiguration configuration) {
    this.env = env;
    this.folder = folder;
    this.configuration = configuration;
  }

  /** The file of a topic. */
  public Path file(String topic) {
    return folder.resolve(topic + ".jsonl");
  }

  /**
   * Returns whether the folder has a file for a stream that may be read; if not, the stream is
   * empty. One about its subjects is not read where the configuration says that there is no legal
   * basis.
   *
   * @throws IOException if what has the file's name cannot be read
   */
  public boolean has(RecordIntake<?> stream) throws IOException {
    return !stream.fileBindings(configuration).topics().isEmpty()
        && RegularFile.isThere(file(stream.topic()));
  }

  /** The arrivals of a stream; its file must be there. */
  public <T extends SpecificRecordBase> DataStream<ArrivedRecord<T>> read(RecordIntake<T> stream) {
    FileSource<ArrivedRecord<T>> source =
        FileSource.forBulkFileFormat(
                new FileArrivals<>(stream, stream.fileBindings(configuration)),
                new org.apache.flink.core.fs.Path(file(stream.topic()).toUri()))
            .build();
    WatermarkStrategy<ArrivedRecord<T>> bounded =
        WatermarkStrategy.<ArrivedRecord<T>>noWatermarks()
            .withTimestampAssigner(
                (arrival, before) -> arrival.isRejected() ? 0 : arrival.eventTime());
    String name = stream.topic();
    // One reader: a file is not split, and a line's number is its offset.
    return env.fromSource(source, bounded, name).uid("source-" + name).setParallelism(1);
  }
}
