package org.drey.alerts.handover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What documents are checked against: the official schemas, if {@code -Ddrey.schemas=DIR} says
 * where they are (folders {@code stix2.1} and {@code misp}), else small ones of our own.
 */
final class Schemas {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OASIS =
      "http://raw.githubusercontent.com/oasis-open/cti-stix2-json-schemas/stix2.1/schemas/";
  private static final List<String> FOLDERS = List.of("sdos", "sros", "observables", "common");

  private final Path folder;
  private final SchemaRegistry stix;

  Schemas() {
    String official = System.getProperty("drey.schemas");
    try {
      folder =
          official == null
              ? Path.of(
                  Objects.requireNonNull(Schemas.class.getResource("/handover/schemas")).toURI())
              : Path.of(official);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    stix =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder ->
                builder.schemas(
                    id -> id.startsWith(OASIS) ? read(id.substring(OASIS.length())) : null));
  }

  private String read(String name) {
    return text(folder.resolve("stix2.1").resolve(name));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with an object of a bundle. */
  List<String> stix(JsonNode object) {
    String type = object.get("type").textValue();
    for (String kind : FOLDERS) {
      if (Files.exists(folder.resolve("stix2.1/" + kind + "/" + type + ".json"))) {
        return problems(
            stix.getSchema(json("{\"$ref\":\"" + OASIS + kind + "/" + type + ".json\"}"))
                .validate(object));
      }
    }
    return problems(stix.getSchema(json(read("any.json"))).validate(object));
  }

  /**
   * What is wrong with an event, and which of its attributes have a type that is none of theirs.
   */
  List<String> misp(JsonNode event) {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4);
    List<String> problems =
        new ArrayList<>(
            problems(
                registry
                    .getSchema(json(text(folder.resolve("misp/schema.json"))))
                    .validate(event)));
    JsonNode types =
        json(text(folder.resolve("misp/describeTypes.json"))).at("/result/category_type_mappings");
    for (JsonNode attribute : event.at("/Event/Attribute")) {
      JsonNode allowed = types.path(attribute.get("category").textValue());
      boolean isAllowed = false;
      for (JsonNode one : allowed) {
        isAllowed |= one.equals(attribute.get("type"));
      }
      if (!isAllowed) {
        problems.add("not in its category: " + attribute);
      }
    }
    return problems;
  }

  private static List<String> problems(List<Error> errors) {
    return errors.stream().map(one -> one.getInstanceLocation() + ": " + one.getMessage()).toList();
  }
}
