package org.drey.edge.splash.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.drey.blocklist.ListPolicy;
import org.drey.yaml.LimitedYaml;
import org.drey.yaml.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PageContentTest {
  private static final ListPolicy LIST = ListPolicy.CHILD_PROTECTION_LIST;

  @TempDir private Path folder;

  private PageContent read(String... lines) throws IOException {
    Path file = folder.resolve("splash.yaml");
    Files.write(file, List.of(lines));
    return PageContent.read("GB", file);
  }

  private static String html(PageContent content, String language) {
    return new WarningPage(content).html(new PageView(language, PageAudience.ADULT, LIST, null));
  }

  @Test
  void everyCountryHasHelpForAdultsAndChildrenAndAllLanguages() throws IOException {
    for (String country : PageContent.countries()) {
      PageContent content = PageContent.read(country, null);
      assertEquals(6, content.languages().size(), country);
      assertTrue(content.helps().stream().anyMatch(h -> h.kind() == HelpKind.OWN_BEHAVIOUR));
      assertTrue(content.helps().stream().anyMatch(h -> h.kind() == HelpKind.CHILD_HELPLINE));
      assertTrue(content.helps().stream().anyMatch(h -> h.kind() == HelpKind.REPORT));
    }
    assertEquals("de", PageContent.read("DE", null).languages().get(0));
  }

  @Test
  void anEmptyFileChangesNothing() throws IOException {
    assertEquals(html(PageContent.read("GB", null), "en"), html(read("# nothing yet"), "en"));
  }

  @Test
  void theExampleForOperatorsIsGood() throws IOException {
    PageContent content = PageContent.read("GB", Path.of("operator-example.yaml"));
    assertEquals(List.of("en", "cy"), content.languages());
    assertTrue(content.linkIds().containsAll(List.of("our-team", BlockingProvider.APPEAL)));
    assertFalse(content.linkIds().contains("shore"));
  }

  @Test
  void theOperatorsFileWins() throws IOException {
    PageContent content =
        read(
            "languages: [cy, en]",
            "emergency: 112",
            "provider:",
            "  name: Example Net",
            "  appeal: {url: 'https://net.example/appeal', email: help@net.example, phone: 0800 0}",
            "help:",
            "  stop-it-now: {phone: 0800 000 111}",
            "  iwf:",
            "  more: {kind: child_concern, name: More Help, url: 'https://more.example/'}",
            "texts:",
            "  en: {adult: {list: {headline: Not available}}}");
    String page = html(content, "en");
    assertEquals(List.of("cy", "en"), content.languages());
    for (String part :
        List.of(
            "<h1>Not available</h1>",
            "tel:0800000111",
            "More Help",
            "Example Net",
            "href=\"/help/appeal\"",
            "mailto:help@net.example",
            "tel:112\"")) {
      assertTrue(page.contains(part), part);
    }
    assertFalse(page.contains("Internet Watch Foundation"));
    assertEquals(URI.create("https://net.example/appeal"), content.link(BlockingProvider.APPEAL));
    assertNull(content.link("iwf"));
  }

  @Test
  void anotherCountryAndLanguageCanBeAllTheOperators() throws IOException {
    Path file = folder.resolve("ie.yaml");
    String english =
        Files.readString(Path.of("src/main/resources/splash/texts/en.yaml"))
            .replaceAll("(?m)^(.*)$", "    $1")
            .replace("name: English", "name: Testish");
    Files.writeString(
        file,
        "languages: [tt, en]\n"
            + "help:\n  a: {kind: report, name: A, url: 'http://a.example'}\n"
            + "texts:\n  tt:\n"
            + english);
    PageContent content = PageContent.read("IE", file);
    assertTrue(html(content, "tt").contains("<html lang=\"tt\""));
    assertThrows(IllegalArgumentException.class, () -> PageContent.read("IE", null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "colour: red | 1: unknown key 'colour'",
        "emergancy: 112 | 1: unknown key 'emergancy' (did you mean 'emergency'?); there are country",
        "x: ] | not YAML",
        "country: FR | 1: this is for another country than GB",
        "help: {a: {kind: report, name: A}} | 1: 'a' needs a phone or a url",
        "help: {a: {kind: odd, name: A, phone: 1234}} | expected one of own_behaviour",
        "help: {A_b: {kind: report, name: A, phone: 1234}} | an id has lower-case letters",
        "help: {appeal: {kind: report, name: A, phone: 1234}} | an id has lower-case letters",
        "help: {iwf: {url: 'javascript:alert(1)'}} | expected the address of a website",
        "help: {iwf: {url: 'https:///x'}} | expected the address of a website",
        "help: {iwf: {url: 'https://a b'}} | expected the address of a website",
        "help: {iwf: {phone: 'call me'}} | expected a telephone number",
        "help: {iwf: {kind: report, kind: report}} | appears twice",
        "provider: {appeal: {email: 'a b'}} | expected an e-mail address",
        "languages: [] | at least one language",
        "languages: [en, en] | 'en' appears twice",
        "languages: [en, xx] | there are no texts in 'xx'",
        "languages: ['<b>'] | is not the tag of a language",
        "texts: {xx: {name: X}} | 'xx' is not among the languages",
        "texts: {en: {adult: {lst: {headline: x}}}} | there is no text 'adult.lst.headline' (did you mean 'adult.list.headline'?)",
        "texts: {en: {common: {call: Call}}} | 'common.call' needs {number}",
        "texts: {en: {common: {skip: '{number}'}}} | has no blank to be filled",
        "texts: {en: {common: {skip: ''}}} | but this is empty",
        "texts: {en: {direction: up}} | expected ltr or rtl",
      })
  void whatIsWrongIsSaidWithFileAndLine(String yaml, String reason) {
    ProblemException error = assertThrows(ProblemException.class, () -> read(yaml));
    String message = String.valueOf(error.getMessage());
    assertTrue(message.contains("splash.yaml:1: "), message);
    assertTrue(message.contains(reason), message);
  }

  @Test
  void theLineIsTheRightOne() {
    ProblemException error =
        assertThrows(
            ProblemException.class,
            () -> read("help:", "  iwf:", "    phone: 0800 0", "    colour: red"));
    assertTrue(String.valueOf(error.getMessage()).contains("splash.yaml:4: "), error.getMessage());
  }

  @Test
  void whatWouldTakeTooMuchIsRefusedWithItsPlace() {
    String bomb =
        IntStream.rangeClosed(1, 16)
            .mapToObj(i -> "  - &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i - 1, i - 1, i - 1))
            .collect(Collectors.joining("", "languages:\n  - &a0 x\n", ""));
    Map.of(
            "country: GB\nhelp: " + "{a: ".repeat(50_000),
            "splash.yaml:2: nested more than 100 levels deep",
            bomb,
            "splash.yaml:12: more than 100,000 values",
            "help: &h {iwf: *h}",
            "splash.yaml:1: an alias of what it is in",
            "# " + "x".repeat(LimitedYaml.MAX_BYTES),
            "splash.yaml:1: larger than 1 MiB")
        .forEach(
            (yaml, expected) -> {
              ProblemException error = assertThrows(ProblemException.class, () -> read(yaml));
              String message = String.valueOf(error.getMessage());
              assertTrue(message.contains(expected), message);
            });
  }

  @Test
  void anotherDefaultLanguage() throws IOException {
    PageContent content = PageContent.read("GB", null).withDefaultLanguage("ar");
    assertEquals("ar", content.languages().get(0));
    assertEquals(6, content.languages().size());
    assertThrows(IllegalArgumentException.class, () -> content.withDefaultLanguage("xx"));
  }
}
