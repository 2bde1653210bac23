package org.drey.collect.lines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.drey.base.AtomicFile;

/**
 * The place up to which a file was read, and the brokers have it.
 *
 * @param file by which the system knows the file, whatever its name
 * @param head a digest of its first line: a new file may get the number of one that was removed
 */
record FilePosition(String file, String head, long position) {
  /** Reads a note; nothing if there is none. */
  static Optional<FilePosition> read(Path note) throws IOException {
    if (!Files.exists(note)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(note, StandardCharsets.UTF_8);
    try {
      return Optional.of(
          new FilePosition(lines.get(0), lines.get(1), Long.parseLong(lines.get(2))));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IOException(note + " is no note of a collector; remove it", e);
    }
  }

  void write(Path note) throws IOException {
    String text = file + "\n" + head + "\n" + position + "\n";
    AtomicFile.writePrivate(note, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
