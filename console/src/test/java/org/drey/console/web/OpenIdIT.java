package org.drey.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.drey.console.ConsoleAlerts;
import org.drey.console.access.OpenIdProvider;
import org.drey.console.access.ProviderSettings;
import org.drey.console.web.TeamBrowser.Answer;
import org.drey.event.Alert;
import org.drey.event.Track;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sign-in by an OpenID provider over HTTP, and attacks on it. */
@Timeout(120)
final class OpenIdIT {
  private static final String SESSION = "__Host-drey_console";
  private static final String ATTEMPT = "__Host-drey_attempt";

  @TempDir private Path place;
  private final Alert payer = ConsoleAlerts.of(Track.PAYER, "payer-1");
  private TeamConsole console;
  private LocalProvider provider;

  @BeforeEach
  void start() throws Exception {
    console = TeamConsole.start(place, "", payer);
    provider = console.provider();
    provider.person("sub-1", "analyst", "a-group-without-a-role");
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private String lastOfAudit() {
    List<String> entries = console.audit();
    return entries.get(entries.size() - 1);
  }

  private void assertRefused(Answer answer, TeamBrowser browser, String entry) throws IOException {
    assertEquals(403, answer.status(), entry);
    assertTrue(answer.cookie(SESSION).isEmpty(), entry);
    assertFalse(browser.cookies().containsKey(SESSION), entry);
    assertEquals(entry, lastOfAudit());
    assertEquals(401, browser.get("/newer").status(), entry);
  }

  @Test
  void aPersonSignsInWorksAndSignsOut() throws Exception {
    TeamBrowser browser = console.browser();
    Answer first = browser.get("/");
    assertEquals(303, first.status());
    assertEquals("/sign-in", first.location());
    Answer entered = TeamConsole.signIn(browser);
    assertEquals(200, entered.status(), entered.html());
    String cookie = entered.cookie(SESSION).orElseThrow();
    for (String part : List.of("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict")) {
      assertTrue(cookie.contains(part), cookie);
    }
    assertFalse(cookie.contains("Domain"), cookie);
    assertFalse(browser.cookies().containsKey(ATTEMPT), entered.headers().toString());
    assertTrue(entered.headers().get("strict-transport-security").get(0).contains("max-age"));
    assertEquals("sub-1 sign-in may decide, hand on, see alerts", lastOfAudit());

    assertEquals(200, TeamConsole.list(browser, "payer-1").status());
    String secret = browser.cookies().get(SESSION);
    assertEquals(200, browser.post("/sign-out", Map.of()).status());
    assertEquals("sub-1 sign-out ", lastOfAudit());
    browser.cookies().put(SESSION, secret);
    assertEquals(401, browser.get("/newer").status(), "it is over here, too");
  }

  @Test
  void anotherStateIsRefused() throws Exception {
    TeamBrowser browser = console.browser();
    String back = TeamConsole.back(browser);
    Answer answer = browser.get(back.replaceAll("state=.*", "state=guess"));
    assertRefused(answer, browser, "console sign-in-refused reason not-begun-here");
    assertEquals(403, browser.get(back).status(), "an attempt ends once");
  }

  @Test
  void whatAnotherBrowserBeganIsRefused() throws Exception {
    TeamBrowser attacker = console.browser();
    String back = TeamConsole.back(attacker);
    TeamBrowser victim = console.browser();
    assertRefused(victim.get(back), victim, "console sign-in-refused reason not-begun-here");
    String own = TeamConsole.back(victim);
    String code = back.replaceAll("&state=.*", "");
    Answer mixed = victim.get(code + own.replaceAll(".*&state=", "&state="));
    assertRefused(mixed, victim, "console sign-in-refused reason provider");
  }

  @Test
  void aCodeThatWasUsedIsRefused() throws Exception {
    TeamBrowser browser = console.browser();
    String back = TeamConsole.back(browser);
    String attempt = browser.cookies().get(ATTEMPT);
    assertEquals(200, browser.get(back).status());
    TeamBrowser again = console.browser();
    again.cookies().put(ATTEMPT, attempt);
    assertRefused(again.get(back), again, "console sign-in-refused reason provider");
    Answer without = again.get(TeamConsole.back(again).replaceAll("code=[^&]*&", ""));
    assertRefused(without, again, "console sign-in-refused reason no-code");
  }

  @Test
  void anIdTokenThatIsNotForThisAttemptIsRefused() throws Exception {
    Date past = Date.from(Instant.now().minusSeconds(600));
    Date later = Date.from(Instant.now().plusSeconds(600));
    Map<String, UnaryOperator<JWTClaimsSet.Builder>> changes = new LinkedHashMap<>();
    changes.put("another nonce", claims -> claims.claim("nonce", "guess"));
    changes.put("no nonce", claims -> claims.claim("nonce", null));
    changes.put("another audience", claims -> claims.audience("another"));
    changes.put("no audience", claims -> claims.audience((String) null));
    changes.put("others' too", claims -> claims.audience(List.of("drey", "another")));
    changes.put("another party", claims -> claims.claim("azp", "another"));
    changes.put("another issuer", claims -> claims.issuer("https://evil.example"));
    changes.put("expired", claims -> claims.expirationTime(past));
    changes.put("no expiry", claims -> claims.expirationTime(null));
    changes.put("not yet", claims -> claims.notBeforeTime(later));
    changes.put("no one", claims -> claims.subject(null));
    changes.put("markup", claims -> claims.subject("<script>alert(1)</script>"));
    for (Map.Entry<String, UnaryOperator<JWTClaimsSet.Builder>> one : changes.entrySet()) {
      provider.says(one.getValue());
      TeamBrowser browser = console.browser();
      Answer answer = TeamConsole.signIn(browser);
      assertEquals(403, answer.status(), one.getKey());
      assertRefused(answer, browser, "console sign-in-refused reason id-token");
    }
    provider.says(UnaryOperator.identity());
    console.signedIn("sub-1", "analyst");
  }

  @Test
  void aSignatureThatTheProviderHasNotMadeIsRefused() throws Exception {
    RSAKey foreign = LocalProvider.newKey(provider.key().getKeyID());
    Map<String, LocalProvider.Signing> signings = new LinkedHashMap<>();
    signings.put("none", claims -> new PlainJWT(claims).serialize());
    signings.put("another key of that name", claims -> LocalProvider.signed(claims, foreign));
    signings.put("cut off", claims -> provider.signed(claims).replaceAll("\\.[^.]*$", "."));
    signings.put(
        "the public key as a secret",
        claims -> bySecret(claims, provider.key().toRSAPublicKey().getEncoded()));
    signings.put(
        "the client's secret",
        claims -> bySecret(claims, "x".repeat(32).getBytes(StandardCharsets.UTF_8)));
    signings.put("not a token", claims -> "not a token");
    for (Map.Entry<String, LocalProvider.Signing> one : signings.entrySet()) {
      provider.signs(one.getValue());
      TeamBrowser browser = console.browser();
      Answer answer = TeamConsole.signIn(browser);
      assertEquals(403, answer.status(), one.getKey());
      assertRefused(answer, browser, "console sign-in-refused reason id-token");
    }
  }

  private String bySecret(JWTClaimsSet claims, byte[] secret) throws JOSEException {
    JWSSigner signer = new MACSigner(secret);
    String id = provider.key().getKeyID();
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(id).build(), claims);
    token.sign(signer);
    return token.serialize();
  }

