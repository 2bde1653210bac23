package org.drey.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.http.HandlerType;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.drey.console.ConsoleAlerts;
import org.drey.console.access.ConsoleRole;
import org.drey.console.web.TeamBrowser.Answer;
import org.drey.event.Alert;
import org.drey.event.Track;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What each role has of all routes, asked over HTTP. */
@Timeout(120)
final class RolesIT {
  private static final Set<String> ALL =
      Set.of("analyst", "reviewer", "rule-author", "privacy-officer", "auditor", "administrator");
  private static final Set<String> DESK = Set.of("analyst", "reviewer");

  /** Who has what; a route that is not here fails. */
  private static final Map<String, Set<String>> EXPECTED =
      Map.ofEntries(
          Map.entry("GET /", ALL),
          Map.entry("GET /newer", DESK),
          Map.entry("POST /looked", DESK),
          Map.entry("POST /search", DESK),
          Map.entry("POST /bulk", DESK),
          Map.entry("POST /bulk/preview", DESK),
          Map.entry("POST /bulk/decide", DESK),
          Map.entry("POST /bulk/take-back", DESK),
          Map.entry("GET /bulk/sent", DESK),
          Map.entry("GET /alerts/{id}", DESK),
          Map.entry("POST /alerts/{id}/claim", DESK),
          Map.entry("GET /alerts/{id}/holder", DESK),
          Map.entry("GET /alerts/{id}/progress", DESK),
          Map.entry("POST /alerts/{id}/preview", DESK),
          Map.entry("POST /alerts/{id}/decide", DESK),
          Map.entry("GET /hand-on", DESK),
          Map.entry("POST /hand-on/preview", DESK),
          Map.entry("POST /hand-on/download", DESK),
          Map.entry("POST /views", DESK),
          Map.entry("POST /views/delete", DESK),
          Map.entry("GET /rules", Set.of("rule-author")),
          Map.entry("GET /audit", Set.of("auditor")),
          Map.entry("GET /privacy", Set.of("privacy-officer")),
          Map.entry("GET /state", Set.of("administrator")),
          Map.entry("GET /meanings", ALL),
          Map.entry("POST /sign-out", ALL));

  /** Those that are for everyone: there one signs in, and is not signed in yet. */
  private static final Set<String> OPEN =
      Set.of("GET /assets/{name}", "GET /sign-in", "GET /signed-in", "GET /signed-out");

  @TempDir private Path place;
  private final Alert payer = ConsoleAlerts.of(Track.PAYER, "payer-1");
  private TeamConsole console;

  @AfterEach
  void stop() {
    console.close();
  }

  private static String name(RoutePermission.Route route) {
    return route.method() + " " + route.path();
  }

  /** The one that ends the session is asked last. */
  private List<RoutePermission.Route> routes() {
    return console.server().routes().stream()
        .filter(route -> !OPEN.contains(name(route)))
        .sorted((one, other) -> Boolean.compare(isOut(one), isOut(other)))
        .toList();
  }

  private static boolean isOut(RoutePermission.Route route) {
    return route.path().equals("/sign-out");
  }

  private Answer ask(TeamBrowser browser, RoutePermission.Route route) throws Exception {
    String path = route.path().replace("{id}", payer.getAlertId());
    return route.method().equals(HandlerType.GET)
        ? browser.get(path)
        : browser.post(path, Map.of("token", List.of("payer-1"), "purpose", List.of("a test")));
  }

  @Test
  void eachRoleHasItsRoutesAndNoOthers() throws Exception {
    console = TeamConsole.start(place, "", payer);
    Set<String> known = new TreeSet<>(EXPECTED.keySet());
    known.addAll(OPEN);
    Set<String> served = new TreeSet<>();
    console.server().routes().forEach(route -> served.add(name(route)));
    assertEquals(known, served);
    assertEquals(
        ALL, Set.copyOf(List.of(ConsoleRole.values()).stream().map(ConsoleRole::label).toList()));

    TeamConsole.list(console.signedIn("warm-up", "analyst"), "payer-1");
    for (String role : ALL) {
      TeamBrowser browser = console.signedIn("is-" + role, role);
      boolean isDesk = DESK.contains(role);
      Answer home = browser.get("/"); // for the token of its forms
      if (!isDesk) {
        assertEquals(303, home.status());
        assertEquals(200, browser.get(home.location()).status(), home.location());
      }
      for (RoutePermission.Route route : routes()) {
        Answer answer = ask(browser, route);
        String asked = role + ": " + name(route) + " is " + answer.status();
        boolean isRefused = answer.html().contains("Your role has no such page.");
        assertEquals(EXPECTED.get(name(route)).contains(role), !isRefused, asked);
        assertEquals(isRefused, answer.status() == 403, asked);
        assertTrue(answer.status() < 500 && answer.status() != 401, asked);
        assertFalse(!isDesk && answer.html().contains("payer-1"), asked);
        assertFalse(!isDesk && answer.html().contains("action=\"/search\""), asked);
      }
    }
    long refused = console.audit().stream().filter(one -> one.contains(" not-allowed ")).count();
    int allowed = EXPECTED.values().stream().mapToInt(Set::size).sum();
    assertEquals(ALL.size() * EXPECTED.size() - allowed, refused);
  }

