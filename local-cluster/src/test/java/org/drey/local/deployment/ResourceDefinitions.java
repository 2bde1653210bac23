package org.drey.local.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What objects of Kubernetes are checked against: the definitions of the operators of Flink and
 * Strimzi, made strict, and for Kubernetes' own kinds the fields that manifests here use, with pods
 * as Flink's definition has them. A server ignores a field that it does not know; here it is wrong.
 */
final class ResourceDefinitions {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<String, Schema> kinds = new HashMap<>();

  private ResourceDefinitions() {}

  /**
   * Reads them.
   *
   * @param folder with the operators' definitions of custom resources
   */
  static ResourceDefinitions read(Path folder) throws IOException {
    ResourceDefinitions definitions = new ResourceDefinitions();
    JsonNode pod = null;
    for (Path file : files(folder)) {
      for (JsonNode definition : DeploymentFiles.documents(Files.readString(file))) {
        for (JsonNode version : definition.at("/spec/versions")) {
          JsonNode schema = strict(version.at("/schema/openAPIV3Schema"));
          String api = definition.at("/spec/group").asText() + "/" + version.get("name").asText();
          definitions.add(api, definition.at("/spec/names/kind").asText(), schema);
          pod =
              schema.at("/properties/spec/properties/podTemplate").isMissingNode()
                  ? pod
                  : schema.at("/properties/spec/properties/podTemplate");
        }
      }
    }
    definitions.addOwn(Objects.requireNonNull(pod, "no definition has a podTemplate"));
    return definitions;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().toList();
    }
  }

  private void add(String api, String kind, JsonNode schema) {
    ObjectNode open = schema.deepCopy();
    ObjectNode properties = open.withObject("/properties");
    properties.set("apiVersion", JSON.createObjectNode().put("const", api));
    properties.set("kind", JSON.createObjectNode().put("const", kind));
    properties.set("metadata", JSON.createObjectNode().put("type", "object"));
    open.putArray("required").add("apiVersion").add("kind").add("metadata");
    kinds.put(kind, registry.getSchema(open));
  }

  private void addOwn(JsonNode pod) throws IOException {
    ObjectNode own;
    try (InputStream in = ResourceDefinitions.class.getResourceAsStream("/deployment/kinds.json")) {
      own = (ObjectNode) JSON.readTree(Objects.requireNonNull(in));
    }
    JsonNode claim =
        pod.at(
            "/properties/spec/properties/volumes/items/properties/ephemeral/properties"
                + "/volumeClaimTemplate/properties/spec");
    ObjectNode parts = own.withObject("/$defs");
    parts.set("pod", pod);
    parts.set("claim", claim);
    own.get("kinds")
        .properties()
        .forEach(
            kind -> {
              ObjectNode schema = (ObjectNode) strict(kind.getValue());
              schema.set("$defs", strict(parts));
              add(kind.getValue().get("api").asText(), kind.getKey(), schema);
            });
  }

  /** The same schema, for which a field that it does not name is wrong. */
  private static JsonNode strict(JsonNode schema) {
    if (schema instanceof ArrayNode list) {
      ArrayNode copy = JSON.createArrayNode();
      list.forEach(one -> copy.add(strict(one)));
      return copy;
    }
    if (!(schema instanceof ObjectNode)) {
      return schema;
    }
    ObjectNode copy = JSON.createObjectNode();
    schema.properties().forEach(one -> copy.set(one.getKey(), strict(one.getValue())));
    if (schema.path("properties").isObject()
        && !schema.has("additionalProperties")
        && !schema.path(PRESERVE).asBoolean()) {
      copy.put("additionalProperties", false);
    }
    if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
      copy.putArray("type").add("integer").add("string");
    }
    return copy;
  }

  /** Returns what is wrong with an object; nothing if it is right. */
  List<String> problems(JsonNode manifest) {
    String kind = manifest.path("kind").asText();
    Schema schema = kinds.get(kind);
    if (schema == null) {
      return List.of(kind + ": no definition of this kind");
    }
    String name = kind + " " + manifest.at("/metadata/name").asText();
    return schema.validate(manifest).stream()
        .map(one -> name + " " + one.getInstanceLocation() + ": " + one.getMessage())
        .toList();
  }
}
