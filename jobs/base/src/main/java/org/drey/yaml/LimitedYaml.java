package org.drey.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.drey.base.RegularFile;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * The documents of a YAML text, as nodes that know their lines. A text has at most {@value
 * #MAX_BYTES} bytes, {@value #MAX_NODES} nodes once its aliases are expanded, and maps and lists in
 * one another {@value #DEEPEST} deep; what exceeds one of these, or is no YAML, is a {@link
 * YamlException}, thrown as soon as it is seen.
 */
public final class LimitedYaml implements Iterator<Node> {
  public static final int MAX_BYTES = 1 << 20;
  public static final int MAX_NODES = 100_000;
  public static final int DEEPEST = 100;

  private final Composer composer;

  private LimitedYaml(Composer composer) {
    this.composer = composer;
  }

  /** The documents of a text, composed one by one as they are asked for. */
  public static LimitedYaml documents(String yaml) {
    if (yaml.length() > MAX_BYTES || yaml.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw tooLarge();
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setMaxAliasesForCollections(Integer.MAX_VALUE) // what they stand for is counted
            .build();
    ParserImpl parser = new ParserImpl(settings, new StreamReader(settings, yaml));
    return new LimitedYaml(new Composer(settings, new LimitedParser(parser)));
  }

  /** The document of a text that has at most one; none if there is nothing in it. */
  public static Optional<Node> document(String yaml) {
    return located(documents(yaml).composer::getSingleNode);
  }

  /**
   * A file's text. No more of the file is read than may be in it.
   *
   * @throws IOException if it cannot be read, or is a pipe, device or folder
   */
  public static String read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = RegularFile.open(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw tooLarge();
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new YamlException(1, "not UTF-8");
    }
  }

  @Override
  public boolean hasNext() {
    return located(composer::hasNext);
  }

  @Override
  public Node next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return located(composer::next);
  }

  private static YamlException tooLarge() {
    return new YamlException(1, "larger than 1 MiB; split it into several files");
  }

  private static <T> T located(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new YamlException(line, "not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new YamlException(1, "not YAML: " + e.getMessage());
    }
  }
}
