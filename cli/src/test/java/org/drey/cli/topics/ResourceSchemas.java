package org.drey.cli.topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The schemas of Kubernetes' custom resources, from the folder {@code kubernetes} of {@code
 * -Ddrey.schemas=DIR}. Fields that a schema does not name are refused, which Kubernetes would drop.
 */
final class ResourceSchemas {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LoadSettings LARGE =
      LoadSettings.builder().setCodePointLimit(64 << 20).build();

  private final Map<String, JsonNode> schemas = new HashMap<>();

  /** Reads all of a folder. */
  ResourceSchemas(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> read(file));
    }
  }

  private void read(Path file) {
    try {
      for (JsonNode definition : documents(Files.readString(file))) {
        JsonNode spec = definition.get("spec");
        for (JsonNode version : spec.get("versions")) {
          String name =
              "%s/%s %s"
                  .formatted(
                      spec.get("group").textValue(),
                      version.get("name").textValue(),
                      spec.get("names").get("kind").textValue());
          JsonNode schema = version.at("/schema/openAPIV3Schema").deepCopy();
          closeIn(schema);
          schemas.put(name, schema);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The documents of a YAML stream. */
  static List<JsonNode> documents(String yaml) {
    List<JsonNode> documents = new ArrayList<>();
    new Load(LARGE).loadAllFromString(yaml).forEach(one -> documents.add(JSON.valueToTree(one)));
    return documents;
  }

  private static void closeIn(JsonNode schema) {
    boolean isOpen = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
    if (schema.has("properties") && !isOpen && !schema.has("additionalProperties")) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
    schema.path("properties").forEach(ResourceSchemas::closeIn);
    if (schema.path("items").isObject()) {
      closeIn(schema.get("items"));
    }
  }

  /** What is wrong with a resource. */
  List<String> problems(JsonNode resource) {
    String name =
        resource.get("apiVersion").textValue() + " " + resource.get("kind").textValue();
    JsonNode schema = schemas.get(name);
    if (schema == null) {
      return List.of("there is no " + name + " among " + schemas.keySet());
    }
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
        .getSchema(schema)
        .validate(resource)
        .stream()
        .map(one -> one.getInstanceLocation() + ": " + one.getMessage())
        .toList();
  }
}
