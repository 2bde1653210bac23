package org.drey.alerts.forward;

import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hands alerts to a webhook, one request each. */
final class WebhookSink implements AlertSink {
  private final HttpSender http;
  private final WebhookBody body;
  private final Signer signer;
  private final InstantSource clock;

  /** A signature that shows the receiver that a request is genuine. */
  interface Signer {
    /** The headers that do. */
    Map<String, String> headers(String id, long time, byte[] body);
  }

  /** A body that the receiver reads. */
  interface WebhookBody {
    /** The body; empty if the receiver has no word for it. */
    byte[] of(ForwardedMessage message);
  }

  /**
   * A webhook.
   *
   * @param clock when requests are sent
   */
  WebhookSink(HttpSender http, WebhookBody body, Signer signer, InstantSource clock) {
    this.http = http;
    this.body = body;
    this.signer = signer;
    this.clock = clock;
  }

  @Override
  public int most() {
    return 1;
  }

  @Override
  public List<RefusedMessage> send(List<ForwardedMessage> messages) throws IOException {
    ForwardedMessage message = messages.get(0);
    byte[] bytes = body.of(message);
    if (bytes.length == 0) {
      return List.of();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.putAll(signer.headers(message.id(), clock.instant().getEpochSecond(), bytes));
    HttpSender.Answer answer = http.post("", bytes, headers);
    if (answer.isGood() || answer.status() == HttpSender.CONFLICT) {
      return List.of();
    }
    if (answer.isRefusal()) {
      return List.of(new RefusedMessage(message, "status " + answer.status()));
    }
    throw new IOException("answers with status " + answer.status());
  }

  /** As Standard Webhooks has it. */
  static Signer standard(WebhookSignature signature) {
    return (id, time, bytes) ->
        Map.of(
            "webhook-id", id,
            "webhook-timestamp", Long.toString(time),
            "webhook-signature", signature.of(id, time, bytes));
  }

  /** A token that the tool has given out. */
  static Signer bearer(String token) {
    return (id, time, bytes) -> Map.of("Authorization", "Bearer " + token);
  }
}
