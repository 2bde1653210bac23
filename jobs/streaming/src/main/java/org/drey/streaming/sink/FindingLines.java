package org.drey.streaming.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import org.drey.event.Finding;
import org.drey.event.GroupValue;
import org.drey.rules.compile.CorrelationRule.GroupField;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.schema.FieldType;

/** Writes findings as JSON lines; values of a group have the type of their field. */
public final class FindingLines implements JsonLinesSink.Encoder<Finding> {
  private static final long serialVersionUID = 1L;

  private final RuleSet rules;

  public FindingLines(RuleSet rules) {
    this.rules = rules;
  }

  @Override
  public byte[] encode(Finding finding) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
      write(finding, json);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to take bytes", e);
    }
    return line.toByteArray();
  }

  private void write(Finding finding, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("finding_id", finding.getFindingId());
    json.writeStringField("rule_id", finding.getRuleId());
    json.writeStringField("rule_version", finding.getRuleVersion());
    json.writeStringField("indicator", finding.getIndicator());
    json.writeStringField("track", finding.getTrack());
    json.writeObjectFieldStart("group");
    for (GroupValue value : finding.getGroup()) {
      json.writeFieldName(value.getField());
      writeValue(type(finding.getRuleId(), value.getField()), value.getValue(), json);
    }
    json.writeEndObject();
    json.writeStringField("event_id", finding.getEventId());
    json.writeStringField("provider", finding.getProvider());
    json.writeStringField("token_domain", finding.getTokenDomain());
    json.writeNumberField("key_version", finding.getKeyVersion());
    json.writeNumberField("event_time", finding.getEventTime().toEpochMilli());
    json.writeNumberField("observed", finding.getObserved());
    json.writeArrayFieldStart("evidence");
    for (String id : finding.getEvidence()) {
      json.writeString(id);
    }
    json.writeEndArray();
    json.writeBooleanField("shadow", finding.getShadow());
    json.writeEndObject();
  }

  /** The type of a group-by field; an entity, and what is not known here, is text. */
  private FieldType type(String ruleId, String field) {
    RuleHead head = rules.byId(ruleId);
    if (head == null || rules.isDetection(head.index())) {
      return FieldType.TEXT;
    }
    return rules.correlation(head.index()).groupBy().stream()
        .filter(one -> one.name().equals(field))
        .map(GroupField::type)
        .findFirst()
        .orElse(FieldType.TEXT);
  }

  private static void writeValue(FieldType type, String value, JsonGenerator json)
      throws IOException {
    switch (type) {
      case LONG -> json.writeNumber(Long.parseLong(value));
      case DOUBLE, DECIMAL -> json.writeNumber(new BigDecimal(value));
      case BOOLEAN -> json.writeBoolean(Boolean.parseBoolean(value));
      case ENUM, TEXT, TEXT_LIST -> json.writeString(value);
    }
  }
}
