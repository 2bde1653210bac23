package org.drey.collect.iso20022;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An element that is looked at, with those in it. Built once, and not changed then. */
final class PathNode {
  private final Map<String, PathNode> children = new HashMap<>();
  private @Nullable MessageField text;
  private @Nullable MessageField currency;
  private @Nullable MessageField mark;
  private boolean isScope;
  private boolean isItem;
  private boolean isItemAlone;

  /** Returns the element below at a path of local names, which is looked at from now on. */
  PathNode at(String path) {
    PathNode node = this;
    for (String name : path.split("/", -1)) {
      node = node.children.computeIfAbsent(name, unused -> new PathNode());
    }
    return node;
  }

  /** Takes the text of the element at a path. */
  PathNode text(String path, MessageField field) {
    at(path).text = field;
    return this;
  }

  /** Takes the amount at a path, and its currency. */
  PathNode amount(String path, MessageField amount, MessageField of) {
    at(path).text = amount;
    at(path).currency = of;
    return this;
  }

  /** Notes that there is an element at a path. */
  PathNode mark(String path, MessageField field) {
    at(path).mark = field;
    return this;
  }

  /** Makes this a part whose values hold inside it, before those around it. */
  PathNode scope() {
    isScope = true;
    return this;
  }

  /** Makes this a scope that is taken when it ends: a payment, a status, a return. */
  PathNode item() {
    isItem = true;
    return scope();
  }

  /** Makes this a scope that is an item, too, if it ends without one in it. */
  PathNode itemAlone() {
    isItemAlone = true;
    return scope();
  }

  @Nullable PathNode child(String name) {
    return children.get(name);
  }

  @Nullable MessageField text() {
    return text;
  }

  @Nullable MessageField currency() {
    return currency;
  }

  @Nullable MessageField mark() {
    return mark;
  }

  boolean isScope() {
    return isScope;
  }

  boolean isItem() {
    return isItem;
  }

  boolean isItemAlone() {
    return isItemAlone;
  }
}
