package org.drey.edge.splash.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.blocklist.ListPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WarningPageTest {
  private static final ListPolicy LIST = ListPolicy.CHILD_PROTECTION_LIST;
  private static final String REFERENCE = "0123456789abcdef";
  private static final int LARGEST_BYTES = 50_000;

  @TempDir private Path folder;

  private static List<PageView> views(PageContent content) {
    List<PageView> views = new ArrayList<>();
    for (String language : content.languages()) {
      for (PageAudience audience : PageAudience.values()) {
        for (ListPolicy policy : ListPolicy.values()) {
          views.add(new PageView(language, audience, policy, null));
          views.add(new PageView(language, audience, policy, REFERENCE));
        }
      }
    }
    return views;
  }

  private static String page(
      String country, PageAudience audience, ListPolicy policy, String language)
      throws IOException {
    return new WarningPage(PageContent.read(country, null))
        .html(new PageView(language, audience, policy, null));
  }

  /** As it is between tags. */
  private static String asText(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Test
  void everyPageIsWholeSmallAndQuiet() throws IOException {
    for (String country : PageContent.countries()) {
      PageContent content = PageContent.read(country, null);
      WarningPage page = new WarningPage(content);
      for (PageView view : views(content)) {
        String html = page.html(view);
        String body = html.substring(html.indexOf("<body"));
        assertTrue(html.getBytes(StandardCharsets.UTF_8).length < LARGEST_BYTES);
        assertFalse(body.matches("(?s).*\\{[a-z]+}.*"), "a blank was left");
        assertFalse(html.contains("null"), "something is missing");
        assertFalse(html.matches("(?s).*(<script|<img|<form|<link| style=| on[a-z]+=|//[a-z]).*"));
        assertEquals(1, html.split("<h1>", -1).length - 1);
        assertEquals(view.reference() != null, html.contains(REFERENCE + "</code>"));
      }
    }
  }

  @Test
  void aPageDependsOnItsViewAlone() throws IOException {
    PageContent content = PageContent.read("GB", null);
    Set<String> pages = new HashSet<>();
    for (PageView view : views(content)) {
      String html = new WarningPage(content).html(view);
      assertEquals(html, new WarningPage(PageContent.read("GB", null)).html(view));
      pages.add(html);
    }
    assertEquals(views(content).size(), pages.size());
  }

  @Test
  void theSecurityPolicyAllowsTheStyleSheetOfThePage() throws Exception {
    WarningPage page = new WarningPage(PageContent.read("GB", null));
    String html = page.html(new PageView("en", PageAudience.ADULT, LIST, null));
    Matcher style = Pattern.compile("(?s)<style>(.*?)</style>").matcher(html);
    assertTrue(style.find());
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(style.group(1).getBytes(StandardCharsets.UTF_8));
    String source = "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    assertTrue(page.securityPolicy().contains("style-src " + source + ";"));
    assertFalse(style.find(), "one style sheet only");
  }

  @Test
  void languagesAreSwitchedByLinksThatKeepTheVersion() throws IOException {
    String html =
        new WarningPage(PageContent.read("GB", null))
            .html(new PageView("ar", PageAudience.CHILD, ListPolicy.PARENTAL_CONTROL, REFERENCE));
    assertTrue(html.contains("<html lang=\"ar\" dir=\"rtl\">"));
    assertTrue(
        html.contains(
            "<a href=\"/?lang=cy&amp;audience=child&amp;policy=parental&amp;ref="
                + REFERENCE
                + "\" lang=\"cy\" hreflang=\"cy\" dir=\"ltr\" rel=\"nofollow\">Cymraeg</a>"),
        html);
    assertEquals(1, html.split("aria-current=", -1).length - 1);
    assertTrue(html.contains("<bdi dir=\"ltr\">0800 1111</bdi>"));
  }

  @Test
  void eachVersionOffersWhatFits() throws IOException {
    String adult = page("GB", PageAudience.ADULT, LIST, "en");
    String child = page("GB", PageAudience.CHILD, LIST, "en");
    String parental = page("GB", PageAudience.ADULT, ListPolicy.PARENTAL_CONTROL, "en");
    assertTrue(adult.contains("href=\"tel:08081000900\""));
    assertTrue(adult.contains("href=\"/help/stop-it-now\""));
    assertTrue(adult.contains("/help/iwf"));
    assertFalse(child.contains("Stop It Now"));
    assertTrue(child.indexOf("/help/childline") < child.indexOf("/help/report-remove"));
    assertFalse(parental.contains("Stop It Now"));
    assertTrue(parental.contains("person who pays for this connection chose a filter"));
    assertTrue(adult.contains("this page is not an accusation"));
    assertFalse(child.contains("crime"));
  }

  @Test
  void theHeadlineIsThePages() throws IOException {
    PageContent content = PageContent.read("FR", null);
    WarningPage page = new WarningPage(content);
    for (PageView view : views(content)) {
      String headline = page.headline(view.audience(), view.policy(), view.language());
      assertTrue(page.html(view).contains("<h1>" + asText(headline) + "</h1>"));
    }
    assertThrows(
        IllegalArgumentException.class, () -> page.headline(PageAudience.ADULT, LIST, "xx"));
  }

  @Test
  void whatTheConfigurationSaysIsTextNeverHtml() throws IOException {
    String evil = "<script>alert(1)</script>\\\"'&";
    Path file = folder.resolve("evil.yaml");
    Files.writeString(
        file,
        """
        provider: {name: "E", appeal: {url: "https://a.example/?x='y'&z"}}
        help: {iwf: {name: "E"}}
        texts: {en: {name: "E", common: {skip: "E", footer: "E", languages: "E", website: "E {name}"}, \
        adult: {list: {headline: "E", lead: "E", why: "E"}, mistake: {list: "E"}, \
        kinds: {report: {title: "E", text: "E"}}}}}
        """
            .replace("\"E", "\"" + evil));
    String html =
        new WarningPage(PageContent.read("GB", file))
            .html(new PageView("en", PageAudience.ADULT, LIST, null));
    assertFalse(html.contains("<script"));
    assertTrue(html.contains("<h1>&lt;script&gt;alert(1)&lt;/script&gt;\"'&amp;</h1>"));
    assertTrue(
        html.contains("aria-label=\"&lt;script>alert(1)&lt;/script>&#34;&#39;&amp;\""), html);
    assertTrue(html.contains("data-url=\"a.example/?x=&#39;y&#39;&amp;z\""), html);
  }

  @Test
  void aFilledBlankHasNoSpaceAroundIt() throws IOException {
    String html = page("GB", PageAudience.ADULT, LIST, "en");
    assertTrue(
        html.contains(
            "call <a class=\"number\" href=\"tel:999\"><bdi dir=\"ltr\">999</bdi></a>.</"));
    assertTrue(html.contains(">Call <bdi dir=\"ltr\">0800 1111</bdi></a>\n"), html);
    assertTrue(html.contains("><bdi>NSPCC</bdi> website</a>\n"), html);
  }

  @Test
  void languagesDoNotShareTexts() throws IOException {
    PageContent content = PageContent.read("GB", null);
    PageTexts english = content.texts("en");
    for (String language : content.languages()) {
      PageTexts texts = content.texts(language);
      assertEquals(english.texts().keySet(), texts.texts().keySet());
      if (!language.equals("en")) {
        english
            .texts()
            .forEach((path, text) -> assertNotEquals(text, texts.texts().get(path), path));
      }
    }
  }

  /**
   * In every language and version: what is recorded is a question of the network, not of a person.
   */
  @Test
  void thePageSaysOfTheNetworkNoMoreThanIsTrue() throws IOException {
    PageContent unknown = PageContent.read("GB", null);
    PageContent none = unknown.withProcessing(ProcessingStatement.NONE);
    PageContent declared =
        unknown.withProcessing(
            ProcessingStatement.declared(
                "Example & Sons", URI.create("https://isp.example/privacy")));
    for (PageView view : views(unknown)) {
      PageTexts texts = unknown.texts(view.language());
      String nothing = calm(texts.text(view.audience(), "titles.recorded"));
      String pageAlone = calm(texts.text(view.audience(), "titles.page"));
      String ofPage = asText(texts.text(view.audience(), "recorded"));
      assertTrue(new WarningPage(none).html(view).contains(nothing));
      assertTrue(new WarningPage(unknown).html(view).contains(pageAlone));
      String html = new WarningPage(declared).html(view);
      assertTrue(html.contains(calm(texts.text(view.audience(), "titles.processed"))));
      assertTrue(html.contains("<bdi>Example &amp; Sons</bdi>"));
      assertTrue(html.contains("href=\"/help/notice\""));
      assertTrue(html.contains("data-url=\"isp.example/privacy\""));
      for (PageContent content : List.of(none, unknown, declared)) {
        assertTrue(
            new WarningPage(content).html(view).contains(ofPage), "what the page itself does");
      }
      for (PageContent content : List.of(unknown, declared)) {
        if (view.audience() == PageAudience.ADULT) {
          assertFalse(new WarningPage(content).html(view).contains(nothing));
        }
      }
    }
    assertEquals(
        URI.create("https://isp.example/privacy"), declared.link(ProcessingStatement.NOTICE));
    assertNull(unknown.link(ProcessingStatement.NOTICE));
  }

  private static String calm(String title) {
    return "<h2 id=\"recorded-title\">" + asText(title) + "</h2>";
  }

  @Test
  void aReferenceOfAnotherFormIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new PageView("en", PageAudience.ADULT, LIST, "a word"));
  }

  @Test
  void aViewHasNoFieldForAPerson() {
    List<String> fields =
        Arrays.stream(PageView.class.getRecordComponents()).map(field -> field.getName()).toList();
    assertEquals(List.of("language", "audience", "policy", "reference"), fields);
  }
}
