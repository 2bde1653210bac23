package org.drey.alerts.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.event.Alert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the answers of a tool that takes webhooks mean. */
@Timeout(60)
final class WebhookAnswersIT {
  private HttpServer server;
  private WebhookSink sink;
  private volatile int status;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    sink =
        new WebhookSink(
            new HttpSender(url, null),
            WebhookBodies::standard,
            WebhookSink.bearer("token"),
            InstantSource.fixed(TestAlerts.NOW));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private List<AlertSink.RefusedMessage> sent(int answer) throws IOException {
    status = answer;
    Alert alert = TestAlerts.payer();
    return sink.send(List.of(new ForwardedMessage(alert.getAlertId(), alert)));
  }

  @Test
  void whatIsThereAlreadyIsDelivered() throws IOException {
    assertEquals(List.of(), sent(202));
    assertEquals(List.of(), sent(409));
  }

  @Test
  void whatIsAtFaultIsRefusedAndAnyOtherAnswerMeansAgain() throws IOException {
    assertEquals("status 422", sent(422).get(0).why());
    for (int other : new int[] {401, 404, 429, 503}) {
      IOException again = assertThrows(IOException.class, () -> sent(other));
      assertEquals("answers with status " + other, again.getMessage());
    }
  }
}
