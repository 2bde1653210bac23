package org.drey.streaming.sink;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.drey.base.FileErrors;

/** Writes a file of results. An error says which file it was, as that of a full disk does not. */
public final class ResultOutput extends OutputStream {
  private final String file;
  private final OutputStream out;

  private ResultOutput(Path file) throws IOException {
    this.file = file.toString();
    this.out =
        Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
  }

  /**
   * Opens a file that is there, its owner's alone, to rewrite it; closing it writes what is
   * buffered. It is not made: where its run was stopped, it would stay.
   */
  public static OutputStream buffered(Path file) throws IOException {
    return new BufferedOutputStream(new ResultOutput(file));
  }

  /**
   * The same without a buffer, for a writer that flushes its own and, when it is closed, closes
   * this alone: a task whose close fails ends its whole TaskManager, and the reason with it.
   */
  static OutputStream unbuffered(Path file) throws IOException {
    return new ResultOutput(file);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      throw FileErrors.named(file, e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
