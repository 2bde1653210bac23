package org.drey.streaming.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Locale;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.Scoring;
import org.drey.rules.correlate.Finding;
import org.drey.rules.event.FieldType;
import org.drey.streaming.event.PlacedFinding;

/** Writes findings as JSON lines. */
public final class FindingLines implements JsonLinesSink.Encoder<PlacedFinding> {
  private static final long serialVersionUID = 1L;

  private final RuleSet rules;

  public FindingLines(RuleSet rules) {
    this.rules = rules;
  }

  @Override
  public byte[] encode(PlacedFinding placed) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
      write(placed.finding(), json);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to take bytes", e);
    }
    return line.toByteArray();
  }

  private void write(Finding finding, JsonGenerator json) throws IOException {
    RuleHead head = rules.head(finding.rule());
    Scoring scoring = head.scoring();
    json.writeStartObject();
    json.writeStringField("finding_id", finding.id());
    json.writeStringField("rule_id", head.id());
    json.writeStringField("rule_version", head.version());
    json.writeStringField("indicator", scoring == null ? null : scoring.indicator());
    json.writeStringField(
        "track", scoring == null ? null : scoring.track().name().toLowerCase(Locale.ROOT));
    json.writeObjectFieldStart("group");
    writeGroup(finding, scoring, json);
    json.writeEndObject();
    json.writeStringField("event_id", finding.event().eventId());
    json.writeStringField("provider", finding.event().provider());
    json.writeStringField("token_domain", finding.tokenDomain());
    json.writeNumberField("key_version", finding.event().keyVersion());
    json.writeNumberField("event_time", finding.time());
    json.writeNumberField("observed", finding.observed());
    json.writeArrayFieldStart("evidence");
    for (String id : finding.evidence()) {
      json.writeString(id);
    }
    json.writeEndArray();
    json.writeBooleanField("shadow", !head.live());
    json.writeEndObject();
  }

  private void writeGroup(Finding finding, Scoring scoring, JsonGenerator json) throws IOException {
    if (rules.isDetection(finding.rule())) {
      if (finding.group().length > 0) {
        json.writeStringField(scoring.entity(), finding.group()[0]);
      }
      return;
    }
    CorrelationRule rule = rules.correlation(finding.rule());
    for (int i = 0; i < rule.groupBy().size(); i++) {
      CorrelationRule.GroupField field = rule.groupBy().get(i);
      json.writeFieldName(field.name());
      writeValue(field.type(), finding.group()[i], json);
    }
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
