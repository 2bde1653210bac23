package org.drey.edge.splash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class RepeatedVisitsTest {
  private static final class HandClock extends Clock {
    private Instant now = Instant.parse("2026-03-02T10:15:00Z");

    void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final HandClock clock = new HandClock();
  private final RepeatedVisits repeats = new RepeatedVisits(clock);

  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getByName(text);
  }

  @Test
  void theSecondDisplayWithinTheHourRepeats() throws UnknownHostException {
    assertFalse(repeats.isRepeat(address("192.0.2.1")));
    assertFalse(repeats.isRepeat(address("192.0.2.2")));
    clock.advance(Duration.ofMinutes(44));
    assertTrue(repeats.isRepeat(address("192.0.2.1")));
  }

  @Test
  void nothingOutlivesItsHour() throws UnknownHostException {
    repeats.isRepeat(address("192.0.2.1"));
    clock.advance(Duration.ofMinutes(45));
    repeats.forget();
    assertEquals(0, repeats.size());
    assertFalse(repeats.isRepeat(address("192.0.2.1")));
  }

  @Test
  void anHourThatEndsUnnoticedIsForgottenAtTheNextDisplay() throws UnknownHostException {
    repeats.isRepeat(address("192.0.2.1"));
    clock.advance(Duration.ofHours(5));
    assertFalse(repeats.isRepeat(address("192.0.2.1")));
    assertEquals(1, repeats.size());
  }

  @Test
  void ofIpv6TheConnectionCounts() throws UnknownHostException {
    assertFalse(repeats.isRepeat(address("2001:db8:0:1::1")));
    assertTrue(repeats.isRepeat(address("2001:db8:0:1::2")));
    assertFalse(repeats.isRepeat(address("2001:db8:0:2::1")));
  }

  @Test
  void thousandsOfAddressesAreHardlyMistaken() throws UnknownHostException {
    int mistaken = 0;
    for (int i = 0; i < 5_000; i++) {
      mistaken += repeats.isRepeat(address("10.0." + i / 256 + "." + i % 256)) ? 1 : 0;
    }
    assertTrue(mistaken < 30, "3 expected, found " + mistaken);
  }

  /** Without a fixed salt no one can find out later which addresses set which bits. */
  @Test
  void twoSetsOfTheSameAddressesDiffer() throws UnknownHostException {
    RepeatedVisits other = new RepeatedVisits(clock);
    int same = 0;
    for (int i = 0; i < 1_000; i++) {
      InetAddress address = address("10.1." + i / 256 + "." + i % 256);
      same += repeats.bit(address) == other.bit(address) ? 1 : 0;
    }
    assertTrue(same < 5, "found " + same);
  }
}
