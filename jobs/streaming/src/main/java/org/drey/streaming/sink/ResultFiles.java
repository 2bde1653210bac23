package org.drey.streaming.sink;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.drey.base.FileTurn;
import org.drey.base.OwnerOnly;
import org.drey.base.RegularFile;
import org.jspecify.annotations.Nullable;

/**
 * The files of a run, one for each of its results. They are written beside their places, under
 * hidden names, and moved there when the run has ended well: one that fails leaves what was there
 * before. They hold tokens of people, so only their owner may read them. One run writes to a folder
 * at a time.
 */
public final class ResultFiles implements Closeable {
  private final Path folder;
  private final List<String> names;

  /** Has the folder's lock from the beginning to the end. */
  private @Nullable FileTurn turn;

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
   * @throws IOException if the place of one is taken by what is no file, or another run writes to
   *     the folder
   */
  public void begin() throws IOException {
    Files.createDirectories(folder);
    for (String name : names) {
      RegularFile.checkReplaceable(place(name));
    }
    turn = takeTurn();
    for (String name : names) {
      OwnerOnly.create(part(name)).close();
    }
  }

  private FileTurn takeTurn() throws IOException {
    FileTurn own = new FileTurn(lock());
    if (own.take()) {
      return own;
    }
    own.close();
    throw new FileSystemException(
        folder.toString(),
        null,
        "another run writes its results there; wait until it has ended, or choose another folder");
  }

  /** Returns where a result is written until all are there. */
  public Path part(String name) {
    return folder.resolve("." + name + ".jsonl.part");
  }

  /** Moves all to their places, and ends the run. */
  public void publish() throws IOException {
    for (String name : names) {
      Files.move(part(name), place(name), StandardCopyOption.ATOMIC_MOVE);
    }
    close();
  }

  /** Removes what was not moved to its place, and ends the run; nothing if none has begun. */
  @Override
  public void close() throws IOException {
    if (turn == null) {
      return; // what is there is another run's
    }
    for (String name : names) {
      Files.deleteIfExists(part(name));
    }
    Files.deleteIfExists(lock());
    turn.close();
    turn = null;
  }

  private Path lock() {
    return folder.resolve(".results.lock");
  }

  private Path place(String name) {
    return folder.resolve(name + ".jsonl");
  }
}
