package org.drey.edge.splash.page;

import java.net.URI;

/**
 * The page's links. All stay on the server that shows the page, whatever its name is to the
 * browser, and none carries any part of what was asked for.
 */
final class Links {
  private Links() {}

  /**
   * A link out, by way of the server, which counts it and sends the browser on without saying where
   * it came from. Print shows the address itself.
   */
  static String external(String id, URI target, String labelHtml) {
    String printed = target.toString().replaceFirst("^https?://(www\\.)?", "");
    return "<a class=\"way\" href=\"/help/%s\" rel=\"noreferrer external nofollow\" data-url=\"%s\">%s</a>"
        .formatted(id, Html.escape(printed.replaceFirst("/$", "")), labelHtml);
  }

  /** A link to the same page in another language. */
  static String language(View view, Texts texts) {
    String query =
        "/?lang=%s&amp;audience=%s&amp;policy=%s%s"
            .formatted(
                texts.language(),
                View.key(view.audience()),
                View.key(view.policy()),
                view.reference() == null ? "" : "&amp;ref=" + view.reference());
    String current = view.language().equals(texts.language()) ? " aria-current=\"true\"" : "";
    return "<a href=\"%s\" lang=\"%s\" hreflang=\"%s\" dir=\"%s\" rel=\"nofollow\"%s>%s</a>"
        .formatted(
            query,
            texts.language(),
            texts.language(),
            texts.rightToLeft() ? "rtl" : "ltr",
            current,
            Html.escape(texts.name()));
  }
}
