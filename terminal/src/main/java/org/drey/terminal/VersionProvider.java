package org.drey.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.drey.blocklist.name.PublicSuffixes;
import picocli.CommandLine.IVersionProvider;

/**
 * The output of {@code ./drey --version}: the program, and the public suffix list that it ships.
 */
public final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"drey " + ofProgram(), PublicSuffixes.bundled().toString()};
  }

  /** As the build wrote it. */
  private static String ofProgram() {
    try (InputStream in = VersionProvider.class.getResourceAsStream("version")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
