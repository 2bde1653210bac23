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
final class BulkSink implements Sink {
  private static final int MOST = 200;
  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY = 429;
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonLineWriter LINES = new JsonLineWriter();

  private final Http http;
  private final String index;
  private final Map<String, String> headers;

  /**
   * An index.
   *
   * @param authorization the header of that name; empty for none
   */
  BulkSink(Http http, String index, String authorization) {
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
    return MOST;
  }

  @Override
  public List<Refused> send(List<Message> messages) throws IOException {
    Http.Answer answer = http.post("/_bulk", body(messages), headers);
    if (!answer.isGood()) {
      throw new IOException("answers with status " + answer.status());
    }
    JsonNode items = JSON.readTree(answer.body()).path("items");
    if (items.size() != messages.size()) {
      throw new IOException("answers, but not as a bulk request is answered");
    }
    List<Refused> refused = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      JsonNode item = items.get(i).path(messages.get(i).alert() == null ? "delete" : "index");
      int status = item.path("status").asInt();
      boolean isThere = status / 100 == 2 || status == CONFLICT || status == NOT_FOUND;
      if (status == TOO_MANY || status / 100 == 5 || status == 0) {
        throw new IOException("answers with status " + status + " for a document");
      }
      if (!isThere || (status == NOT_FOUND && messages.get(i).alert() != null)) {
        String type = item.path("error").path("type").asText();
        refused.add(new Refused(messages.get(i), "status " + status + ", " + type));
      }
    }
    return refused;
  }

  private byte[] body(List<Message> messages) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Message message : messages) {
      ObjectNode action = JSON.createObjectNode();
      ObjectNode what = action.putObject(message.alert() == null ? "delete" : "index");
      what.put("_index", index).put("_id", message.alertId());
      if (message.alert() != null) {
        what.put("version", Message.version(message.alert()));
        what.put("version_type", "external");
      }
      body.write(JSON.writeValueAsBytes(action));
      body.write('\n');
      if (message.alert() != null) {
        body.write(LINES.write(message.alert()));
        body.write('\n');
      }
    }
    return body.toByteArray();
  }
}
