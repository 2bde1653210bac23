package org.drey.cli.edge;

import java.io.IOException;
import java.nio.file.Path;
import org.drey.blocklist.publish.FileStamp;
import org.drey.definitions.config.Configuration;
import org.drey.definitions.config.Declarations;
import org.drey.definitions.config.InvalidConfigurationException;
import org.drey.edge.splash.Declaration;
import org.drey.edge.splash.DeclarationSource;
import org.jspecify.annotations.Nullable;

/** The declarations of the jobs' configuration, read again only if the file has changed. */
final class DeclarationFile implements DeclarationSource {
  private final Path file;
  private @Nullable Read last;

  /** The declaration in one state of the file. */
  private record Read(FileStamp stamp, Declaration declaration) {}

  DeclarationFile(Path file) {
    this.file = file;
  }

  /**
   * Returns what the file declares now.
   *
   * @throws InvalidConfigurationException if it is no configuration; says in which line
   */
  @Override
  public Declaration look() throws IOException {
    FileStamp stamp = FileStamp.of(file); // before it is read: a change in between is seen later
    Read known = last;
    if (known == null || !known.stamp().equals(stamp)) {
      Declarations declared = Configuration.read(file).declarations();
      known = new Read(stamp, new Declaration(Declared.processing(declared), declared.hash()));
      last = known;
    }
    return known.declaration();
  }
}
