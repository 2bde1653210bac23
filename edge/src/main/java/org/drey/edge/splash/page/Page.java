package org.drey.edge.splash.page;

import org.drey.blocklist.Policy;

/**
 * The warning page as HTML, a pure function of its content and a {@link View}: no script, no
 * cookie, nothing loaded, nothing of what the visitor asked for. Thread-safe.
 */
public final class Page {
  /** A roof: shelter. Drawn inside the page, since nothing may be loaded. */
  private static final String ICON =
      """
      <svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true" focusable="false">\
      <path d="M3 11.5 12 4l9 7.5M6 9.5V20h12V9.5M12 17.2l-2.6-2.5a1.7 1.7 0 0 1 2.6-2.1 1.7 1.7 \
      0 0 1 2.6 2.1z" fill="none" stroke="currentColor" stroke-width="1.7" \
      stroke-linecap="round" stroke-linejoin="round"/></svg>""";

  private final Content content;
  private final Style style = Style.read();

  /** A page that says what the content says. */
  public Page(Content content) {
    this.content = content;
  }

  /** The page's whole {@code Content-Security-Policy}: its own style sheet and nothing else. */
  public String securityPolicy() {
    return "default-src 'none'; style-src "
        + style.source()
        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  /**
   * What a visitor reads first, as plain text.
   *
   * @throws IllegalArgumentException if the content has no such language
   */
  public String headline(Audience audience, Policy policy, String language) {
    return content.texts(language).text(audience, policy, "headline");
  }

  /**
   * The page.
   *
   * @throws IllegalArgumentException if the content has no such language
   */
  public String html(View view) {
    Texts texts = content.texts(view.language());
    String title = Html.escape(headline(view.audience(), view.policy(), view.language()));
    return """
        <!DOCTYPE html>
        <html lang="%s" dir="%s">
        <head>
        <meta charset="utf-8">
        <title>%s</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <meta name="color-scheme" content="light dark">
        <style>%s</style>
        </head>
        <body class="%s">
        <a class="skip" href="#help">%s</a>
        %s<main>
        %s%s<div class="pair">
        %s%s</div>
        </main>
        <footer><p>%s</p></footer>
        </body>
        </html>
        """
        .formatted(
            texts.language(),
            texts.rightToLeft() ? "rtl" : "ltr",
            title,
            style.css(),
            View.key(view.audience()),
            Html.escape(texts.common("skip")),
            header(view, texts),
            opening(view, texts, title),
            new HelpSection(content, texts, view).html(),
            explanation(view, texts),
            mistake(view, texts),
            Html.escape(texts.common("footer")));
  }

  private String header(View view, Texts texts) {
    String name = content.provider().name();
    StringBuilder links = new StringBuilder();
    for (Texts other : content.allTexts()) {
      links.append("<li>").append(Links.language(view, other)).append("</li>\n");
    }
    return """
        <header>
        <p class="brand">%s<bdi>%s</bdi></p>
        <nav aria-label="%s">
        <ul role="list">
        %s</ul>
        </nav>
        </header>
        """
        .formatted(
            ICON,
            Html.escape(name == null ? texts.common("provider") : name),
            Html.escape(texts.common("languages")),
            links);
  }

  private static String opening(View view, Texts texts, String title) {
    return """
        <div class="opening">
        <h1>%s</h1>
        %s<section class="calm" aria-labelledby="recorded-title">
        <h2 id="recorded-title">%s</h2>
        %s</section>
        </div>
        """
        .formatted(
            title,
            Html.paragraphs(texts.text(view.audience(), view.policy(), "lead")),
            Html.escape(texts.text(view.audience(), "titles.recorded")),
            Html.paragraphs(texts.text(view.audience(), "recorded")));
  }

  private static String explanation(View view, Texts texts) {
    return section(
        "why",
        texts.text(view.audience(), "titles.why"),
        Html.paragraphs(texts.text(view.audience(), view.policy(), "why")));
  }

  private String mistake(View view, Texts texts) {
    StringBuilder html = new StringBuilder();
    html.append(Html.paragraphs(texts.text(view.audience(), "mistake." + View.key(view.policy()))));
    if (view.reference() != null) {
      html.append("<p>")
          .append(Html.fill(texts.common("reference"), "ref", code(view.reference())))
          .append("</p>\n");
    }
    String ways = appealWays(texts);
    if (!ways.isEmpty()) {
      html.append("<p class=\"ways\">").append(ways).append("</p>\n");
    }
    return section("mistake", texts.text(view.audience(), "titles.mistake"), html.toString());
  }

  private static String code(String reference) {
    return "<bdi dir=\"ltr\"><code>" + Html.escape(reference) + "</code></bdi>";
  }

  private String appealWays(Texts texts) {
    Provider provider = content.provider();
    StringBuilder html = new StringBuilder();
    if (provider.appealPhone() != null) {
      html.append(Html.call("way call", texts.common("call"), provider.appealPhone())).append('\n');
    }
    if (provider.appealUrl() != null) {
      String name = provider.name() == null ? texts.common("provider") : provider.name();
      String label =
          Html.fill(texts.common("website"), "name", "<bdi>" + Html.escape(name) + "</bdi>");
      html.append(Links.external(Provider.APPEAL, provider.appealUrl(), label)).append('\n');
    }
    if (provider.appealEmail() != null) {
      String address = provider.appealEmail();
      html.append("<a class=\"way\" href=\"mailto:%s\">".formatted(Html.escape(address)))
          .append(Html.fill(texts.common("email"), "address", Html.leftToRight(address)))
          .append("</a>\n");
    }
    return html.toString();
  }

  private static String section(String id, String title, String html) {
    return """
        <section aria-labelledby="%1$s-title">
        <h2 id="%1$s-title">%2$s</h2>
        %3$s</section>
        """
        .formatted(id, Html.escape(title), html);
  }
}
