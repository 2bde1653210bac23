package org.drey.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/** A tool that takes webhooks, and answers as a test wants it to. */
final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Call> taken = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile ToIntFunction<Call> answer = call -> 204;

  /** A request. */
  record Call(String id, long time, String signature, byte[] body, JsonNode json) {
    String type() {
      return json.path("type").asText();
    }
  }

  private Receiver(HttpServer server) {
    this.server = server;
    server.createContext("/hook", this::take);
    server.start();
  }

  static Receiver start() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new Receiver(HttpServer.create(any, 0));
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** From now on it answers with this status; what is below 300 is taken. */
  void answers(ToIntFunction<Call> status) {
    answer = status;
  }

  /** How often it was asked. */
  int asked() {
    return asked.get();
  }

  /** The ids of what it took, in order. */
  List<String> ids() {
    return taken.stream().map(Call::id).toList();
  }

  List<Call> taken() {
    return taken;
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    var headers = exchange.getRequestHeaders();
    Call call =
        new Call(
            headers.getFirst("webhook-id"),
            Long.parseLong(headers.getFirst("webhook-timestamp")),
            headers.getFirst("webhook-signature"),
            body,
            new JsonMapper().readTree(body));
    asked.incrementAndGet();
    int status = answer.applyAsInt(call);
    if (status < 300) {
      taken.add(call);
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
