package org.drey.alerts.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.drey.alerts.TestAlerts;
import org.drey.event.Alert;
import org.drey.event.Track;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the answers of a search index, and of a proxy before it, mean. */
@Timeout(60)
final class BulkAnswersIT {
  private static final JsonMapper JSON = new JsonMapper();

  private final List<String> taken = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private BulkSink sink;
  private volatile int longest = Integer.MAX_VALUE;
  private volatile int status = 201;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/below/_bulk", this::answer);
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/below");
    sink = new BulkSink(new HttpSender(url, null), "alerts", "");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (body.length > longest) {
      exchange.sendResponseHeaders(413, -1);
      exchange.close();
      return;
    }
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (String line : new String(body, StandardCharsets.UTF_8).lines().toList()) {
      JsonNode action = JSON.readTree(line).path("index");
      if (!action.isMissingNode()) {
        ObjectNode item = items.addObject().putObject("index").put("status", status);
        item.putObject("error").put("type", "of_a_test");
        if (status == 201) {
          taken.add(action.path("_id").asText());
        }
      }
    }
    byte[] bytes = JSON.writeValueAsBytes(answer);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static ForwardedMessage message(String subject) {
    Alert alert = TestAlerts.of(Track.PAYER, subject);
    return new ForwardedMessage(alert.getAlertId(), alert);
  }

  private static List<ForwardedMessage> messages(int count) {
    return IntStream.range(0, count).mapToObj(i -> message("payer-" + i)).toList();
  }

  @Test
  void whatIsTooLargeTogetherIsSentInParts() throws Exception {
    List<ForwardedMessage> messages = messages(20);
    longest = 20_000;
    assertEquals(List.of(), sink.send(messages));
    assertEquals(messages.stream().map(ForwardedMessage::alertId).toList(), taken);
  }

  @Test
  void whatIsTooLargeAloneIsRefusedAndHoldsUpNoOther() throws Exception {
    longest = 20_000;
    ForwardedMessage large = message("x".repeat(30_000));
    ForwardedMessage after = message("after");
    List<AlertSink.RefusedMessage> refused = sink.send(List.of(message("before"), large, after));
    assertEquals(List.of(large), refused.stream().map(AlertSink.RefusedMessage::message).toList());
    assertEquals("status 413", refused.get(0).why());
    assertTrue(taken.contains(after.alertId()));
    assertEquals(2, taken.size());
  }

  @Test
  void whatCanBePutRightIsNoRefusal() throws Exception {
    for (int one : List.of(401, 403, 404, 429, 503)) {
      status = one;
      IOException e = assertThrows(IOException.class, () -> sink.send(messages(3)));
      assertTrue(e.getMessage().endsWith("status " + one + ", of_a_test"), e.getMessage());
    }
    status = 400;
    assertEquals(3, sink.send(messages(3)).size());
  }
}
