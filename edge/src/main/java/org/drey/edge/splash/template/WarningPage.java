package org.drey.edge.splash.template;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import org.drey.blocklist.ListPolicy;

/**
 * The warning page as HTML, a pure function of its content and a {@link PageView}: no script, no
 * cookie, nothing loaded, nothing of what the visitor asked for. Thread-safe.
 */
public final class WarningPage {
  private final PageContent content;
  private final StyleSheet style = StyleSheet.read();

  /** A page that says what the content says. */
  public WarningPage(PageContent content) {
    this.content = content;
  }

  /** Returns what it says. */
  public PageContent content() {
    return content;
  }

  /** The page's whole {@code PageContent-Security-Policy}: its own style sheet and nothing else. */
  public String securityPolicy() {
    return "default-src 'none'; style-src "
        + style.source()
        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  /**
   * Returns what a visitor reads first, as plain text.
   *
   * @throws IllegalArgumentException if the content has no such language
   */
  public String headline(PageAudience audience, ListPolicy policy, String language) {
    return content.texts(language).text(audience, policy, "headline");
  }

  /**
   * The page.
   *
   * @throws IllegalArgumentException if the content has no such language
   */
  @SuppressWarnings("NullAway") // jte's generated class takes null for "no interceptor"
  public String html(PageView view) {
    TemplateModel shown = new TemplateModel(content, content.texts(view.language()), view);
    StringOutput html = new StringOutput();
    JtepageGenerated.render(new OwaspHtmlTemplateOutput(html), null, shown, style.css());
    return html.toString();
  }
}
