package org.drey.local.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * A package where it is unpacked, and what has to hold of each.
 *
 * @param home the one folder that is in it
 */
record UnpackedPackage(Path home) {
  private static final int EXECUTABLE = 0100;

  /** Unpacks into an empty folder. */
  static UnpackedPackage of(Path archive, Path folder) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        assertTrue(target.startsWith(folder), entry.getName());
        assertEquals(0, entry.getLongUserId(), "who builds it is not in it");
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(tar, target);
          boolean executable = (entry.getMode() & EXECUTABLE) != 0;
          Files.setPosixFilePermissions(
              target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
    return new UnpackedPackage(folder.resolve(names(folder).get(0)));
  }

  private static List<String> names(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** The names in a folder; the home itself is the empty name. */
  List<String> in(String folder) throws IOException {
    return names(home.resolve(folder));
  }

  private List<JsonNode> parts() throws IOException {
    JsonNode sbom = new ObjectMapper().readTree(home.resolve("sbom.json").toFile());
    assertEquals("CycloneDX", sbom.get("bomFormat").asText());
    List<JsonNode> parts = new ArrayList<>();
    sbom.get("components").forEach(parts::add);
    return parts;
  }

  /** An archive of at most so many bytes and jars; none of them is Flink's or a broker's. */
  void assertIsSmall(Path archive, long maxBytes, int maxJars) throws IOException {
    List<String> jars = in("lib");
    assertTrue(jars.size() <= maxJars, jars.toString());
    assertTrue(Files.size(archive) <= maxBytes, "bytes: " + Files.size(archive));
    assertTrue(
        jars.stream().noneMatch(jar -> jar.matches("(flink|scala|frocksdb|kafka_).*")),
        jars.toString());
  }

  /**
   * Every jar is in the bill of materials, with the text of a licence.
   *
   * @param own what the name of the jar begins with that the bill is of
   */
  void assertListedAndLicensed(String own) throws IOException {
    assertBillIsOfItsJars(own);
    assertLicencesAreThere();
  }

  private void assertBillIsOfItsJars(String own) throws IOException {
    Set<String> listed = new TreeSet<>();
    for (JsonNode part : parts()) {
      listed.add(part.get("name").asText() + "-" + part.get("version").asText() + ".jar");
    }
    Set<String> packed =
        in("lib").stream()
            .filter(jar -> !jar.startsWith(own))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(packed, listed);
  }

  /** One of the licences of each part has its text beside it. */
  private void assertLicencesAreThere() throws IOException {
    List<String> texts = in("licences");
    Map<String, List<String>> without = new HashMap<>();
    for (JsonNode part : parts()) {
      List<String> licences = new ArrayList<>();
      part.path("licenses")
          .forEach(
              one ->
                  licences.add(
                      one.has("expression")
                          ? one.get("expression").asText()
                          : one.at("/license/id").asText(one.at("/license/name").asText())));
      boolean ours = part.path("group").asText().equals("org.drey");
      if (!ours
          && licences.stream().noneMatch(id -> texts.contains(id.replace(' ', '-') + ".txt"))) {
        without.put(part.get("name").asText(), licences);
      }
    }
    assertEquals(Map.of(), without);
    for (String holder :
        List.of("libtabe", "ipadic", "VeriSign", "QOS.ch", "Mozilla Public License")) {
      assertTrue(hasText(texts, holder), holder);
    }
  }

  private boolean hasText(List<String> texts, String word) throws IOException {
    for (String text : texts) {
      if (Files.readString(home.resolve("licences").resolve(text)).contains(word)) {
        return true;
      }
    }
    return false;
  }
}
