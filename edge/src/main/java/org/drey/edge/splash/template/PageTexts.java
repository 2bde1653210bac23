package org.drey.edge.splash.template;

import java.util.Map;
import org.drey.blocklist.ListPolicy;

/**
 * All texts of the page in one language, by path, such as {@code adult.list.headline}.
 *
 * @param language its tag, such as {@code cy}
 * @param name what it calls itself
 * @param rightToLeft how it is written
 * @param texts the texts, as plain text
 */
record PageTexts(String language, String name, boolean rightToLeft, Map<String, String> texts) {
  PageTexts {
    texts = Map.copyOf(texts);
  }

  /** Returns how it is written, as HTML calls it. */
  String direction() {
    return rightToLeft ? "rtl" : "ltr";
  }

  /** A text that is the same for everyone. */
  String common(String key) {
    return text("common." + key);
  }

  /** A text as worded for an audience. */
  String text(PageAudience audience, String key) {
    return text(PageView.key(audience) + "." + key);
  }

  /** A text as worded for an audience and a policy. */
  String text(PageAudience audience, ListPolicy policy, String key) {
    return text(audience, PageView.key(policy) + "." + key);
  }

  private String text(String path) {
    String text = texts.get(path);
    if (text == null) {
      throw new IllegalArgumentException("there is no text " + path);
    }
    return text;
  }
}
