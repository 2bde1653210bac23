package org.drey.local.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A pod of ours as a manifest describes it.
 *
 * @param name of the object that has it
 * @param claims for which each of its pods has a volume of its own
 */
record DeployedPod(String name, JsonNode template, JsonNode claims) {
  private static final Map<String, String> PLACES =
      Map.of(
          "Deployment", "/spec/template",
          "DaemonSet", "/spec/template",
          "StatefulSet", "/spec/template",
          "CronJob", "/spec/jobTemplate/spec/template",
          "FlinkDeployment", "/spec/podTemplate");

  /** Returns all that Kubernetes is given. */
  static List<DeployedPod> all() throws IOException {
    return of(DeploymentFiles.manifests(DeploymentFiles.BASE));
  }

  /** Returns those that manifests have. */
  static List<DeployedPod> of(List<JsonNode> manifests) {
    List<DeployedPod> pods = new ArrayList<>();
    for (JsonNode manifest : manifests) {
      String place = PLACES.get(manifest.path("kind").asText());
      if (place != null) {
        pods.add(
            new DeployedPod(
                manifest.at("/metadata/name").asText(),
                manifest.at(place),
                manifest.at("/spec/volumeClaimTemplates")));
      }
    }
    return pods;
  }

  /** Returns its containers, those that run before the others among them. */
  List<JsonNode> containers() {
    List<JsonNode> containers = new ArrayList<>();
    template.at("/spec/initContainers").forEach(containers::add);
    template.at("/spec/containers").forEach(containers::add);
    return containers;
  }

  /** Returns the files that a secret or a config map gives to the first container, by name. */
  Set<String> privateFiles(List<JsonNode> generated) {
    Map<String, JsonNode> volumes = volumes();
    Set<String> files = new TreeSet<>();
    for (JsonNode container : containers()) {
      for (JsonNode mount : container.path("volumeMounts")) {
        if (mount.get("mountPath").asText().startsWith("/given/")) {
          files.addAll(filesOf(volumes.get(mount.get("name").asText()), generated));
        }
      }
    }
    if (files.contains("user.key") && files.contains("user.crt")) {
      files.add("client.pem"); // private-files makes it
    }
    return files;
  }

  /** Returns its volumes by name. */
  Map<String, JsonNode> volumes() {
    Map<String, JsonNode> volumes = new HashMap<>();
    template
        .at("/spec/volumes")
        .forEach(volume -> volumes.put(volume.get("name").asText(), volume));
    claims.forEach(claim -> volumes.put(claim.at("/metadata/name").asText(), claim));
    return volumes;
  }

  /**
   * Returns the names of the files in a volume.
   *
   * @param generated the config maps that kustomize makes of files
   */
  static List<String> filesOf(JsonNode volume, List<JsonNode> generated) {
    List<String> files = new ArrayList<>();
    volume.at("/secret/items").forEach(item -> files.add(item.get("path").asText()));
    for (JsonNode map : generated) {
      if (map.get("name").equals(volume.at("/configMap/name"))) {
        files.addAll(DeploymentFiles.texts(map.get("files")));
      }
    }
    return files;
  }
}
