package org.drey.local.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files by which Drey is deployed in containers and on Kubernetes. */
final class DeploymentFiles {
  static final Path COMPOSE = Path.of("compose.yaml");
  static final Path BASE = Path.of("kubernetes", "base");
  static final Path OVERLAY = Path.of("kubernetes", "overlays", "example");
  static final Path IMAGES = Path.of("images");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MERGE = "<<";

  private DeploymentFiles() {}

  /** Returns the documents of a text. */
  static List<JsonNode> documents(String yaml) {
    List<JsonNode> documents = new ArrayList<>();
    LoadSettings settings =
        LoadSettings.builder().setMaxAliasesForCollections(Integer.MAX_VALUE).build();
    for (Object document : new Load(settings).loadAllFromString(yaml)) {
      documents.add(JSON.valueToTree(merged(document)));
    }
    return documents;
  }

  /** Returns the text of a file. */
  static String text(Path file) throws IOException {
    return Files.readString(file);
  }

  /** Returns the only document of a file. */
  static JsonNode document(Path file) throws IOException {
    return documents(text(file)).get(0);
  }

  /** Returns the services of compose.yaml by name, as they are after merging. */
  static Map<String, JsonNode> services() throws IOException {
    Map<String, JsonNode> services = new LinkedHashMap<>();
    document(COMPOSE)
        .get("services")
        .properties()
        .forEach(one -> services.put(one.getKey(), one.getValue()));
    return services;
  }

  /** Returns what the files of a folder of kustomize have, with those of the folders it names. */
  static List<JsonNode> manifests(Path folder) throws IOException {
    List<JsonNode> manifests = new ArrayList<>();
    for (JsonNode resource : document(folder.resolve("kustomization.yaml")).path("resources")) {
      Path named = folder.resolve(resource.textValue());
      if (Files.isDirectory(named)) {
        manifests.addAll(manifests(named));
      } else {
        manifests.addAll(documents(text(named)));
      }
    }
    return manifests;
  }

  /** Returns those of a kind. */
  static List<JsonNode> manifests(String kind) throws IOException {
    return manifests(BASE).stream().filter(one -> kind.equals(one.path("kind").asText())).toList();
  }

  /** Returns the config maps that kustomize makes of files. */
  static List<JsonNode> generatedMaps() throws IOException {
    List<JsonNode> maps = new ArrayList<>();
    document(BASE.resolve("kustomization.yaml")).get("configMapGenerator").forEach(maps::add);
    return maps;
  }

  /** Returns the values of a list of texts. */
  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  /** Maps have what they merge, as programs of YAML 1.1 read it. */
  private static Object merged(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(DeploymentFiles::merged).toList();
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value == null ? "" : value;
    }
    Map<Object, Object> merged = new LinkedHashMap<>();
    if (map.get(MERGE) instanceof Map<?, ?> other) {
      merged.putAll((Map<?, ?>) merged(other));
    }
    map.forEach(
        (key, one) -> {
          if (!MERGE.equals(key)) {
            merged.put(key, merged(one));
          }
        });
    return merged;
  }
}
