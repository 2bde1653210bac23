package org.drey.alerts.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.drey.event.Finding;
import org.drey.event.GroupValue;
import org.drey.event.wire.InvalidRecordException;
import org.drey.event.wire.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code findings.jsonl}: replay writes the group as an object, {@code alerts tail} as
 * the record of the topic has it.
 */
final class FindingLine {
  private static final JsonMapper JSON = new JsonMapper();

  private FindingLine() {}

  /** Reads a line that a job has written. */
  static Finding read(byte[] line) throws InvalidRecordException {
    JsonNode tree;
    try {
      tree = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw malformed("not one JSON value"); // Jackson's message quotes the line
    } catch (IOException e) {
      throw malformed("not UTF-8");
    }
    return Finding.newBuilder()
        .setFindingId(text(tree, "finding_id"))
        .setRuleId(text(tree, "rule_id"))
        .setRuleVersion(text(tree, "rule_version"))
        .setIndicator(textOrNull(tree, "indicator"))
        .setTrack(textOrNull(tree, "track"))
        .setGroup(group(tree.path("group")))
        .setEventId(text(tree, "event_id"))
        .setProvider(text(tree, "provider"))
        .setTokenDomain(text(tree, "token_domain"))
        .setKeyVersion(number(tree, "key_version").intValue())
        .setEventTime(Instant.ofEpochMilli(number(tree, "event_time").longValue()))
        .setObserved(number(tree, "observed").longValue())
        .setEvidence(texts(tree.path("evidence")))
        .setShadow(tree.path("shadow").asBoolean())
        .build();
  }

  private static List<GroupValue> group(JsonNode node) {
    List<GroupValue> group = new ArrayList<>();
    for (Map.Entry<String, JsonNode> one : node.properties()) {
      group.add(value(one.getKey(), one.getValue()));
    }
    if (node.isArray()) {
      node.forEach(one -> group.add(value(one.path("field").asText(), one.path("value"))));
    }
    return group;
  }

  private static GroupValue value(String field, JsonNode value) {
    return GroupValue.newBuilder().setField(field).setValue(value.asText()).build();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  private static String text(JsonNode tree, String field) throws InvalidRecordException {
    String text = textOrNull(tree, field);
    if (text == null) {
      throw malformed(field + ": no text");
    }
    return text;
  }

  private static @Nullable String textOrNull(JsonNode tree, String field) {
    return tree.path(field).textValue();
  }

  private static Number number(JsonNode tree, String field) throws InvalidRecordException {
    if (!tree.path(field).isIntegralNumber()) {
      throw malformed(field + ": no whole number");
    }
    return tree.path(field).numberValue();
  }

  private static InvalidRecordException malformed(String what) {
    return new InvalidRecordException(RejectReason.MALFORMED, null, what);
  }
}
