package org.drey.edge.splash.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drey.base.NameSuggestions;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads the texts of a language and sees to it that none is missing: English says which there are
 * and which blanks, such as {@code {number}}, each leaves to be filled.
 */
final class TextsReader {
  /** The languages that come with Drey. */
  static final Set<String> BUNDLED = Set.of("ar", "cy", "de", "en", "es", "fr");

  private static final List<String> SECTIONS = List.of("common", "adult", "child");
  private static final Set<String> KEYS =
      Set.of("language", "name", "direction", "common", "adult", "child");
  private static final Pattern TAG = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
  private static final Pattern BLANK = Pattern.compile("\\{[a-z]+}");

  private final Map<String, Set<String>> blanks;

  TextsReader(YamlNode english) {
    blanks =
        flat(english).entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> blanks(entry.getValue().words())));
  }

  /**
   * The texts of a language.
   *
   * @param language where its tag is
   * @param overrides what the operator says instead; may be empty
   * @param bundled what comes with Drey, or null: then the operator's are all there are
   */
  PageTexts read(YamlNode language, FileLayers overrides, @Nullable YamlNode bundled) {
    String tag = language.words();
    if (!TAG.matcher(tag).matches()) {
      throw language.problem("'" + tag + "' is not the tag of a language, such as cy or pt-BR");
    }
    FileLayers layers = bundled == null ? overrides : overrides.over(bundled);
    if (layers.isEmpty()) {
      throw language.problem("there are no texts in '" + tag + "': give them under texts");
    }
    layers.known(KEYS);
    Map<String, YamlNode> nodes = new LinkedHashMap<>();
    for (int i = layers.nodes().size() - 1; i >= 0; i--) {
      nodes.putAll(flat(layers.nodes().get(i)));
    }
    return new PageTexts(
        tag, layers.required("name").words(), rightToLeft(layers), checked(nodes, layers.first()));
  }

  private Map<String, String> checked(Map<String, YamlNode> nodes, YamlNode all) {
    Map<String, String> texts = new LinkedHashMap<>();
    nodes.forEach(
        (path, node) -> {
          Set<String> expected = blanks.get(path);
          if (expected == null) {
            throw node.problem(
                "there is no text '"
                    + path
                    + "'"
                    + NameSuggestions.didYouMean(path, blanks.keySet()));
          }
          if (!blanks(node.words()).equals(expected)) {
            throw node.problem(
                expected.isEmpty()
                    ? "'" + path + "' has no blank to be filled"
                    : "'" + path + "' needs " + String.join(", ", expected));
          }
          texts.put(path, node.words());
        });
    Set<String> missing = new TreeSet<>(blanks.keySet());
    missing.removeAll(texts.keySet());
    if (!missing.isEmpty()) {
      throw all.problem("missing texts: " + String.join(", ", missing));
    }
    return texts;
  }

  private static boolean rightToLeft(FileLayers layers) {
    YamlNode direction = layers.required("direction");
    return switch (direction.words()) {
      case "ltr" -> false;
      case "rtl" -> true;
      default -> throw direction.problem("expected ltr or rtl");
    };
  }

  private static Set<String> blanks(String text) {
    return BLANK.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
  }

  private static Map<String, YamlNode> flat(YamlNode root) {
    Map<String, YamlNode> flat = new LinkedHashMap<>();
    for (String section : SECTIONS) {
      YamlNode node = root.get(section);
      if (node != null) {
        flatten(section, node, flat);
      }
    }
    return flat;
  }

  private static void flatten(String path, YamlNode node, Map<String, YamlNode> flat) {
    if (node.isMap()) {
      node.fields().forEach((key, value) -> flatten(path + "." + key, value, flat));
    } else {
      flat.put(path, node);
    }
  }
}
