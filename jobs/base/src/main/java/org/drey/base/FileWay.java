package org.drey.base;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The way to a file by its name: by which folders and symbolic links. */
final class FileWay {
  /** As Linux has it. */
  private static final int MAX_LINKS = 40;

  private FileWay() {}

  /**
   * All folders and links from the root to a file, and the file, in the order in which they are
   * met. No name in one of them is a link but perhaps its last.
   */
  static List<Path> to(Path file) throws IOException {
    Path whole = file.toAbsolutePath();
    Path at = whole.getRoot();
    Deque<Path> ahead = new ArrayDeque<>();
    whole.forEach(ahead::addLast);
    List<Path> way = new ArrayList<>(List.of(at));
    int links = 0;
    while (!ahead.isEmpty()) {
      Path next = at.resolve(ahead.removeFirst()).normalize(); // "..": no link is left before it
      way.add(next);
      if (!Files.isSymbolicLink(next)) {
        at = next;
        continue;
      }
      if (++links > MAX_LINKS) {
        throw new FileSystemLoopException(file.toString());
      }
      Path target = Files.readSymbolicLink(next);
      at = target.isAbsolute() ? target.getRoot() : at;
      List<Path> names = new ArrayList<>();
      target.forEach(names::add);
      for (int i = names.size() - 1; i >= 0; i--) {
        ahead.addFirst(names.get(i));
      }
    }
    return way;
  }
}
