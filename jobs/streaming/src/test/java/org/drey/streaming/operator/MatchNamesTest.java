package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.drey.blocklist.Blocklist;
import org.drey.event.BlocklistHit;
import org.drey.event.Decision;
import org.drey.event.DnsQuery;
import org.drey.event.Enforced;
import org.drey.event.Topics;
import org.drey.event.wire.RejectReason;
import org.drey.streaming.event.Arrival;
import org.drey.streaming.fixture.ChainedRun;
import org.drey.streaming.fixture.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The blocklist step: what is decided for a query, and what is said of it. */
final class MatchNamesTest {
  private static final String SPLASH_PAGE = "198.51.100.7";

  @TempDir static Path folder;

  private static ChainedRun<Arrival<DnsQuery>, BlocklistHit> run(boolean hasBasis)
      throws Exception {
    Path list = folder.resolve("hotline.txt");
    Files.writeString(
        list,
        "bad.example\n=host.example\nhttp://carrier.example/page\nhttp://paths.example/a/*\n");
    return new ChainedRun<>(
        new MatchNames(() -> Blocklist.read(list), hasBasis, List.of(SPLASH_PAGE)));
  }

  private static BlocklistHit hit(Sample query) throws Exception {
    try (var run = run(true)) {
      run.send(query.arrival(0));
      return run.output().get(0);
    }
  }

  private static Sample asks(String name) {
    return Sample.query("a", "somebody", name);
  }

  @ParameterizedTest
  @CsvSource({
    "bad.example, SPLASH, DOMAIN",
    "www.BAD.example, SPLASH, DOMAIN",
    "host.example, SPLASH, HOST",
    "carrier.example, INSPECT, HOST_ONLY",
    "paths.example, INSPECT, HOST_ONLY"
  })
  void aListedNameIsDecided(String name, Decision decision, String match) throws Exception {
    BlocklistHit hit = hit(asks(name));
    assertEquals(decision, hit.getDecision());
    assertEquals(match, hit.getMatch().name());
    assertEquals("hotline", hit.getListId());
    assertEquals("somebody", hit.getSubject());
  }

  @ParameterizedTest
  @CsvSource({"notbad.example", "below.host.example", "example", "bad.example.net", "'..'"})
  void anyOtherNameIsNot(String name) throws Exception {
    try (var run = run(true)) {
      run.send(asks(name).arrival(0));

      assertEquals(List.of(), run.output());
      assertEquals(1, run.count("blocklist.read"));
    }
  }

  @Test
  void withoutALegalBasisAHitHasNoSubject() throws Exception {
    try (var run = run(false)) {
      run.send(asks("bad.example").arrival(0));

      assertNull(run.output().get(0).getSubject());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NXDOMAIN, , YES",
    "refused, , YES",
    "NOERROR, 0.0.0.0, YES",
    "NOERROR, ::, YES",
    "NOERROR, 192.0.2.1, NO",
    "NOERROR, , UNKNOWN",
    ", 192.0.2.1, UNKNOWN",
    "NOERROR, 198.51.100.7, YES"
  })
  void whetherItWasEnforcedIsReadFromTheAnswer(String code, String answer, Enforced enforced)
      throws Exception {
    Sample query =
        asks("bad.example")
            .with("response_code", code)
            .with("answers", answer == null ? List.of() : List.of(answer));
    assertEquals(enforced, hit(query).getEnforced());
  }

  @Test
  void aSignalsIdIsDerivedFromTheQueryAndTheEntry() throws Exception {
    String id = hit(asks("bad.example")).getSignalId();
    assertEquals(id, hit(asks("bad.example")).getSignalId());
    assertEquals(id, hit(asks("www.bad.example")).getSignalId()); // the same entry decides
    assertNotEquals(id, hit(asks("host.example")).getSignalId());
    assertNotEquals(id, hit(asks("bad.example").with("event_id", "b")).getSignalId());
    assertNotEquals(id, hit(asks("bad.example").with("provider", "b.example")).getSignalId());
  }

  @Test
  void aGapIsCounted() throws Exception {
    try (var run = run(true)) {
      run.send(asks("bad.example").with("response_code", "NXDOMAIN").arrival(0));
      run.send(asks("bad.example").with("answers", List.of("192.0.2.1")).arrival(1));

      assertEquals(2, run.count("blocklist.SPLASH"));
      assertEquals(1, run.count("blocklist.gaps"));
    }
  }

  @Test
  void aRejectedRecordIsADeadLetter() throws Exception {
    try (var run = run(true)) {
      run.send(
          Arrival.rejected(Topics.DNS_QUERIES, 1, 5, 0, RejectReason.OVERSIZED, "2000000 bytes"));

      assertEquals(List.of(), run.output());
      assertEquals(5, run.side(Outputs.DEAD_LETTERS).get(0).getOffset());
      assertEquals(1, run.count("blocklist.rejected.OVERSIZED"));
    }
  }

  @Test
  void aSplashSignalSaysWhatTheHitSays() throws Exception {
    BlocklistHit hit = hit(asks("bad.example"));
    var splash = new SplashOf().map(hit);
    assertEquals(hit.toString(), splash.toString());
  }
}
