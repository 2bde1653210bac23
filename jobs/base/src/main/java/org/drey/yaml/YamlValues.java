package org.drey.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Values made of values that were read. Those keep the lines that they were read from; what is new
 * has the line of a value that was read, for messages.
 */
public final class YamlValues {
  private YamlValues() {}

  /** A map of these entries, in their order. */
  public static YamlNode map(YamlNode at, Map<String, YamlNode> fields) {
    List<NodeTuple> entries = new ArrayList<>();
    fields.forEach((key, value) -> entries.add(new NodeTuple(scalar(at, key), value.node)));
    return new YamlNode(
        at.file(),
        new MappingNode(Tag.MAP, true, entries, FlowStyle.BLOCK, start(at), Optional.empty()));
  }

  /** A list of these items. */
  public static YamlNode list(YamlNode at, List<YamlNode> items) {
    List<Node> nodes = items.stream().map(item -> item.node).toList();
    return new YamlNode(
        at.file(),
        new SequenceNode(Tag.SEQ, true, nodes, FlowStyle.BLOCK, start(at), Optional.empty()));
  }

  /** A text. */
  public static YamlNode text(YamlNode at, String text) {
    return new YamlNode(at.file(), scalar(at, text));
  }

  private static Node scalar(YamlNode at, String text) {
    return new ScalarNode(Tag.STR, true, text, ScalarStyle.PLAIN, start(at), Optional.empty());
  }

  private static Optional<Mark> start(YamlNode at) {
    return at.node.getStartMark();
  }
}
