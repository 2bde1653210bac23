package org.drey.edge.splash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetAddress;
import java.util.List;
import java.util.Random;
import org.drey.blocklist.ListPolicy;
import org.drey.edge.http.HttpRequest;
import org.drey.edge.splash.template.PageAudience;
import org.drey.edge.splash.template.PageView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ViewChooserTest {
  private static final ListPolicy LIST = ListPolicy.CHILD_PROTECTION_LIST;
  private final ViewChooser chooser = new ViewChooser(List.of("en", "cy", "ar", "pt-BR"));

  private PageView choose(
      String query, String acceptLanguage, PageAudience audience, ListPolicy policy) {
    HttpRequest request =
        new HttpRequest("GET", "/", query, acceptLanguage, InetAddress.getLoopbackAddress());
    return chooser.choose(request, audience, policy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cy | cy",
        "cy-GB,cy;q=0.9,en;q=0.8 | cy",
        "CY | cy",
        "en;q=0.1, ar;q=0.9 | ar",
        "ar-EG | ar",
        "pt-BR | pt-BR",
        "pt-br,en;q=0.5 | pt-BR",
        "xx, cy;q=0.5 | cy",
        "xx | en",
        "* | en",
        "cy;q=0, ar;q=0.1 | ar",
        "'' | en",
        ";;;q=x | en",
        "cy;q=9 | en",
        "- | en",
        "cy,- | en",
      })
  void theBrowserChoosesTheLanguage(String header, String language) {
    assertEquals(language, choose("", header, PageAudience.ADULT, LIST).language());
  }

  @Test
  void anyHeaderHasALanguage() {
    Random random = new Random(17);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder header = new StringBuilder();
      for (int j = random.nextInt(12); j > 0; j--) {
        header.append("-,;q=.*cy09 _\u00e9".charAt(random.nextInt(14)));
      }
      assertNotNull(choose("", header.toString(), PageAudience.ADULT, LIST).language());
    }
  }

  @Test
  void aLinkChoosesBeforeTheBrowser() {
    assertEquals("ar", choose("lang=ar", "cy", PageAudience.ADULT, LIST).language());
    assertEquals("cy", choose("lang=xx", "cy", PageAudience.ADULT, LIST).language());
    assertEquals("en", choose("", "cy" + " ,cy".repeat(200), PageAudience.ADULT, LIST).language());
  }

  @ParameterizedTest
  @CsvSource({
    "audience=child&policy=parental, ADULT, CHILD_PROTECTION_LIST, CHILD, PARENTAL_CONTROL",
    "audience=adult&policy=list, CHILD, PARENTAL_CONTROL, CHILD, CHILD_PROTECTION_LIST",
    "audience=CHILD&policy=, ADULT, CHILD_PROTECTION_LIST, ADULT, CHILD_PROTECTION_LIST",
    "audience=score&policy=case, ADULT, PARENTAL_CONTROL, ADULT, PARENTAL_CONTROL",
    "'&&=&a&audience=child', ADULT, CHILD_PROTECTION_LIST, CHILD, CHILD_PROTECTION_LIST",
  })
  void onlyKnownValuesChoose(
      String query,
      PageAudience own,
      ListPolicy ownPolicy,
      PageAudience audience,
      ListPolicy policy) {
    PageView view = choose(query, "", own, ownPolicy);
    assertEquals(audience, view.audience());
    assertEquals(policy, view.policy());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "word", "0123456", "0123456789ABCDEF", "01234567%38", "<b>12345678"})
  void whatIsNoReferenceIsNone(String text) {
    assertNull(choose("ref=" + text, "", PageAudience.ADULT, LIST).reference());
  }

  @Test
  void aReferenceIsKept() {
    PageView view = choose("x=1&ref=00ff00ff00ff00ff", "", PageAudience.ADULT, LIST);
    assertEquals("00ff00ff00ff00ff", view.reference());
  }
}
