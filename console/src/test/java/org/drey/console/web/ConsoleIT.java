package org.drey.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
import org.drey.console.ConsoleAlerts;
import org.drey.console.FreshDatabase;
import org.drey.console.audit.AuditChain;
import org.drey.console.decide.FolderOutlet;
import org.drey.console.index.FolderSource;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.web.Browser.Page;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Track;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The console over HTTP, on a folder. */
@Timeout(120)
final class ConsoleIT {
  private static final long LOOK_AGAIN_NANOS = 200_000_000;
  private static final String HOSTILE = "\"'><script>alert(1)</script>";

  @TempDir private Path place;
  private final BlockingQueue<String> addresses = new LinkedBlockingQueue<>();
  private final Alert payer = ConsoleAlerts.of(Track.PAYER, "payer-1");
  private final Alert child = ConsoleAlerts.of(Track.VICTIM, "child-1");
  private final Alert hostile = ConsoleAlerts.of(Track.PAYER, HOSTILE);
  private Path folder;
  private ConsoleDatabase database;
  private ConsoleServer console;
  private Browser browser;

  @BeforeEach
  void start() throws Exception {
    folder = Files.createDirectory(place.resolve("results"));
    hostile.setDueBy(payer.getDueBy().plusSeconds(60));
    ConsoleAlerts.append(folder, payer, child, hostile);
    database = FreshDatabase.open(place.resolve("console.db"));
    console = ConsoleServer.start(settings("127.0.0.1", 0, folder), database);
    browser = new Browser(console.address());
  }

  private ConsoleServer.Settings settings(String host, int port, Path from) {
    return new ConsoleServer.Settings(
        new InetSocketAddress(host, port),
        "a17",
        null,
        new FolderSource(from, warning -> {}),
        new FolderOutlet(from),
        ConsoleAlerts.RULES,
        SecondEyes.UNKNOWN,
        GoamlTerms.NONE,
        SharingTerms.DEFAULT,
        TokenLinks.NONE,
        addresses::add);
  }

  @AfterEach
  void stop() {
    console.close();
    database.close();
  }

  /** As one does who has the terminal. */
  private Page signedIn() throws Exception {
    String address = addresses.poll(10, TimeUnit.SECONDS);
    return browser.get(address.substring(console.address().length()));
  }

