package org.drey.cli.collect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.drey.collect.feed.FollowedFile;
import org.drey.collect.feed.FollowedFile.FileContent;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;

/** The files that a service follows. */
final class FollowedFiles {
  private final List<FollowedFile<?>> files = new CopyOnWriteArrayList<>();

  /** Reads a file, and follows it. */
  <T> FollowedFile<T> add(Path file, FileContent<T> reader) throws Exception {
    FollowedFile<T> followed = new FollowedFile<>(file, reader);
    files.add(followed);
    return followed;
  }

  /**
   * The same of an option's file, which must be there and right.
   *
   * @param option its name, for messages
   */
  <T> FollowedFile<T> add(String option, Path file, FileContent<T> reader) throws Exception {
    if (!Files.isRegularFile(file)) {
      throw new UserError(option + ": there is no file " + file);
    }
    try {
      return add(file, reader);
    } catch (IOException e) {
      throw new UserError(option + ": " + file + ": " + e.getMessage());
    }
  }

  /** Reads those again that have changed. */
  void look() {
    files.forEach(FollowedFile::look);
  }

  /** Returns which cannot be used in their newest state; null if all can. */
  @Nullable String problem() {
    String all =
        files.stream()
            .map(FollowedFile::problem)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("\n"));
    return all.isEmpty() ? null : all;
  }

  /** Returns how many changes could not be used. */
  long refused() {
    return files.stream().mapToLong(FollowedFile::refused).sum();
  }
}
