package org.drey.alerts.forward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.event.json.JsonLineWriter;

/**
 * Keeps an index of OpenSearch or Elasticsearch: a document an alert, its newest revision. The
 * version of a document grows with generation and revision, so that an older one, sent again, is
 * answered with 409 and changes nothing.
 */
final class BulkSink implements AlertSink {
  private static final int MAX_MESSAGES = 200;
  private static final int NOT_FOUND = 404;

  /** Bytes of a request, unless one message is longer; servers take 10 MB and more. */
  private static final int LONGEST = 5_000_000;

  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonLineWriter LINES = new JsonLineWriter();

  private final HttpSender http;
  private final String index;
  private final Map<String, String> headers;

  /**
   * An index.
   *
   * @param authorization the header of that name; empty for none
   */
  BulkSink(HttpSender http, String index, String authorization) {
    this.http = http;
    this.index = index;
    this.headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/x-ndjson");
    if (!authorization.isEmpty()) {
      headers.put("Authorization", authorization);
    }
  }

  @Override
  public int most() {
    return MAX_MESSAGES;
  }

  @Override
  public List<RefusedMessage> send(List<ForwardedMessage> messages) throws IOException {
    List<RefusedMessage> refused = new ArrayList<>();
    List<ForwardedMessage> together = new ArrayList<>();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (ForwardedMessage message : messages) {
      byte[] lines = lines(message);
      if (!together.isEmpty() && body.size() + lines.length > LONGEST) {
        request(together, body.toByteArray(), refused);
        together.clear();
        body.reset();
      }
      together.add(message);
      body.write(lines);
    }
    request(together, body.toByteArray(), refused);
    return refused;
  }

  /** A request that is refused as a whole is sent in halves, for one message may be the reason. */
  private void request(List<ForwardedMessage> messages, byte[] body, List<RefusedMessage> refused)
      throws IOException {
    HttpSender.Answer answer = http.post("/_bulk", body, headers);
    if (answer.isGood()) {
      look(messages, JSON.readTree(answer.body()).path("items"), refused);
    } else if (!answer.isRefusal()) {
      throw new IOException("answers with status " + answer.status());
    } else if (messages.size() == 1) {
      refused.add(new RefusedMessage(messages.get(0), "status " + answer.status()));
    } else {
      int half = messages.size() / 2;
      refused.addAll(send(messages.subList(0, half)));
      refused.addAll(send(messages.subList(half, messages.size())));
    }
  }

  /**
   * Reads the answers to messages; one that is neither taken nor refused for good is a fault that
   * can be repaired.
   */
  private static void look(
      List<ForwardedMessage> messages, JsonNode items, List<RefusedMessage> refused)
      throws IOException {
    if (items.size() != messages.size()) {
      throw new IOException("answers, but not as a bulk request is answered");
    }
    for (int i = 0; i < items.size(); i++) {
      ForwardedMessage message = messages.get(i);
      JsonNode item = items.get(i).path(message.alert() == null ? "delete" : "index");
      int status = item.path("status").asInt();
      String why = "status " + status + ", " + item.path("error").path("type").asText("no reason");
      if (HttpSender.isRefusal(status)) {
        refused.add(new RefusedMessage(message, why));
      } else if (!isDone(status, message)) {
        throw new IOException("answers for a document with " + why);
      }
    }
  }

  private static boolean isDone(int status, ForwardedMessage message) {
    boolean isGone = status == NOT_FOUND && message.alert() == null;
    return status / 100 == 2 || status == HttpSender.CONFLICT || isGone;
  }

  private byte[] lines(ForwardedMessage message) throws IOException {
    ObjectNode action = JSON.createObjectNode();
    ObjectNode what = action.putObject(message.alert() == null ? "delete" : "index");
    what.put("_index", index).put("_id", message.alertId());
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    if (message.alert() != null) {
      what.put("version", ForwardedMessage.version(message.alert()));
      what.put("version_type", "external");
    }
    lines.write(JSON.writeValueAsBytes(action));
    lines.write('\n');
    if (message.alert() != null) {
      lines.write(LINES.write(message.alert()));
      lines.write('\n');
    }
    return lines.toByteArray();
  }
}
