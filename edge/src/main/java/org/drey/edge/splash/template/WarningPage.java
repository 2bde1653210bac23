package org.drey.edge.splash.template;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import org.drey.base.Sha256Digests;
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

  /**
   * The style sheet, which is inside the page, and the hash by which the page's security policy
   * allows this one and no other.
   *
   * @param css the sheet
   * @param source its source expression for {@code style-src}, as in CSP Level 3
   */
  private record StyleSheet(String css, String source) {
    static StyleSheet read() {
      try (InputStream in = StyleSheet.class.getResourceAsStream("/splash/page.css")) {
        if (in == null) {
          throw new IllegalStateException("not in the jar: /splash/page.css");
        }
        String css =
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                .replaceAll("(?s)/\\*.*?\\*/", "")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
        String digest = Base64.getEncoder().encodeToString(Sha256Digests.sha256(css));
        return new StyleSheet(css, "'sha256-" + digest + "'");
      } catch (IOException e) {
        throw new IllegalStateException("the style sheet cannot be read from the jar", e);
      }
    }
  }
}
