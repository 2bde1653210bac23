package org.drey.cli.edge;

import java.io.IOException;
import java.nio.file.Path;
import org.drey.blocklist.publish.FileStamp;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.InvalidConfigurationException;
import org.drey.definitions.config.LegalDeclarations;
import org.drey.edge.splash.DeclarationSource;
import org.drey.edge.splash.VisitorDeclaration;
import org.jspecify.annotations.Nullable;

/** The declarations of the jobs' configuration, read again only if the file has changed. */
final class DeclarationFile implements DeclarationSource {
  private final Path file;
  private @Nullable DeclaredState last;

  /** The declaration in one state of the file. */
  private record DeclaredState(FileStamp stamp, VisitorDeclaration declaration) {}

  DeclarationFile(Path file) {
    this.file = file;
  }

  /**
   * Returns what the file declares now.
   *
   * @throws InvalidConfigurationException if it is no configuration; says in which line
   */
  @Override
  public VisitorDeclaration look() throws IOException {
    FileStamp stamp = FileStamp.of(file); // before it is read: a change in between is seen later
    DeclaredState known = last;
    if (known == null || !known.stamp().equals(stamp)) {
      LegalDeclarations declared = DreyConfiguration.read(file).declarations();
      known =
          new DeclaredState(
              stamp,
              new VisitorDeclaration(DeclaredProcessing.processing(declared), declared.hash()));
      last = known;
    }
    return known.declaration();
  }
}
