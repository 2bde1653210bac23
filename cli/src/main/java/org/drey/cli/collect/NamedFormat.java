package org.drey.cli.collect;

import java.io.IOException;
import org.drey.collect.format.LineFormat;
import org.drey.collect.format.ProductFormats;
import org.drey.terminal.UserError;
import org.drey.yaml.YamlNode;

/** A format by the name that an option has. */
final class NamedFormat {
  private NamedFormat() {}

  /** Reads a format of the product, or of a file, and plays its samples. */
  static LineFormat read(String name) throws IOException {
    return LineFormat.read(node(name));
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
