package org.drey.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Counts what a parser reads, before it becomes a node. An alias counts as what it stands for; one
 * line of aliases to aliases stands for more than any memory holds.
 */
final class LimitedParser implements Parser {
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
