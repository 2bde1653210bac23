package org.drey.edge.splash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.List;
import org.drey.blocklist.ListPolicy;
import org.drey.edge.http.HttpRequest;
import org.drey.edge.http.HttpResponse;
import org.drey.edge.splash.SplashServer.SplashResponder;
import org.drey.edge.splash.template.PageAudience;
import org.drey.edge.splash.template.PageContent;
import org.drey.edge.splash.template.ProcessingStatement;
import org.junit.jupiter.api.Test;

/** What a network declares, as it changes while the page is served. */
final class FollowedDeclarationsTest {
  private static final String NOTHING = "Nothing has been recorded against you";
  private static final String PAGE_ALONE = "This page records nothing about you";
  private static final String PROCESSED = "Data about this connection";
  private static final URI NOTICE = URI.create("https://isp.example/privacy");

  private final SplashResponder responder =
      new SplashResponder(PageContent.read("GB", null), 403, Clock.systemUTC());
  private DeclarationSource source = declares(ProcessingStatement.NONE, "aaa");

  FollowedDeclarationsTest() throws IOException {}

  private static DeclarationSource declares(ProcessingStatement processing, String hash) {
    return () -> new VisitorDeclaration(processing, hash);
  }

  private static DeclarationSource fails(String why) {
    return () -> {
      throw new IOException(why);
    };
  }

  private FollowedDeclarations follow() throws IOException {
    return new FollowedDeclarations(
        () -> source.look(), responder::say, responder.counters().metrics());
  }

  private HttpRequest get(String path) {
    return new HttpRequest("GET", path, "", "en", InetAddress.getLoopbackAddress());
  }

  private void assertPageSays(String title) {
    String page =
        responder.answer(get("/"), PageAudience.ADULT, ListPolicy.CHILD_PROTECTION_LIST).body();
    for (String one : List.of(NOTHING, PAGE_ALONE, PROCESSED)) {
      assertEquals(one.equals(title), page.contains(">" + one + "</h2>"), one);
    }
  }

  private void assertCounts(String hash, int problem, int refused) {
    String metrics = responder.counters().metrics().text();
    for (String line :
        List.of(
            "drey_splash_declarations{hash=\"" + hash + "\"} 1\n",
            "drey_splash_declarations_problem " + problem + "\n",
            "drey_splash_declarations_refused_total " + refused + "\n")) {
      assertTrue(metrics.contains(line), line);
    }
  }

  @Test
  void thePageSaysWhatIsDeclaredNow() throws IOException {
    assertPageSays(PAGE_ALONE);
    try (FollowedDeclarations declarations = follow()) {
      assertPageSays(NOTHING);
      assertCounts("aaa", 0, 0);

      source = declares(ProcessingStatement.declared("Example", NOTICE), "bbb");
      declarations.poll();
      assertPageSays(PROCESSED);
      assertCounts("bbb", 0, 0);

      source = declares(ProcessingStatement.UNKNOWN, "ccc");
      declarations.poll();
      assertPageSays(PAGE_ALONE);
      assertCounts("ccc", 0, 0);
    }
  }

  @Test
  void whatCannotBeUsedLeavesTheLastGoodOneAndIsCountedOnce() throws IOException {
    try (FollowedDeclarations declarations = follow()) {
      source = fails("drey.yaml:3: unknown key");
      declarations.poll();
      declarations.poll();
      assertPageSays(NOTHING);
      assertCounts("aaa", 1, 1);

      source =
          () -> {
            throw new StackOverflowError();
          };
      declarations.poll();
      source =
          () -> {
            throw new NoSuchFileException("drey.yaml");
          };
      declarations.poll();
      declarations.poll();
      assertPageSays(NOTHING);
      assertCounts("aaa", 1, 3);

      source = declares(ProcessingStatement.UNKNOWN, "bbb");
      declarations.poll();
      assertPageSays(PAGE_ALONE);
      assertCounts("bbb", 0, 3);
    }
  }

  /** The notice is a link that comes and goes; the page that has it may be open for longer. */
  @Test
  void theNoticeIsFollowedAndCountedAsLongAsThereIsOne() throws IOException {
    try (FollowedDeclarations declarations = follow()) {
      source = declares(ProcessingStatement.declared("Example", NOTICE), "bbb");
      declarations.poll();
      assertEquals(NOTICE.toString(), notice().headers().get("Location"));
      source = declares(ProcessingStatement.NONE, "ccc");
      declarations.poll();
      assertFalse(notice().headers().containsKey("Location"));
    }
    String metrics = responder.counters().metrics().text();
    assertTrue(metrics.contains("drey_splash_help_clicks_total{help=\"notice\"} 1\n"), metrics);
  }

  private HttpResponse notice() {
    return responder.answer(
        get("/help/notice"), PageAudience.ADULT, ListPolicy.CHILD_PROTECTION_LIST);
  }

  @Test
  void whatCannotBeUsedAtTheStartIsRefused() {
    source = fails("drey.yaml:3: unknown key");
    assertThrows(IOException.class, this::follow);
  }
}
