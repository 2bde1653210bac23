package org.drey.cli.collect;

import java.io.IOException;
import java.util.List;
import org.drey.collect.format.LineFormat;
import org.drey.collect.format.ProductFormats;
import org.drey.terminal.UserError;
import org.drey.terminal.WrongUse;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** A format by the name that an option has. */
final class NamedFormat {
  private NamedFormat() {}

  /** Reads a format of the product, or of a file, and plays its samples. */
  static LineFormat read(String name) throws IOException {
    return LineFormat.read(node(name));
  }

  /**
   * Returns the streams whose records are wanted.
   *
   * @param stream the only one; null for all that the format has
   */
  static List<String> streams(LineFormat format, @Nullable String stream, CommandSpec spec) {
    if (stream == null) {
      return format.streams();
    }
    if (!format.streams().contains(stream)) {
      throw WrongUse.of(spec, "--stream: the format has " + String.join(", ", format.streams()));
    }
    return List.of(stream);
  }

  /** Reads the text of one. */
  static YamlNode node(String name) throws IOException {
    try {
      return ProductFormats.find(name);
    } catch (IllegalArgumentException e) {
      throw new UserError("--format: " + e.getMessage());
    }
  }
}
