package org.drey.streaming.sink;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Writes a bounded stream to one file of JSON lines, for its owner alone. For parallelism 1. */
public final class JsonLinesSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final Encoder<T> encoder;

  /** Writes an element as one line, without a line break. */
  public interface Encoder<T> extends Serializable {
    byte[] encode(T element);
  }

  public JsonLinesSink(Path file, Encoder<T> encoder) {
    this.file = file.toString();
    this.encoder = encoder;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    OutputStream unbuffered = ResultOutput.unbuffered(Path.of(file));
    OutputStream out = new BufferedOutputStream(unbuffered);
    return new SinkWriter<>() {
      @Override
      public void write(T element, Context elementContext) throws IOException {
        out.write(encoder.encode(element));
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
