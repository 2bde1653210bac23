package org.drey.local.cli;

import org.drey.blocklist.name.PublicSuffixes;
import picocli.CommandLine.IVersionProvider;

/** What {@code ./drey --version} says: the program, and the public suffix list that it ships. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"drey 0.1.0", PublicSuffixes.bundled().toString()};
  }
}
