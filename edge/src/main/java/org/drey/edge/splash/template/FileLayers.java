package org.drey.edge.splash.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * The same part of several files, of which the first that says something wins: the operator's
 * before that which comes with Drey.
 */
record FileLayers(List<YamlNode> nodes) {
  FileLayers {
    nodes = List.copyOf(nodes);
  }

  /** Checks the keys of every file. */
  FileLayers known(Set<String> keys) {
    nodes.forEach(node -> node.fields(keys));
    return this;
  }

  /** The value of a key, or null if no file has it or the first that has it says nothing there. */
  @Nullable YamlNode value(String key) {
    for (YamlNode node : nodes) {
      YamlNode value = node.get(key);
      if (value != null) {
        return value.isNothing() ? null : value;
      }
    }
    return null;
  }

  /** The value of a key that some file must have. */
  YamlNode required(String key) {
    YamlNode value = value(key);
    if (value == null) {
      throw first().problem("'" + key + "' is missing");
    }
    return value;
  }

  /** The part below a key; empty if there is none or the first file takes it away. */
  FileLayers below(String key) {
    List<YamlNode> below = new ArrayList<>();
    for (YamlNode node : nodes) {
      YamlNode value = node.get(key);
      if (value != null && value.isNothing()) {
        break;
      }
      if (value != null) {
        below.add(value);
      }
    }
    return new FileLayers(below);
  }

  /** These over one more. */
  FileLayers over(YamlNode other) {
    List<YamlNode> all = new ArrayList<>(nodes);
    all.add(other);
    return new FileLayers(all);
  }

  boolean isEmpty() {
    return nodes.isEmpty();
  }

  /** Returns where a problem of the whole is reported: in the file that wins. */
  YamlNode first() {
    return nodes.get(0);
  }

  /** All keys: in the order of the file that is overridden, then those that are new. */
  Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Map<String, YamlNode> fields = nodes.get(i).fields();
      keys.addAll(fields.keySet());
    }
    return keys;
  }
}
