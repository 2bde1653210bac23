package org.drey.collect.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.drey.collect.feed.RefusalReason;
import org.jspecify.annotations.Nullable;

/** Lines of which each is a JSON object. What is not wanted is passed over, and never kept. */
final class JsonInput implements LineInput {
  private static final int DEEPEST = 64;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final SourceTree wanted;
  private final @Nullable String startAt;

  /**
   * An input.
   *
   * @param startAt what the object begins with, after words of another program; null if with the
   *     line
   */
  JsonInput(List<SourcePath> sources, @Nullable String startAt) {
    this.wanted = SourceTree.of(sources);
    this.startAt = startAt;
  }

  @Override
  public void read(byte[] line, String text, LineValues into) throws RefusedLineException {
    int start = start(text);
    try (JsonParser json =
        start == 0 ? FACTORY.createParser(line) : FACTORY.createParser(text.substring(start))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw LineInput.malformed("a JSON object");
      }
      object(json, wanted, into);
      if (json.nextToken() != null) {
        throw LineInput.malformed("one JSON object, and nothing after it");
      }
    } catch (StreamConstraintsException e) {
      throw new RefusedLineException(
          RefusalReason.TOO_DEEP, null, "JSON at most " + DEEPEST + " levels deep");
    } catch (JsonProcessingException e) {
      // Its message quotes the line.
      throw LineInput.malformed("one whole JSON object");
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to give bytes", e);
    }
  }

  private static void object(JsonParser json, SourceTree tree, LineValues into)
      throws IOException, RefusedLineException {
    for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
      SourceTree below = tree.below(key);
      JsonToken token = json.nextToken();
      value(json, token, below, below != null && below.isMany, into);
    }
  }

  private static void array(JsonParser json, SourceTree tree, LineValues into)
      throws IOException, RefusedLineException {
    int position = 0;
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      SourceTree below = tree.source >= 0 && tree.isLeaf() ? tree : tree.item(position);
      value(json, token, below, below != null && (below == tree || below.isMany), into);
      position++;
    }
  }

  private static void value(
      JsonParser json,
      @Nullable JsonToken token,
      @Nullable SourceTree tree,
      boolean isMany,
      LineValues into)
      throws IOException, RefusedLineException {
    if (tree == null) {
      json.skipChildren();
    } else if (token == JsonToken.START_OBJECT && !tree.isLeaf()) {
      object(json, tree, into);
    } else if (token == JsonToken.START_ARRAY) {
      array(json, tree, into);
    } else if (token != null && token.isScalarValue() && tree.source >= 0) {
      scalar(json, token, tree.source, isMany, into);
    } else if (token == JsonToken.VALUE_STRING && !tree.isLeaf()) {
      inText(json.getText(), tree, into);
    } else {
      json.skipChildren();
    }
  }

  /** Reads an object that is written as a text, as metadata often is. */
  private static void inText(String text, SourceTree tree, LineValues into)
      throws IOException, RefusedLineException {
    if (text.startsWith("{")) {
      try (JsonParser json = FACTORY.createParser(text)) {
        json.nextToken();
        object(json, tree, into);
      }
    }
  }

  private static void scalar(
      JsonParser json, JsonToken token, int source, boolean isMany, LineValues into)
      throws IOException, RefusedLineException {
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    if (isMany) {
      into.add(source, json.getText());
    } else if (!into.put(source, json.getText())) {
      throw LineInput.malformed("a JSON object with distinct keys");
    }
  }

  @Override
  public Set<String> names(String line) {
    Set<String> names = new TreeSet<>();
    try {
      collect(new JsonMapper(FACTORY).readTree(line.substring(start(line))), "", names);
    } catch (JsonProcessingException e) {
      return Set.of();
    }
    return names;
  }

  private static void collect(JsonNode node, String pointer, Set<String> names) {
    names.add(pointer);
    if (pointer.lastIndexOf('/') == 0) {
      names.add(pointer.substring(1));
    }
    node.properties()
        .forEach(
            one ->
                collect(
                    one.getValue(),
                    pointer + "/" + one.getKey().replace("~", "~0").replace("/", "~1"),
                    names));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(node.get(i), pointer + "/" + i, names);
      collect(node.get(i), pointer + "/*", names);
    }
  }

  private int start(String text) {
    return startAt == null ? 0 : Math.max(0, text.indexOf(startAt));
  }

  /** The wanted places of a JSON object, by the keys on the way to them. */
  private static final class SourceTree {
    /** A key with a {@code *}, and what is wanted below. */
    private record KeyPattern(String start, String end, SourceTree below) {
      boolean matches(String key) {
        return key.length() >= start.length() + end.length()
            && key.startsWith(start)
            && key.endsWith(end);
      }
    }

    private final Map<String, SourceTree> byKey = new HashMap<>();
    private final List<KeyPattern> patterns = new ArrayList<>();
    private @Nullable SourceTree each;

    /** The number of the source that is here, or -1. */
    int source = -1;

    boolean isMany;

    static SourceTree of(List<SourcePath> sources) {
      SourceTree root = new SourceTree();
      for (int i = 0; i < sources.size(); i++) {
        SourceTree at = root;
        for (String step : sources.get(i).steps()) {
          at = at.make(step);
        }
        at.source = i;
        at.isMany = sources.get(i).isMany();
      }
      return root;
    }

    private SourceTree make(String step) {
      int star = step.indexOf('*');
      if (star < 0) {
        return byKey.computeIfAbsent(step, key -> new SourceTree());
      }
      if (step.equals("*")) {
        each = each == null ? new SourceTree() : each;
        return each;
      }
      KeyPattern pattern =
          new KeyPattern(step.substring(0, star), step.substring(star + 1), new SourceTree());
      patterns.add(pattern);
      return pattern.below();
    }

    boolean isLeaf() {
      return byKey.isEmpty() && patterns.isEmpty() && each == null;
    }

    /** The fields wanted below a key; null if none are. */
    @Nullable SourceTree below(String key) {
      SourceTree below = byKey.get(key);
      if (below != null) {
        return below;
      }
      for (KeyPattern pattern : patterns) {
        if (pattern.matches(key)) {
          return pattern.below();
        }
      }
      return each;
    }

    /** The fields wanted of an item of a list. */
    @Nullable SourceTree item(int position) {
      return byKey.isEmpty() ? each : below(Integer.toString(position));
    }
  }
}
