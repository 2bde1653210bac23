package org.drey.streaming.sink;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.drey.event.json.JsonLineWriter;

/**
 * Writes a bounded stream of records to one file of JSON lines, for its owner alone. For
 * parallelism 1.
 */
public final class JsonLinesSink<T extends SpecificRecordBase> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  private final String file;

  public JsonLinesSink(Path file) {
    this.file = file.toString();
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    OutputStream unbuffered = ResultOutput.unbuffered(Path.of(file));
    OutputStream out = new BufferedOutputStream(unbuffered);
    JsonLineWriter lines = new JsonLineWriter();
    return new SinkWriter<>() {
      @Override
      public void write(T element, Context elementContext) throws IOException {
        out.write(lines.write(element));
        out.write('\n');
      }

      @Override
      public void flush(boolean endOfInput) throws IOException {
        out.flush();
      }

      @Override
      public void close() throws IOException {
        unbuffered.close();
      }
    };
  }
}
