package org.drey.collect.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.drey.base.NameSuggestions;
import org.drey.yaml.YamlNode;

/** The formats that come with the product, and those of an operator's files. */
public final class ProductFormats {
  /** The names of those that come with the product. */
  public static final List<String> NAMES =
      List.of(
          "berlin-group",
          "card-csv",
          "dns-collector",
          "iso8583-json",
          "livekit",
          "nginx",
          "nginx-rtmp",
          "node-media-server",
          "open-banking-uk",
          "owncast",
          "squid",
          "srs",
          "suricata",
          "varnish",
          "zeek");

  private ProductFormats() {}

  /**
   * Returns the text of a format.
   *
   * @param name of one of the product, or a file
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if there is neither; the message says what there is
   */
  public static YamlNode find(String name) throws IOException {
    if (NAMES.contains(name)) {
      return YamlNode.parse(name + ".yaml", text(name));
    }
    if (!Files.exists(Path.of(name))) {
      throw new IllegalArgumentException(
          "no file and no format '"
              + name
              + "'"
              + NameSuggestions.didYouMean(name, NAMES)
              + "; there are "
              + String.join(", ", NAMES));
    }
    return YamlNode.read(Path.of(name));
  }

  /** Returns the file of a format of the product, to copy and change. */
  public static String text(String name) {
    try (InputStream in = ProductFormats.class.getResourceAsStream(name + ".yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
