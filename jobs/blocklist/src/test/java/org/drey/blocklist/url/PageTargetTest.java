package org.drey.blocklist.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTargetTest {
  @ParameterizedTest
  @CsvSource({
    "/page?, /page",
    "/?, /",
    "/;, /",
    "/;a=1, /",
    "/page;, /page",
    "/page;a=1;b, /page",
    "/page;a?b, /page?b",
    "/page;a?b;c, /page?b;c",
    "/a;b/page;c, /a;b/page",
    "/folder/;a?, /folder/"
  })
  void leavesOutWhatMakesNoOtherPage(String target, String page) {
    assertEquals(page, PageTarget.of(target));
    assertSame(page, PageTarget.of(page));
  }

  @Test
  void whatMakesAnotherPageStays() {
    for (String target :
        new String[] {"/", "/page", "/a;b/", "/page?x", "/page??", "/?;", "/a?b/c;d"}) {
      assertSame(target, PageTarget.of(target));
    }
  }
}
