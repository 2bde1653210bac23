package org.drey.alerts.explain;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.drey.event.json.JsonLineWriter;

/** The output of {@code --json}: names with underscores, records as they are in files. */
public final class AlertJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(new SimpleModule().addSerializer(SpecificRecord.class, new AsInFiles()))
          .build();

  private AlertJson() {}

  /** One line. */
  public static String of(Object view) {
    try {
      return JSON.writeValueAsString(view);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is printed is always JSON", e);
    }
  }

  private static final class AsInFiles extends StdSerializer<SpecificRecord> {
    private static final long serialVersionUID = 1L;
    private static final JsonLineWriter LINES = new JsonLineWriter();

    AsInFiles() {
      super(SpecificRecord.class);
    }

    @Override
    public void serialize(SpecificRecord record, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeRawValue(new String(LINES.write(record), StandardCharsets.UTF_8));
    }
  }
}