  /** Looks again until a page is as it is to be; the test's own time limits it. */
  private Page until(String path, Predicate<Page> isIt) throws Exception {
    Page page = browser.get(path);
    while (!isIt.test(page)) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS); // below the rate that a session may have
      page = browser.get(path);
    }
    return page;
  }

  /** The list, once all is read that there is. */
  private Page read() throws Exception {
    return until(
        "/?newer=1",
        page -> page.html().contains("payer-1") && !page.html().contains("Still reading"));
  }

  private Map<String, List<String>> form(Alert alert, String choice, String note) {
    return Map.of(
        "generation", List.of(Long.toString(alert.getGeneration())),
        "revision", List.of(Long.toString(alert.getRevision())),
        "choice", List.of(choice),
        "note", List.of(note));
  }

  @Test
  void withoutTheAddressThatWasPrintedThereIsNothing() throws Exception {
    for (String path : List.of("/", "/newer", "/alerts/" + payer.getAlertId(), "/none")) {
      Page page = browser.get(path);
      assertEquals(401, page.status(), path);
      assertFalse(page.html().contains("payer-1"));
    }
    assertEquals(403, browser.get("/sign-in?token=guess").status());
    String address = addresses.poll(10, TimeUnit.SECONDS);
    String path = address.substring(console.address().length());
    assertEquals(200, browser.get(path).status());
    assertEquals(403, new Browser(console.address()).get(path).status());
    assertEquals(200, browser.get("/").status());
    assertEquals(200, browser.post("/sign-out", Map.of()).status());
    assertEquals(401, browser.get("/").status());
  }

  @Test
  void whatCannotWaitIsSeenAndDecidedAndKept() throws Exception {
    signedIn();
    Page list = read();
    assertTrue(list.html().indexOf("child-1") < list.html().indexOf("payer-1"));
    String path = "/alerts/" + payer.getAlertId();
    Page alert = browser.get(path);
    assertTrue(alert.html().contains("Reasons against it, weighed"));
    assertTrue(
        alert.html().contains("observed 6; threshold 5 or more; window 7 days"), alert.html());

    Page preview = browser.post(path + "/preview", form(payer, "UNFOUNDED|NO_PATTERN", HOSTILE));
    assertEquals(200, preview.status(), preview.html());
    assertTrue(preview.html().contains("Closes the alert: "));
    assertFalse(preview.html().contains("<script>alert"));
    assertTrue(Files.notExists(folder.resolve("verdicts.jsonl")), "only a preview");

    Page decided = browser.post(path + "/decide", form(payer, "UNFOUNDED|NO_PATTERN", HOSTILE));
    assertEquals("/alerts/" + hostile.getAlertId(), decided.path(), "the next one opens");
    assertTrue(decided.html().contains("is written to verdicts.jsonl"), decided.html());
    assertFalse(browser.get(decided.path()).html().contains("is written to"), "said once");
    until(
        path,
        page -> page.html().contains("Open. a17 decided UNFOUNDED; not taken up by the job yet."));
    assertFalse(decided.html().contains("<script>alert"));
    String verdicts = Files.readString(folder.resolve("verdicts.jsonl"));
    assertTrue(verdicts.contains("\"analyst\":\"a17\""), verdicts);
    assertFalse(verdicts.contains("script"), "a note stays in the console");

    until(path, page -> page.html().contains("UNFOUNDED, no pattern, by a17"));
    browser.post(path + "/decide", form(payer, "UNFOUNDED|NO_PATTERN", HOSTILE));
    assertEquals(verdicts, Files.readString(folder.resolve("verdicts.jsonl")), "sent twice");
    assertTrue(
        AuditChain.verify(database, null).entries() > 4, "start, sign-in, list, look, decide");
  }

  private List<Alert> onSoftEvidence() throws Exception {
    Alert one = ConsoleAlerts.onSoftEvidence(ConsoleAlerts.of(Track.PAYER, "soft-1"));
    Alert other = ConsoleAlerts.onSoftEvidence(ConsoleAlerts.of(Track.PAYER, "soft-2"));
    ConsoleAlerts.append(folder, one, other);
    until("/?newer=1", list -> list.html().contains("soft-2"));
    return List.of(one, other);
  }

  @Test
  void whatWasDecidedIsTakenBackAndSeveralAreDecidedTogether() throws Exception {
    signedIn();
    read();
    String path = "/alerts/" + payer.getAlertId();
    browser.post(path + "/preview", form(payer, "UNFOUNDED|NO_PATTERN", ""));
    browser.post(path + "/decide", form(payer, "UNFOUNDED|NO_PATTERN", ""));
    Page page = until(path, shown -> shown.html().contains("data-key=\"z\""));
    Matcher choice =
        Pattern.compile("value=\"(REOPENED\\|MISTAKE\\|[^\"]+)\"").matcher(page.html());
    assertTrue(choice.find());
    Page back = browser.post(path + "/preview", form(payer, choice.group(1), ""));
    assertTrue(back.html().contains("Reopened: mistake"), back.html());

    Map<String, List<String>> all = ConsoleAlerts.selected(onSoftEvidence());
    Map<String, List<String>> selected = Map.of("alert", all.get("alert"));
    assertTrue(browser.post("/bulk", selected).html().contains("Decide 2 together"));
    assertEquals(409, browser.post("/bulk/preview", selected).status(), "nothing was chosen");
    all.put("choice", List.of("DUPLICATE|SAME_AS_CASE"));
    Page unnamed = browser.post("/bulk/preview", all);
    assertEquals(409, unnamed.status());
    assertTrue(unnamed.html().contains("A duplicate says which"), unnamed.html());
    all.put("same_as", List.of(payer.getAlertId().substring(0, 8)));
    assertNotSeen("/bulk/decide", all);
    assertTrue(browser.post("/bulk/preview", all).html().contains("Send them"));
    Map<String, List<String>> fewer = new HashMap<>(all);
    fewer.put("alert", all.get("alert").subList(0, 1));
    assertNotSeen("/bulk/decide", fewer);
    Map<String, List<String>> otherwise = new HashMap<>(all);
    otherwise.put("choice", List.of("UNFOUNDED|NO_PATTERN"));
    assertNotSeen("/bulk/decide", otherwise);
    Page sent = browser.post("/bulk/decide", all);
    assertTrue(sent.html().contains("Written to the folder: 2; not: 0"), sent.html());
    assertEquals("/bulk/sent", sent.path());
    Page read = until("/bulk/sent", later -> later.html().split("data-key=\"z\"", -1).length == 3);
    assertTrue(read.html().contains("is written to verdicts.jsonl"), read.html());
    assertFalse(read.html().contains("soft-1"), "no token where it is asked for again and again");
    assertTrue(read.html().contains("Take all of them back"), read.html());
    Page taken = browser.post("/bulk/take-back", Map.of());
    assertTrue(taken.html().contains("Written to the folder: 2; not: 0"), taken.html());
    assertTrue(taken.html().contains("Reopened by"), taken.html());
    all.put("alert", List.of(payer.getAlertId(), child.getAlertId()));
    assertEquals(409, browser.post("/bulk", all).status(), "they are not alike");
    all.put("alert", List.of(child.getAlertId()));
    all.put("revision-" + child.getAlertId(), List.of("0." + child.getRevision()));
    all.put("choice", List.of("UNFOUNDED|NO_PATTERN"));
    assertTrue(browser.post("/bulk", all).html().contains("a young person may need help"));
    assertEquals(409, browser.post("/bulk/decide", all).status());
    assertEquals(5, Files.readAllLines(folder.resolve("verdicts.jsonl")).size());
  }

  private void assertNotSeen(String path, Map<String, List<String>> form) throws Exception {
    Page page = browser.post(path, form);
    assertEquals(409, page.status());
    assertTrue(page.html().contains("it was not shown to you what this does"), page.html());
  }

  @Test
  void onceAVerdictIsSentWhatWasShownInAnotherWindowNoLongerCounts() throws Exception {
    signedIn();
    String path = "/alerts/" + payer.getAlertId();
    Map<String, List<String>> first = form(payer, "NEEDS_MORE|MORE_DATA", "");
    Map<String, List<String>> other = form(payer, "NEEDS_MORE|SECOND_OPINION", "");
    browser.post(path + "/preview", other);
    browser.post(path + "/preview", first);
    browser.post(path + "/decide", first);
    assertEquals(1, Files.readAllLines(folder.resolve("verdicts.jsonl")).size());
    assertNotSeen(path + "/decide", other);
    assertEquals(1, Files.readAllLines(folder.resolve("verdicts.jsonl")).size());
  }

  @Test
  void ofSeveralThatAreSentOneThatIsRefusedMeanwhileIsNamedAndTheOthersAreToo() throws Exception {
    signedIn();
    List<Alert> two = onSoftEvidence();
    Alert one = two.get(0);
    Alert other = two.get(1);
    Map<String, List<String>> all = ConsoleAlerts.selected(two);
    all.put("choice", List.of("UNFOUNDED|NO_PATTERN"));
    assertTrue(browser.post("/bulk/preview", all).html().contains("Send them"));
    Alert closed = ConsoleAlerts.next(other, other.getScore(), Instant.now());
    closed.setState(AlertState.CLOSED);
    ConsoleAlerts.append(folder, closed);
    until("/?show=closed&newer=1", list -> list.html().contains("soft-2"));
    Page sent = browser.post("/bulk/decide", all);
    assertTrue(sent.html().contains("Written to the folder: 1; not: 1"), sent.html());
    String refused = other.getAlertId().substring(0, 8) + ": Decided alone: it is not open.";
    assertTrue(sent.html().contains(refused), sent.html());
    assertTrue(sent.html().contains("/alerts/" + one.getAlertId()), "what was sent");
    assertEquals(1, Files.readAllLines(folder.resolve("verdicts.jsonl")).size());
  }

  @Test
  void noTokenActsOnAPage() throws Exception {
    signedIn();
    Page list = until("/?newer=1", page -> page.html().contains("&lt;script&gt;"));
    Page alert = browser.get("/alerts/" + hostile.getAlertId());
    Page search =
        browser.post("/search", Map.of("token", List.of(HOSTILE), "purpose", List.of(HOSTILE)));
    assertTrue(search.html().contains("Alerts found: 1"), search.html());
    for (Page page : List.of(list, alert, search)) {
      assertFalse(page.html().contains("<script>alert"), page.path());
      String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
      assertTrue(policy.startsWith("default-src 'none'; style-src 'self'; script-src 'self'"));
      assertEquals("no-store", page.headers().firstValue("Cache-Control").orElse(""));
    }
  }

  @Test
  void anUnknownTokenAndOneWithoutAnAlertAreTheSame() throws Exception {
    signedIn();
    read();
    Page known = browser.post("/search", fields("payee-token-1"));
    Page unknown = browser.post("/search", fields("never-seen"));
    assertEquals(plain(known), plain(unknown));
    assertTrue(known.html().contains("There is no alert."));
    assertEquals(
        400, browser.post("/search", Map.of("token", List.of("payer-1"))).status(), "no purpose");
    assertEquals(
        plain(browser.get("/alerts/" + "0".repeat(32))), plain(browser.get("/never/was/here")));
  }

  private static Map<String, List<String>> fields(String token) {
    return Map.of("token", List.of(token), "purpose", List.of("a request of the court"));
  }

  private static String plain(Page page) {
    return page.status() + page.html();
  }

  @Test
  void whatAnotherPageSendsIsRefused() throws Exception {
    signedIn();
    read();
    String path = "/alerts/" + payer.getAlertId() + "/decide";
    Map<String, List<String>> form = form(payer, "UNFOUNDED|NO_PATTERN", "");
    assertEquals(403, browser.post(path, form, "guess", console.address()).status());
    assertEquals(403, browser.post(path, form, "", null).status());
    assertEquals(403, browser.post(path, form, "guess", "https://evil.example").status());
    assertTrue(Files.notExists(folder.resolve("verdicts.jsonl")));
  }

  @Test
  void anotherNameOfThisServerIsRefused() throws Exception {
    assertEquals("HTTP/1.1 421", statusFor("evil.example"));
    assertEquals("HTTP/1.1 401", statusFor(console.address().substring("http://".length())));
  }

  private String statusFor(String host) throws IOException {
    int port = Integer.parseInt(console.address().replaceAll(".*:", ""));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void tooManyRequestsAreRefusedAndTooManyAttemptsToSignIn() throws Exception {
    int guesses = 0;
    while (guesses < 100 && browser.get("/sign-in?token=guess").status() != 429) {
      guesses++;
    }
    assertTrue(guesses >= 30 && guesses < 100, "guesses: " + guesses);
    assertEquals(200, signedIn().status(), "whoever has the address is not locked out");
  }

  @Test
  void whatChangedWhileItWasReadIsNotDecided() throws Exception {
    signedIn();
    read();
    ConsoleAlerts.append(folder, ConsoleAlerts.next(payer, 80, Instant.now()));
    String path = "/alerts/" + payer.getAlertId();
    until(path, page -> page.html().contains("name=\"revision\" value=\"4\""));
    Page refused =
        browser.post(path + "/preview", form(payer, "UNFOUNDED|NO_PATTERN", "half a note"));
    assertEquals(409, refused.status());
    assertTrue(refused.html().contains("it is revision 4 now"));
    assertTrue(refused.html().contains("half a note</textarea>"), "what was typed stays");
  }

  @Test
  void whatChangedSinceALookIsMarked() throws Exception {
    signedIn();
    until(
        "/?newer=1",
        page -> page.html().contains("payer-1") && !page.html().contains("Still reading"));
    browser.post("/looked", Map.of());
    assertTrue(browser.get("/").html().contains("nothing has changed"));
    ConsoleAlerts.append(
        folder,
        ConsoleAlerts.next(payer, payer.getScore() + 12, payer.getEmittedAt().plusSeconds(60)));
    Page list = until("/", page -> page.html().contains("+12.0 points"));
    assertTrue(list.html().contains("<b>1</b> stronger"), list.html());
  }

  @Test
  void aFolderThatIsGoneIsSaidAndNothingIsDecided() throws Exception {
    signedIn();
    read();
    Files.move(folder, place.resolve("elsewhere"));
    String path = "/alerts/" + payer.getAlertId();
    Page alert = until(path, page -> page.html().contains("has not answered since"));
    assertTrue(alert.html().contains("type=\"submit\" disabled>See what it does"), alert.html());
    Page refused =
        browser.post(path + "/decide", form(payer, "UNFOUNDED|NO_PATTERN", "half a note"));
    assertEquals(503, refused.status());
    assertTrue(refused.html().contains("half a note</textarea>"));

    Files.move(place.resolve("elsewhere"), folder);
    until(path, page -> !page.html().contains("has not answered since"));
  }

  @Test
  void nothingOpenIsNotTakenForBroken() throws Exception {
    signedIn();
    Page none = until("/?track=entity", page -> page.html().contains("Nothing fits"));
    assertTrue(
        none.html().matches("(?s).*file alerts.jsonl, written [^<]* ago, 20.*"), none.html());
  }

  @Test
  void aConsoleWhoseAddressIsTakenChangesNoIndex() throws Exception {
    signedIn();
    read();
    int port = URI.create(console.address()).getPort();
    ConsoleServer.Settings other = settings("127.0.0.1", port, place.resolve("other"));
    IOException said = assertThrows(IOException.class, () -> ConsoleServer.start(other, database));
    assertTrue(said.getMessage().contains("is in use"), said.getMessage());
    assertTrue(browser.get("/?newer=1").html().contains("payer-1"));
  }

  @Test
  void onlyLoopbackIsServed() {
    ConsoleServer.Settings all = settings("0.0.0.0", 0, folder);
    IOException said = assertThrows(IOException.class, () -> ConsoleServer.start(all, database));
    assertTrue(said.getMessage().contains("is not loopback"), said.getMessage());
  }
}
