package org.drey.blocklist.compile;

import java.nio.file.Path;
import org.drey.blocklist.feed.FeedReader;

/** The file of a provider's feed, and how to read it. */
public record FeedFile(Path file, FeedReader reader) {

  /** The file's name, for messages and reports. */
  public String name() {
    return String.valueOf(file.getFileName());
  }
}
