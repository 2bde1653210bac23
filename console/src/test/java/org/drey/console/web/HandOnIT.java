package org.drey.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.alerts.decide.VerdictRules.SecondEyes;
import org.drey.alerts.handover.GoamlTerms;
import org.drey.alerts.handover.SharingTerms;
import org.drey.base.Sha256Digests;
import org.drey.console.ConsoleAlerts;
import org.drey.console.FreshDatabase;
import org.drey.console.audit.AuditChain;
import org.drey.console.decide.FolderOutlet;
import org.drey.console.index.FolderSource;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.drey.console.web.Browser.Page;
import org.drey.console.work.SavedViews;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Case;
import org.drey.event.Track;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Handing on, and saved views, over HTTP and without script. */
@Timeout(120)
final class HandOnIT {
  private static final long LOOK_AGAIN_NANOS = 200_000_000;
  private static final String HOSTILE = "\"'><script>alert(1)</script>";
  private static final Pattern DIGEST = Pattern.compile("name=\"digest\" value=\"([0-9a-f]{64})\"");

  @TempDir private Path place;
  private final BlockingQueue<String> addresses = new LinkedBlockingQueue<>();
  private final Alert open = ConsoleAlerts.of(Track.PAYER, HOSTILE);
  private final Alert confirmed = confirmed(ConsoleAlerts.of(Track.PAYER, "payer-2"));
  private final Alert child = confirmed(ConsoleAlerts.of(Track.VICTIM, "child-1"));
  private final Case star = ConsoleAlerts.star(HOSTILE, List.of(open, confirmed, child));
  private Path folder;
  private ConsoleDatabase database;
  private ConsoleServer console;
  private Browser browser;

  private static Alert confirmed(Alert alert) {
    alert.setState(AlertState.CLOSED);
    alert.setVerdict("CONFIRMED");
    alert.setClosedBy("CONFIRMED");
    alert.setVerdictTime(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    return alert;
  }

  @BeforeEach
  void start() throws Exception {
    folder = Files.createDirectory(place.resolve("results"));
    ConsoleAlerts.append(folder, open, confirmed, child, star);
    database = FreshDatabase.open(place.resolve("console.db"));
    console =
        ConsoleServer.start(
            new ConsoleServer.Settings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                "a17",
                null,
                new FolderSource(folder, warning -> {}),
                new FolderOutlet(folder),
                ConsoleAlerts.RULES,
                SecondEyes.UNKNOWN,
                GoamlTerms.NONE,
                SharingTerms.DEFAULT,
                TokenLinks.NONE,
                addresses::add),
            database);
    browser = new Browser(console.address());
    String address = addresses.poll(10, TimeUnit.SECONDS);
    browser.get(address.substring(console.address().length()));
    until("/alerts/" + child.getAlertId(), page -> !page.html().contains("Still reading"));
    until("/hand-on?case=" + encoded(star.getCaseId()), page -> page.status() == 200);
  }

  @AfterEach
  void stop() {
    console.close();
    database.close();
  }

  private Page until(String path, Predicate<Page> isIt) throws Exception {
    Page page = browser.get(path);
    while (!isIt.test(page)) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      page = browser.get(path);
    }
    return page;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Map<String, List<String>> form(String kind, String id, String format) {
    Map<String, List<String>> form = new HashMap<>();
    form.put(kind, List.of(id));
    form.put("format", List.of(format));
    form.put("purpose", List.of("request 4711 " + HOSTILE));
    form.put("receiver", List.of("the unit"));
    form.put("tlp", List.of("red"));
    return form;
  }

  private Page download(Map<String, List<String>> form, String digest) throws Exception {
    Map<String, List<String>> all = new HashMap<>(form);
    all.put("digest", List.of(digest));
    return browser.post("/hand-on/download", all);
  }

  private static String digest(Page preview) {
    Matcher found = DIGEST.matcher(preview.html());
    assertTrue(found.find(), preview.html());
    return found.group(1);
  }

  private List<String> audited(String action) {
    return database.read(
        connection ->
            SqlStatements.list(
                connection,
                "SELECT p.payload FROM work_audit a JOIN work_audit_payload p ON p.entry = a.entry"
                    + " WHERE a.action = ? ORDER BY a.entry",
                row -> row.getString(1),
                action));
  }

  @Test
  void whatWasConfirmedIsSeenAndThenDownloadedAndAudited() throws Exception {
    Page alert = browser.get("/alerts/" + confirmed.getAlertId());
    String link = "data-key=\"e\" href=\"/hand-on?alert=" + confirmed.getAlertId() + "\"";
    assertTrue(alert.html().contains(link), alert.html());
    for (String format : List.of("csv", "ocsf", "stix", "misp", "goaml", "sar")) {
      Map<String, List<String>> form = form("alert", confirmed.getAlertId(), format);
      Page preview = browser.post("/hand-on/preview", form);
      assertEquals(200, preview.status(), preview.html());
      assertFalse(preview.html().contains("<script>alert"), format);
      Page file = download(form, digest(preview));
      assertEquals(200, file.status(), file.html());
      assertEquals(digest(preview), Sha256Digests.hex(file.html()));
      String disposition = file.headers().firstValue("Content-Disposition").orElse("");
      assertTrue(disposition.startsWith("attachment; filename=\"drey-"), disposition);
    }
    List<String> audited = audited("hand-on");
    assertEquals(6, audited.size());
    assertTrue(audited.get(2).contains("\"format\":\"stix\""), audited.get(2));
    assertTrue(audited.get(2).contains("request 4711"), audited.get(2));
    assertEquals(6, audited("hand-on-preview").size());
  }