  @Test
  void whoHasNoRoleIsRefused() throws Exception {
    for (List<String> groups : List.of(List.<String>of(), List.of("ANALYST", "administrators"))) {
      provider.person("sub-2", groups.toArray(String[]::new));
      TeamBrowser browser = console.browser();
      assertRefused(TeamConsole.signIn(browser), browser, "sub-2 sign-in-refused reason no-role");
    }
    provider.says(claims -> claims.claim("groups", Map.of("analyst", true)));
    TeamBrowser browser = console.browser();
    assertRefused(TeamConsole.signIn(browser), browser, "sub-2 sign-in-refused reason no-role");
  }

  @Test
  void aSessionThatSomeoneElseChoseIsNotTakenOver() throws Exception {
    TeamBrowser attacker = console.signedIn("attacker", "auditor");
    String planted = attacker.cookies().get(SESSION);
    provider.person("sub-1", "analyst");
    for (String secret : List.of(planted, "chosen")) {
      TeamBrowser victim = console.browser();
      victim.cookies().put(SESSION, secret);
      assertEquals(200, TeamConsole.signIn(victim).status());
      assertNotEquals(secret, victim.cookies().get(SESSION));
      TeamBrowser guess = console.browser();
      guess.cookies().put(SESSION, secret);
      assertEquals(401, guess.get("/newer").status(), "it is no one's");
    }
  }

