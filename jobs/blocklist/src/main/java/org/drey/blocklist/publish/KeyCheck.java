package org.drey.blocklist.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListKey;
import org.jspecify.annotations.Nullable;

/**
 * A check that the key fits the lists, before the service starts: with another one, every request
 * would pass undecided for as long as it runs. All versions of a list have one key; one of which no
 * file has the form of a list says nothing of it, and is no reason not to start.
 */
public final class KeyCheck {
  private KeyCheck() {}

  /**
   * Returns what is wrong with the key for a list in a file, and how to repair it; nothing for a
   * plain list.
   *
   * @param key null if none was given
   */
  public static Optional<String> ofFile(Path file, @Nullable ListKey key) {
    try {
      if (!ListFile.isCompiled(file)) {
        return Optional.empty();
      }
      if (key == null) {
        return Optional.of("list file " + file + " is compiled, so its key is needed");
      }
      return ListFile.statedKey(file).equals(key.check())
          ? Optional.empty()
          : Optional.of(misfit("list file " + file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns what is wrong with the key of a folder of published lists, for the lists in force
   * there.
   *
   * @param ids which; empty for all that the folder has
   */
  public static List<String> ofStore(ListStore store, List<String> ids) {
    List<String> problems = new ArrayList<>();
    try {
      for (String id : ids.isEmpty() ? store.lists() : ids) {
        ofList(store, id).ifPresent(problems::add);
      }
    } catch (IOException e) {
      return List.of(); // the folder cannot be read
    }
    return List.copyOf(problems);
  }

  private static Optional<String> ofList(ListStore store, String id) {
    try {
      return store.hasOtherKey(id) ? Optional.of(misfit("list " + id)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String misfit(String list) {
    return list + " was made with another key than the one given";
  }
}
