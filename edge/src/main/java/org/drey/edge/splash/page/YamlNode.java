package org.drey.edge.splash.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.drey.yaml.LimitedYaml;
import org.drey.yaml.YamlException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML value that knows the file and line where it stands; every scalar is a text. */
final class YamlNode {
  private final String file;
  private final Node node;

  private YamlNode(String file, Node node) {
    this.file = file;
    this.node = node;
  }

  /** Reads a file of one document. */
  static YamlNode parse(String file, String yaml) {
    try {
      Node node =
          LimitedYaml.document(yaml)
              .orElseGet(() -> new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK));
      return new YamlNode(file, node);
    } catch (YamlException e) {
      throw new InvalidContentException(file, e.line(), e.reason());
    }
  }

  /** A problem at this value, to be thrown. */
  InvalidContentException problem(String reason) {
    return new InvalidContentException(
        file, node.getStartMark().map(Mark::getLine).orElse(0) + 1, reason);
  }

  boolean isMap() {
    return node instanceof MappingNode;
  }

  /** The entries in their order; a key that stands twice is a problem. */
  Map<String, YamlNode> fields() {
    if (!(node instanceof MappingNode mapping)) {
      throw problem("expected keys with values");
    }
    Map<String, YamlNode> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      YamlNode key = new YamlNode(file, tuple.getKeyNode());
      if (fields.put(key.text(), new YamlNode(file, tuple.getValueNode())) != null) {
        throw key.problem("the key '" + key.text() + "' stands twice");
      }
    }
    return fields;
  }

  /** The entries, of which all keys must be known. */
  Map<String, YamlNode> fields(Set<String> known) {
    Map<String, YamlNode> fields = fields();
    fields.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            throw value.problem(
                "unknown key '" + key + "'; there are " + String.join(", ", new TreeSet<>(known)));
          }
        });
    return fields;
  }

  /** The value of a key, or null. */
  @Nullable YamlNode get(String key) {
    return fields().get(key);
  }

  /** The value of a key that must be there. */
  YamlNode required(String key) {
    YamlNode value = get(key);
    if (value == null) {
      throw problem("'" + key + "' is missing");
    }
    return value;
  }

  /** The items of a list. */
  List<YamlNode> items() {
    if (!(node instanceof SequenceNode sequence)) {
      throw problem("expected a list");
    }
    List<YamlNode> items = new ArrayList<>();
    sequence.getValue().forEach(item -> items.add(new YamlNode(file, item)));
    return items;
  }

  /** Whether nothing stands here, which takes away what another file says. */
  boolean isNothing() {
    return node instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && (scalar.getValue().isEmpty() || scalar.getValue().equals("null"));
  }

  /** The text that stands here, which must not be blank. */
  String text() {
    if (!(node instanceof ScalarNode scalar)) {
      throw problem("expected a text");
    }
    if (scalar.getValue().isBlank()) {
      throw problem("expected a text, and nothing stands here");
    }
    return scalar.getValue().strip();
  }
}
