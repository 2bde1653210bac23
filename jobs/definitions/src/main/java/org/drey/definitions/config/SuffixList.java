package org.drey.definitions.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.drey.blocklist.name.PublicSuffixes;
import org.jspecify.annotations.Nullable;

/**
 * The public suffix list with which a job finds registered domains. It is read once, when the job
 * is started, and travels with the job to every machine: even if the file changes, all subtasks
 * have the same list for as long as the job runs.
 */
public final class SuffixList implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The list that ships with Drey; nothing of it travels. */
  public static final SuffixList BUNDLED = new SuffixList(null);

  private final byte @Nullable [] content;

  private SuffixList(byte @Nullable [] content) {
    this.content = content;
  }

  /**
   * The list in a file, in the format of publicsuffix.org.
   *
   * @throws IOException if it cannot be read
   * @throws InvalidConfigurationException if it is no such list; names the file
   */
  public static SuffixList of(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    try {
      PublicSuffixes unused = PublicSuffixes.read(new ByteArrayInputStream(content));
    } catch (IOException e) {
      throw new InvalidConfigurationException(file + ": " + e.getMessage());
    }
    return new SuffixList(content);
  }

  /** The list, ready for lookups. Parses it at each call: keep the instance. */
  public PublicSuffixes open() {
    if (content == null) {
      return PublicSuffixes.bundled();
    }
    try {
      return PublicSuffixes.read(new ByteArrayInputStream(content));
    } catch (IOException e) {
      throw new UncheckedIOException("a public suffix list that was sound once", e);
    }
  }
}
