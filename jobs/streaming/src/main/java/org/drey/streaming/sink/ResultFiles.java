package org.drey.streaming.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.drey.base.OwnerOnly;
import org.drey.base.RegularFile;

/**
 * The files of a run, one for each of its results. They are written beside their places, under
 * hidden names, and moved there when the run has ended well: one that fails leaves what was there
 * before. They hold tokens of people, so only their owner may read them.
 */
public final class ResultFiles {
  private final Path folder;
  private final List<String> names;

  /**
   * Files of a folder.
   *
   * @param names without their ending
   */
  public ResultFiles(Path folder, List<String> names) {
    this.folder = folder.toAbsolutePath();
    this.names = List.copyOf(names);
  }

  /**
   * Makes them, empty, and the folder if need be.
   *
   * @throws IOException if the place of one is taken by what is no file
   */
  public void begin() throws IOException {
    Files.createDirectories(folder);
    for (String name : names) {
      RegularFile.checkReplaceable(place(name));
    }
    for (String name : names) {
      OwnerOnly.create(part(name)).close();
    }
  }

  /** Where a result is written until all are there. */
  public Path part(String name) {
    return folder.resolve("." + name + ".jsonl.part");
  }

  /** Moves all to their places. */
  public void publish() throws IOException {
    for (String name : names) {
      Files.move(part(name), place(name), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Removes what was not moved to its place. */
  public void discard() throws IOException {
    for (String name : names) {
      Files.deleteIfExists(part(name));
    }
  }

  private Path place(String name) {
    return folder.resolve(name + ".jsonl");
  }
}
