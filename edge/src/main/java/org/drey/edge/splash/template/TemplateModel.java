package org.drey.edge.splash.template;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The model that the templates of a page read.
 *
 * @param content of all pages
 * @param texts in the language of this one
 * @param view which page it is
 */
record TemplateModel(PageContent content, PageTexts texts, PageView view) {

  /** A text that is the same for everyone. */
  String common(String key) {
    return texts.common(key);
  }

  /** A text as worded for the audience. */
  String text(String key) {
    return texts.text(view.audience(), key);
  }

  /** A text as worded for the audience and the policy. */
  String byPolicy(String key) {
    return texts.text(view.audience(), view.policy(), key);
  }

  /** Returns who blocks. */
  String provider() {
    String name = content.provider().name();
    return name == null ? common("provider") : name;
  }

  /** All languages of the page, the default first. */
  List<PageTexts> languages() {
    return content.allTexts();
  }

  boolean isIn(PageTexts other) {
    return view.language().equals(other.language());
  }

  /**
   * Returns where the same page is in another language: on this server, under any name that the
   * browser knows it by, and without any part of what was asked for.
   */
  String linkIn(PageTexts other) {
    String link =
        "/?lang=%s&audience=%s&policy=%s"
            .formatted(
                other.language(), PageView.key(view.audience()), PageView.key(view.policy()));
    return view.reference() == null ? link : link + "&ref=" + view.reference();
  }

  /** Returns what help there is, first what matters most; no kind without a service. */
  List<HelpKind> kinds() {
    return HelpKind.shown(view.audience(), view.policy()).stream()
        .filter(kind -> !helps(kind).isEmpty())
        .toList();
  }

  /** The services of a kind. */
  List<HelpService> helps(HelpKind kind) {
    return content.helps().stream()
        .filter(help -> help.kind() == kind && help.isFor(view.audience()))
        .toList();
  }

  /** A text with its blank, such as {@code {name}}, filled by what has its own tags. */
  static gg.jte.Content filled(String text, String blank, gg.jte.Content with) {
    List<String> parts = List.of(text.split(Pattern.quote("{" + blank + "}"), -1));
    return output -> {
      output.writeUserContent(parts.get(0));
      for (String part : parts.subList(1, parts.size())) {
        with.writeTo(output);
        output.writeUserContent(part);
      }
    };
  }
}