  @Test
  void aPrivacyOfficerSeesWhatWasDoneWithDataAndNoDecisions() throws Exception {
    console = TeamConsole.start(place, "", payer);
    TeamBrowser analyst = console.signedIn("is-analyst", "analyst");
    TeamConsole.list(analyst, "payer-1");
    String path = "/alerts/" + payer.getAlertId();
    analyst.get(path);
    analyst.post("/search", Map.of("token", List.of("payer-1"), "purpose", List.of("case 7")));
    analyst.post(path + "/claim", Map.of());
    String seen = console.signedIn("is-privacy", "privacy-officer").get("/privacy").html();
    for (String shown : List.of("is-analyst", "look", "search", "case 7")) {
      assertTrue(seen.contains(shown), shown + seen);
    }
    for (String hidden : List.of(">claim<", ">sign-in<", ">list<", "payer-1")) {
      assertFalse(seen.contains(hidden), hidden + seen);
    }
    String all = console.signedIn("is-auditor", "auditor").get("/audit").html();
    assertTrue(all.contains(">claim<") && all.contains(">privacy<") && all.contains("Head: "), all);
  }

  @Test
  void withoutASessionThereIsNothing() throws Exception {
    console = TeamConsole.start(place, "", payer);
    for (RoutePermission.Route route : routes()) {
      Answer answer = ask(console.browser(), route);
      assertEquals(name(route).equals("GET /") ? 303 : 401, answer.status(), name(route));
    }
    Answer asked = console.browser().get("/newer", "HX-Request: true");
    assertEquals(List.of("/signed-out"), asked.headers().get("hx-redirect"));
    assertEquals(200, console.browser().get("/signed-out").status());
  }

  @Test
  void pagesAreAskedByGetAndFormsAreOfOneKind() throws Exception {
    console = TeamConsole.start(place, "", payer);
    for (TeamBrowser browser : List.of(console.browser(), console.signedIn("sub-1", "analyst"))) {
      for (RoutePermission.Route route : console.server().routes()) {
        String path =
            route.path().replace("{id}", payer.getAlertId()).replace("{name}", "console.css");
        for (String method : List.of("HEAD", "OPTIONS", "PUT")) {
          Answer answer = browser.send(method, path, List.of(), "");
          assertEquals(405, answer.status(), method + " " + path);
        }
        if (route.method().equals(HandlerType.POST)) {
          for (String type : List.of("multipart/form-data; boundary=x", "text/plain", "")) {
            Answer answer = browser.send("POST", path, List.of("Content-Type: " + type), "--x--");
            assertEquals(415, answer.status(), type + " " + path);
          }
        }
      }
    }
  }

  @Test
  void rolesAddUp() throws Exception {
    console = TeamConsole.start(place, "", payer);
    TeamBrowser browser = console.signedIn("sub-1", "analyst", "auditor");
    String html = TeamConsole.list(browser, "payer-1").html();
    assertTrue(html.contains("href=\"/audit\""), html);
    Answer audit = browser.get("/audit");
    assertTrue(audit.html().contains("sub-1"), audit.html());
    assertEquals(403, browser.get("/state").status());
  }

  @Test
  void looksAtOneRevisionAreOneRowThatLeadsThereForThoseWhoMay() throws Exception {
    console = TeamConsole.start(place, "", payer);
    TeamBrowser analyst = console.signedIn("is-analyst", "analyst");
    TeamConsole.list(analyst, "payer-1");
    String path = "/alerts/" + payer.getAlertId();
    for (int i = 0; i < 3; i++) {
      analyst.get(path);
    }
    String seen = console.signedIn("is-auditor", "auditor").get("/audit").html();
    assertEquals(2, seen.split("<td>look</td>", -1).length, seen);
    assertTrue(seen.contains("track PAYER, 3 times since "), seen);
    assertFalse(seen.contains(path), "an auditor sees no alerts");
    String both = console.signedIn("is-both", "auditor", "analyst").get("/audit").html();
    assertTrue(both.contains("<a href=\"" + path + "\">Open"), both);
  }

  @Test
  void whoIsCalledTheSameButForTheCaseIsNotTakenForAnother() throws Exception {
    console = TeamConsole.start(place, "", payer);
    console.signedIn("ana1", "reviewer");
    console.provider().person("ANA1", "reviewer");
    assertEquals(403, TeamConsole.signIn(console.browser()).status());
    console.signedIn("ana1", "reviewer");
    assertTrue(
        console.audit().contains("ANA1 sign-in-refused reason another-person"),
        () -> console.audit().toString());
  }

  @Test
  void whatOnePersonIsCalledIsTheirsForGood() throws Exception {
    console = TeamConsole.start(place, "id_claim: staff_number", payer);
    Map<String, String> numbers = new HashMap<>(Map.of("sub-1", "a17", "sub-2", "a17"));
    for (String person : List.of("sub-1", "sub-2", "sub-1")) {
      console.provider().person(person, "reviewer");
      console.provider().says(claims -> claims.claim("staff_number", numbers.get(person)));
      boolean isTheirs = person.equals("sub-1") && numbers.get(person).equals("a17");
      assertEquals(isTheirs ? 200 : 403, TeamConsole.signIn(console.browser()).status(), person);
      numbers.put("sub-1", "a18"); // by which one person could be both of two
    }
    assertEquals(
        List.of(
            "a17 sign-in may agree, decide, hand on, see alerts",
            "a17 sign-in-refused reason another-person",
            "a18 sign-in-refused reason another-person"),
        console.audit().stream().filter(one -> one.contains("sign-in")).toList());
  }
}