  @Test
  void whatAnotherPageSendsIsRefused() throws Exception {
    TeamBrowser browser = console.signedIn("sub-1", "analyst");
    String csrf = TeamConsole.list(browser, "payer-1").html();
    String token = csrf.replaceAll("(?s).*?name=\"csrf\" value=\"([^\"]+)\".*", "$1");
    String claim = "/alerts/" + payer.getAlertId() + "/claim";
    Map<String, List<String>> none = Map.of();
    String own = "Origin: " + TeamConsole.ADDRESS;
    assertEquals(403, browser.post(claim, none, "", List.of(own)).status());
    assertEquals(403, browser.post(claim, none, "guess", List.of(own)).status());
    for (String header :
        List.of(
            "Origin: https://evil.example",
            "Origin: http://console.example",
            "Origin: null",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site")) {
      assertEquals(403, browser.post(claim, none, token, List.of(header)).status(), header);
    }
    TeamBrowser other = console.signedIn("sub-2", "analyst");
    assertEquals(403, other.post(claim, none, token, List.of(own)).status(), "another's token");
    assertFalse(console.audit().stream().anyMatch(one -> one.contains(" claim ")));
    assertEquals(303, browser.post(claim, none, token, List.of(own)).status());
  }

  @Test
  void noAddressLeadsElsewhere() throws Exception {
    TeamBrowser browser = console.browser();
    for (String more : List.of("?next=https://evil.example", "?redirect_uri=//evil.example")) {
      String to = browser.get("/sign-in" + more).location();
      assertTrue(to.startsWith(provider.issuer() + "/authorize?"), to);
      assertFalse(to.contains("evil"), to);
      assertTrue(to.contains("redirect_uri=https%3A%2F%2Fconsole.example%2Fsigned-in&"), to);
    }
    Answer answer = browser.get(TeamConsole.back(browser) + "&next=https://evil.example");
    assertFalse(answer.html().contains("evil"), answer.html());
    assertTrue(answer.html().contains("content=\"0; url=/\""));
    for (String path : List.of("//evil.example", "/%2fevil.example", "/\\evil.example")) {
      Answer strange = browser.get(path);
      assertTrue(strange.status() >= 400, path);
      assertEquals("", strange.location(), path);
    }
  }

  @Test
  void anotherPageUsesUpNoAttempts() throws Exception {
    TeamBrowser browser = console.browser();
    for (int i = 0; i < 300; i++) {
      assertEquals(403, browser.get("/sign-in", "Sec-Fetch-Dest: image").status());
    }
    assertEquals(403, browser.get("/signed-in", "Sec-Fetch-Dest: iframe").status());
    assertFalse(console.audit().stream().anyMatch(one -> one.contains("sign-in")));
    assertEquals(303, browser.get("/sign-in", "Sec-Fetch-Dest: document").status());
  }

  @Test
  void whoBeginsManyAttemptsEndsNoOneElses() throws Exception {
    TeamBrowser honest = console.browser();
    String back = TeamConsole.back(honest);
    TeamBrowser stranger = console.browser();
    for (int i = 0; i < 300; i++) {
      assertEquals(303, stranger.get("/sign-in").status());
    }
    assertEquals(200, honest.get(back).status());
  }

  @Test
  void anAttemptThatWasNotSealedHereIsRefused() throws Exception {
    TeamBrowser browser = console.browser();
    String back = TeamConsole.back(browser);
    String sealed = browser.cookies().get(ATTEMPT);
    char last = sealed.charAt(sealed.length() - 5);
    String touched =
        sealed.substring(0, sealed.length() - 5)
            + (last == 'A' ? 'B' : 'A')
            + sealed.substring(sealed.length() - 4);
    for (String kept : List.of(touched, "", "guess", "A".repeat(200), sealed + sealed)) {
      browser.cookies().put(ATTEMPT, kept);
      assertRefused(browser.get(back), browser, "console sign-in-refused reason not-begun-here");
    }
  }

  @Test
  void whatIsNotTheProviderIsNotTakenForIt() {
    ProviderSettings settings =
        new ProviderSettings(
            provider.issuer().replace("localhost", "127.0.0.1"),
            "drey",
            "secret",
            URI.create("https://console.example"),
            "sub",
            "groups",
            List.of(),
            Map.of("desk", Set.of()),
            ProviderSettings.SESSION);
    IOException said = assertThrows(IOException.class, () -> OpenIdProvider.discover(settings));
    assertTrue(said.getMessage().contains("is not of the issuer"), said.getMessage());
  }
}