  @Test
  void whatTheCommandWouldRefuseDoesNotGoByAnyForm() throws Exception {
    Page page = browser.get("/hand-on?alert=" + open.getAlertId());
    assertTrue(page.html().contains("no verdict CONFIRMED or LIKELY"), page.html());
    assertTrue(page.html().matches("(?s).*value=\"stix\"\\s+disabled.*"), page.html());
    assertFalse(page.html().contains("<script>alert"));
    for (String format : List.of("stix", "misp", "goaml", "sar")) {
      Map<String, List<String>> form = form("alert", open.getAlertId(), format);
      assertEquals(409, browser.post("/hand-on/preview", form).status());
      Page refused = download(form, "0".repeat(64));
      assertEquals(409, refused.status());
      assertTrue(refused.html().contains("it may not go to others"), refused.html());
    }
    assertEquals(List.of(), audited("hand-on"));

    Map<String, List<String>> decided = form("alert", confirmed.getAlertId(), "stix");
    assertEquals(409, download(decided, "0".repeat(64)).status(), "not what was seen");
    assertEquals(403, browser.post("/hand-on/download", decided, "guess", null).status());
    decided.put("purpose", List.of(" "));
    assertEquals(400, browser.post("/hand-on/preview", decided).status());
    assertEquals(404, browser.get("/hand-on?alert=" + "0".repeat(32)).status());
    assertEquals(404, browser.get("/hand-on").status());
    assertEquals(List.of(), audited("hand-on"));
  }

  @Test
  void ofACaseGoesWhatMayAndNoYoungPerson() throws Exception {
    Map<String, List<String>> form = form("case", star.getCaseId(), "stix");
    Page preview = browser.post("/hand-on/preview", form);
    assertTrue(preview.html().contains("1 alert goes out, TLP:RED"), preview.html());
    assertTrue(preview.html().contains("only by its own id"), preview.html());
    assertFalse(preview.html().contains("--victims"), preview.html());
    Page file = download(form, digest(preview));
    assertTrue(file.html().contains("payer-2"), file.html());
    assertFalse(file.html().contains("child-1"), file.html());
    List<String> audited = audited("hand-on");
    assertEquals(1, audited.size(), "an entry for each alert that goes");
    assertTrue(audited.get(0).contains(confirmed.getAlertId()));
    assertNull(AuditChain.verify(database, null).problem());
  }

  @Test
  void whatHasChangedSinceItWasSeenIsShownAgain() throws Exception {
    Map<String, List<String>> form = form("alert", confirmed.getAlertId(), "csv");
    String seen = digest(browser.post("/hand-on/preview", form));
    ConsoleAlerts.append(folder, ConsoleAlerts.next(confirmed, 91, Instant.now()));
    until(
        "/alerts/" + confirmed.getAlertId(),
        page -> page.html().contains("<td>" + (confirmed.getRevision() + 1) + "</td>"));
    Page again = download(form, seen);
    assertEquals(409, again.status());
    assertTrue(again.html().contains("It has changed since"), again.html());
    assertEquals(200, download(form, digest(again)).status());
  }

  @Test
  void nothingIsHandedOnWhileTheSourceIsAway() throws Exception {
    Files.move(folder, place.resolve("elsewhere"));
    String path = "/hand-on?alert=" + confirmed.getAlertId();
    Page page = until(path, shown -> shown.html().contains("has not answered since"));
    assertTrue(page.html().contains("type=\"submit\" disabled>See what would go"), page.html());
    Map<String, List<String>> form = form("alert", confirmed.getAlertId(), "csv");
    assertEquals(503, browser.post("/hand-on/preview", form).status());
    assertEquals(503, download(form, "0".repeat(64)).status());
  }

  @Test
  void eachAlertThatASearchOrASelectionShowsIsInTheAudit() throws Exception {
    String never = "never-seen-token";
    for (String token : List.of("payer-2", never, never)) {
      browser.post("/search", Map.of("token", List.of(token), "purpose", List.of("a request")));
    }
    List<String> searches = audited("search");
    assertEquals(3, searches.size());
    assertTrue(searches.get(0).contains(confirmed.getAlertId()), searches.get(0));
    assertTrue(searches.get(1).contains("\"token_hash\":"), searches.get(1));
    assertFalse(searches.toString().contains(never));

    Map<String, List<String>> selected = Map.of("alert", List.of(open.getAlertId()));
    assertEquals(200, browser.post("/bulk", selected).status());
    List<String> looks = audited("look");
    assertTrue(looks.get(looks.size() - 1).contains(open.getAlertId()), looks.toString());
  }

  @Test
  void filtersAreSavedUnderANameAndDeleted() throws Exception {
    Map<String, List<String>> view =
        Map.of(
            "name", List.of(HOSTILE),
            "track", List.of("payer"),
            "due", List.of("noon"),
            "stream", List.of(HOSTILE));
    Page list = browser.post("/views", view);
    assertEquals(200, list.status());
    assertTrue(list.html().contains("href=\"/?track=payer&amp;due=noon\""), list.html());
    assertTrue(list.html().contains("&lt;script&gt;alert(1)"), list.html());
    assertFalse(list.html().contains("<script>alert"), list.html());
    assertTrue(browser.get("/").html().contains("href=\"/?track=payer&amp;due=noon\""));

    assertEquals(400, browser.post("/views", Map.of("name", List.of(" "))).status());
    String tooLong = "x".repeat(SavedViews.MAX_NAME + 1);
    assertEquals(400, browser.post("/views", Map.of("name", List.of(tooLong))).status());
    assertEquals(403, browser.post("/views", view, "guess", null).status());

    browser.get("/");
    Page without = browser.post("/views/delete", Map.of("name", List.of(HOSTILE)));
    assertFalse(without.html().contains("track=payer&amp;due=noon"), without.html());
    assertEquals(List.of(), new SavedViews(database).of("a17"));
  }
}
