package org.drey.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.drey.base.RegularFile;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
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

  /**
   * Counts what a parser reads, before it becomes a node. An alias counts as what it stands for;
   * one line of aliases to aliases stands for more than any memory holds.
   */
  private static final class LimitedParser implements Parser {
    private final Parser parser;
    private final Map<Anchor, Extent> anchored = new HashMap<>();
    private final Deque<Extent> open = new ArrayDeque<>();
    private int nodes;

    LimitedParser(Parser parser) {
      this.parser = parser;
    }

    /** The size of a node, with all that is in it. */
    private static final class Extent {
      private final int before;
      private int nodes;
      private int depth;
      private boolean isOpen = true;

      /** A node that begins after so many others. */
      Extent(int before) {
        this.before = before;
      }
    }

    @Override
    public Event next() {
      Event event = parser.next();
      switch (event.getEventId()) {
        case DocumentStart -> anchored.clear();
        case Scalar -> end(begin(event, 0));
        case SequenceStart, MappingStart -> open.push(begin(event, 1));
        case SequenceEnd, MappingEnd -> end(open.pop());
        case Alias -> repeat(event, anchored.get(((AliasEvent) event).getAlias()));
        default -> {}
      }
      return event;
    }

    private Extent begin(Event event, int depth) {
      Extent extent = new Extent(nodes);
      ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchored.put(anchor, extent));
      add(event, 1, depth);
      extent.depth = depth;
      return extent;
    }

    private void end(Extent extent) {
      extent.nodes = nodes - extent.before;
      extent.isOpen = false;
      contain(extent.depth);
    }

    private void repeat(Event event, @Nullable Extent extent) {
      if (extent == null) {
        return; // an alias of nothing: the composer says so
      }
      if (extent.isOpen) {
        throw new YamlException(line(event), "an alias of what it is in");
      }
      add(event, extent.nodes, extent.depth);
      contain(extent.depth);
    }

    private void add(Event event, int more, int depth) {
      nodes += more;
      if (nodes > LimitedYaml.MAX_NODES) {
        throw new YamlException(
            line(event),
            "more than %,d values, aliases counted as what they stand for; split it into several files"
                .formatted(LimitedYaml.MAX_NODES));
      }
      if (open.size() + depth > LimitedYaml.DEEPEST) {
        throw new YamlException(
            line(event), "nested more than " + LimitedYaml.DEEPEST + " levels deep");
      }
    }

    /** The innermost open node is one deeper than the deepest in it. */
    private void contain(int depth) {
      Extent around = open.peek();
      if (around != null) {
        around.depth = Math.max(around.depth, depth + 1);
      }
    }

    private static int line(Event event) {
      return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
      return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
      return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
      return parser.hasNext();
    }
  }
}
