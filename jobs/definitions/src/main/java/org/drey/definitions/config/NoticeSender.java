package org.drey.definitions.config;

import java.io.Serializable;
import java.util.Set;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * The organisation that hands on alerts.
 *
 * @param name of the organisation
 * @param answerTo where a receiver can answer: an address of mail or of a page
 */
public record NoticeSender(String name, String answerTo) implements Serializable {
  private static final Set<String> KEYS = Set.of("name", "answer_to");
  private static final int LONGEST = 200;

  static @Nullable NoticeSender read(@Nullable YamlNode node) {
    if (node == null || node.isNothing()) {
      return null;
    }
    node.fields(KEYS);
    return new NoticeSender(text(node.required("name")), text(node.required("answer_to")));
  }

  private static String text(YamlNode node) {
    String text = node.words();
    if (text.length() > LONGEST) {
      throw node.problem("at most " + LONGEST + " characters");
    }
    return text;
  }
}
