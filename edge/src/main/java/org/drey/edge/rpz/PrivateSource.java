package org.drey.edge.rpz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.publish.FileModes;

/**
 * A list that is not taken while others on the machine can read its files or keys: their modes are
 * looked at each time, since they may change while the process runs.
 *
 * @param files each with what is in it, such as "the feed"
 */
public record PrivateSource(EntrySource source, Map<Path, String> files) implements EntrySource {

  /** Copies the map. */
  public PrivateSource {
    files = Map.copyOf(files);
  }

  @Override
  public String fingerprint() throws IOException {
    checkModes();
    return source.fingerprint();
  }

  @Override
  public String read(Consumer<ListEntry> entries) throws IOException {
    checkModes();
    return source.read(entries);
  }

  private void checkModes() throws IOException {
    for (Map.Entry<Path, String> file : files.entrySet()) {
      Optional<String> problem = FileModes.problem(file.getValue(), file.getKey());
      if (problem.isPresent()) {
        throw new IOException(problem.get());
      }
    }
  }
}
