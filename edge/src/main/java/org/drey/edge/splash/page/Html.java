package org.drey.edge.splash.page;

/** Makes plain text safe inside HTML, between tags and in quoted attributes. */
final class Html {
  private Html() {}

  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  /** A text with its blank filled by what is HTML already. */
  static String fill(String text, String blank, String html) {
    return escape(text).replace("{" + blank + "}", html);
  }

  /** Paragraphs: a blank line in the text parts them. */
  static String paragraphs(String text) {
    StringBuilder html = new StringBuilder();
    for (String paragraph : text.split("\\n\\s*\\n", -1)) {
      html.append("<p>").append(escape(paragraph.strip())).append("</p>\n");
    }
    return html.toString();
  }

  /** What is read from left to right inside any text: a number, an address. */
  static String leftToRight(String text) {
    return "<bdi dir=\"ltr\">" + escape(text) + "</bdi>";
  }

  /** A link that dials: digits only, and the plus of an international number. */
  static String call(String cssClass, String label, String phone) {
    String digits = phone.replaceAll("[^0-9+]", "");
    return "<a class=\"%s\" href=\"tel:%s\">%s</a>"
        .formatted(cssClass, digits, fill(label, "number", leftToRight(phone)));
  }
}
