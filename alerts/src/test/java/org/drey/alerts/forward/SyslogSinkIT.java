package org.drey.alerts.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.drey.alerts.TestAlerts;
import org.drey.event.Alert;
import org.drey.event.Track;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS to a receiver of this test; .ci/packages has a real rsyslog. */
@Timeout(60)
final class SyslogSinkIT {
  private static final Duration SHORT = Duration.ofSeconds(1);

  @TempDir private static Path folder;

  @BeforeAll
  static void makeCertificate() throws Exception {
    TlsReceiver.makeCertificate(folder);
  }

  private static SyslogSink sink(int port, SSLSocketFactory sockets) {
    return new SyslogSink("localhost", port, sockets, "drey.example", Duration.ofSeconds(30));
  }

  private static SyslogSink trusting(int port) throws IOException {
    return sink(port, TlsTrust.in(folder.resolve("receiver.pem")).getSocketFactory());
  }

  private static ForwardedMessage message(String subject) {
    Alert alert = TestAlerts.of(Track.PAYER, subject);
    return new ForwardedMessage(alert.getAlertId(), alert);
  }

  @Test
  void linesComeWholeAndInOrder() throws Exception {
    try (TlsReceiver receiver = TlsReceiver.start(folder, 0);
        SyslogSink sink = trusting(receiver.port())) {
      String longest = "ümlaut " + "y".repeat(900);
      ForwardedMessage hostile = message("x\n13 <13>1 forged|=\\ " + longest);
      ForwardedMessage gone = new ForwardedMessage("gone", null);
      assertEquals(List.of(), sink.send(List.of(message("a"), gone, hostile, message("c"))));
      String first = receiver.next();
      assertTrue(
          first.matches("<10[89]>1 \\S+Z drey\\.example drey - alert - CEF:0\\|Drey\\|.*"), first);
      String second = receiver.next();
      assertTrue(second.contains(longest), second);
      assertEquals(1, second.lines().count());
      assertTrue(receiver.next().contains("cs1=SUBJECT:c "));
    }
  }

  @Test
  void whatAReceiverThatWentAwayMayNotHaveIsSentAgain() throws Exception {
    int port;
    try (SyslogSink sink = trusting(0)) {
      assertThrows(IOException.class, () -> sink.send(List.of(message("no one"))));
    }
    TlsReceiver before = TlsReceiver.start(folder, 0);
    port = before.port();
    try (SyslogSink sink = trusting(port)) {
      sink.send(List.of(message("before")));
      assertTrue(before.next().contains("before"));
      before.close();
      assertThrows(IOException.class, () -> sink.send(List.of(message("meanwhile"))));
      try (TlsReceiver after = TlsReceiver.start(folder, port)) {
        sink.send(List.of(message("meanwhile")));
        assertTrue(after.next().contains("meanwhile"));
      }
    }
  }

  @Test
  void whomNoOneVouchesForGetsNothing() throws Exception {
    try (TlsReceiver receiver = TlsReceiver.start(folder, 0);
        SyslogSink trusting = trusting(receiver.port());
        SyslogSink wary = sink(receiver.port(), (SSLSocketFactory) SSLSocketFactory.getDefault())) {
      IOException e = assertThrows(IOException.class, () -> wary.send(List.of(message("secret"))));
      assertTrue(e.getMessage().startsWith("no connection"), e.getMessage());
      trusting.send(List.of(message("open")));
      assertTrue(receiver.next().contains("open"));
    }
  }

  @Test
  void aReceiverOfAnotherNameIsNotTheReceiver() throws Exception {
    try (TlsReceiver receiver = TlsReceiver.start(folder, 0)) {
      SSLSocketFactory sockets = TlsTrust.in(folder.resolve("receiver.pem")).getSocketFactory();
      try (SyslogSink sink = new SyslogSink("127.0.0.1", receiver.port(), sockets, "-", SHORT)) {
        assertThrows(IOException.class, () -> sink.send(List.of(message("secret"))));
      }
    }
  }

  /** It takes the connection and reads nothing: health is to show that, not to wait with it. */
  @Test
  void aReceiverThatDoesNotReadIsGivenUp() throws Exception {
    try (TlsReceiver receiver = TlsReceiver.deaf(folder)) {
      SSLSocketFactory sockets = TlsTrust.in(folder.resolve("receiver.pem")).getSocketFactory();
      ForwardedMessage large = message("x".repeat(20_000_000));
      try (SyslogSink sink =
          new SyslogSink("localhost", receiver.port(), sockets, "drey.example", SHORT)) {
        assertThrows(IOException.class, () -> sink.send(List.of(large)));
      }
    }
  }

  @Test
  void whatHoldsNoCertificateIsNamed() throws Exception {
    Path file = Files.write(folder.resolve("no.pem"), "hello".getBytes(StandardCharsets.UTF_8));
    IOException e = assertThrows(IOException.class, () -> TlsTrust.in(file));
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
  }
}
