package org.drey.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.Javalin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.drey.console.access.ConsoleRole;
import org.drey.console.access.SignedInPerson;
import org.drey.console.web.ConsoleServer.LocalSignIn;
import org.junit.jupiter.api.Test;

/** Sessions, the token that works once, and the rate of requests. */
final class GuardPartsTest {
  private static final Duration LIFE = Duration.ofHours(12);
  private static final SignedInPerson A17 = SignedInPerson.local("a17");
  private static final Instant NOW = Instant.parse("2026-01-16T09:00:00Z");

  @Test
  void aTokenWorksOnceAndTheNextIsAnnounced() {
    List<String> announced = new ArrayList<>();
    LocalSignIn signIn = new LocalSignIn(A17, announced::add);
    signIn.announce();
    assertFalse(signIn.use(null));
    assertFalse(signIn.use(announced.get(0) + "x"));
    assertTrue(signIn.use(announced.get(0)));
    assertFalse(signIn.use(announced.get(0)));
    assertEquals(2, announced.size());
    assertTrue(signIn.use(announced.get(1)));
  }

  @Test
  void aSessionEndsWhenItIsIdleOrOldOrSignedOut() {
    AnalystSessions sessions = new AnalystSessions(LIFE);
    String idle = sessions.begin(A17, NOW);
    assertEquals("a17", sessions.find(idle, NOW).orElseThrow().analyst());
    assertTrue(sessions.find(idle, NOW.plus(Duration.ofHours(3))).isEmpty());

    String used = sessions.begin(A17, NOW);
    for (int hour = 1; hour <= 12; hour++) {
      Instant now = NOW.plus(Duration.ofHours(hour));
      sessions.find(used, now).orElseThrow().use(now);
    }
    assertTrue(sessions.find(used, NOW.plus(Duration.ofHours(13))).isEmpty());

    String watched = sessions.begin(A17, NOW);
    for (int hour = 1; hour <= 2; hour++) {
      assertTrue(sessions.find(watched, NOW.plus(Duration.ofHours(hour))).isPresent());
    }
    assertTrue(sessions.find(watched, NOW.plus(Duration.ofHours(3))).isEmpty(), "no one used it");

    String out = sessions.begin(A17, NOW);
    sessions.end(out);
    assertTrue(sessions.find(out, NOW).isEmpty());
    assertTrue(sessions.find("guess", NOW).isEmpty());
    assertTrue(sessions.find(null, NOW).isEmpty());
  }

  @Test
  void aSessionEndsAfterItsLifeAlsoInUse() {
    AnalystSessions sessions = new AnalystSessions(Duration.ofHours(1));
    String one = sessions.begin(A17, NOW);
    Instant end = NOW.plus(Duration.ofHours(1));
    sessions.find(one, end).orElseThrow().use(end);
    assertTrue(sessions.find(one, end.plusMillis(1)).isEmpty());
  }

  @Test
  void whoSignsInWithOtherRolesEndsTheirSessionsOfBefore() {
    AnalystSessions sessions = new AnalystSessions(LIFE);
    SignedInPerson analyst =
        new SignedInPerson("a17", ConsoleRole.all(List.of(ConsoleRole.ANALYST)));
    String before = sessions.begin(analyst, NOW);
    String same = sessions.begin(analyst, NOW);
    String other = sessions.begin(new SignedInPerson("a18", analyst.may()), NOW);
    assertTrue(sessions.find(before, NOW).isPresent(), "nothing has changed");
    sessions.begin(new SignedInPerson("a17", ConsoleRole.all(List.of(ConsoleRole.AUDITOR))), NOW);
    assertTrue(sessions.find(before, NOW).isEmpty());
    assertTrue(sessions.find(same, NOW).isEmpty());
    assertTrue(sessions.find(other, NOW).isPresent());
  }

  @Test
  void eachSessionHasItsOwnSecrets() {
    AnalystSessions sessions = new AnalystSessions(LIFE);
    String one = sessions.begin(A17, NOW);
    String other = sessions.begin(A17, NOW);
    assertNotEquals(one, other);
    assertNotEquals(
        sessions.find(one, NOW).orElseThrow().csrf(),
        sessions.find(other, NOW).orElseThrow().csrf());
  }

  @Test
  void ofTooManySessionsThePersonsOwnOldestEnds() {
    AnalystSessions sessions = new AnalystSessions(LIFE);
    String other = sessions.begin(SignedInPerson.local("a18"), NOW);
    String first = sessions.begin(A17, NOW);
    String second = sessions.begin(A17, NOW);
    for (int i = 0; i < 15; i++) {
      sessions.begin(A17, NOW);
    }
    assertTrue(sessions.find(first, NOW).isEmpty());
    assertTrue(sessions.find(second, NOW).isPresent());
    assertTrue(sessions.find(other, NOW).isPresent());
  }

  @Test
  void aRouteThatDoesNotSayWhatItNeedsIsRefused() {
    assertThrows(IllegalStateException.class, () -> RoutePermission.of("/", Set.of()));
    assertThrows(
        IllegalStateException.class,
        () -> RoutePermission.of("/", Set.of(RoutePermission.NOTHING, RoutePermission.SIGN_IN)));
    Javalin server = Javalin.create(config -> config.routes.get("/open", context -> {}));
    assertThrows(
        IllegalStateException.class, () -> RoutePermission.all(server.unsafe.internalRouter));
  }

  @Test
  void requestsBeyondTheBurstWaitForTime() {
    AtomicLong nanos = new AtomicLong();
    RateLimit rate = new RateLimit(2, 10, nanos::get);
    assertTrue(rate.take());
    assertTrue(rate.take());
    assertFalse(rate.take());
    nanos.addAndGet(Duration.ofMillis(100).toNanos());
    assertTrue(rate.take());
    assertFalse(rate.take());
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    assertTrue(rate.take());
    assertTrue(rate.take());
    assertFalse(rate.take());
  }
}
